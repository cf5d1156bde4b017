import type { ProofStep } from '../model/check.ts';
import type { Answer, PublicReach } from '../model/derived.ts';
import type { Kind } from '../policy/actions.ts';
import { type Grantee, judgeEveryone } from '../policy/fixed.ts';
import { nameOf } from '../policy/parse.ts';
import type { Opening } from '../policy/reach.ts';
import { allowsEveryone, capital, decidingPins, pinSays, whoSays } from '../policy/say.ts';
import { differsFromS3, narrowedSteps } from './differ.ts';
import { openingsIn, policyOf, publicByS3 } from './policy-seen.ts';
import { unknown, unreadOf, type View } from './view.ts';

export const closed = (says: string, fact: ProofStep['fact'] = 'policy'): Answer<PublicReach> => ({
  known: true,
  value: { open: false, steps: [{ says, ...(fact && { fact }) }] },
});

/**
 * Whether the bucket policy is public in S3's sense. S3's answer wins where there is one, and ours explains it;
 * where the two differ, the steps say so.
 */
export function policyPublic(view: View): Answer<PublicReach> {
  const seen = policyOf(view);
  if (seen.is === 'none') return closed('There is no bucket policy.');
  const byS3 = publicByS3(view);
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : null;
  const ours = statements && judgeEveryone(statements);
  if (byS3 !== null)
    return {
      known: true,
      value: {
        open: byS3,
        steps: [
          {
            says: `S3 reports the policy as ${byS3 ? 'public' : 'not public'}.`,
            fact: 'policyStatus',
            does: byS3 ? 'opens' : 'narrows',
          },
          ...(ours ? explain(ours, byS3) : []),
          ...differsFromS3(view).slice(1),
        ],
      },
    };
  if (seen.is === 'unread') return unknown(unreadPolicy(view));
  if (!seen.parsed.ok) return unknown(unreadPolicy(view), seen.parsed.problem);
  const open = (ours ?? []).some((one) => one.public);
  const steps = [
    ...explain(ours ?? [], open),
    ...narrowedSteps(ours ?? [], seen.parsed.statements),
  ];
  return {
    known: true,
    value: {
      open,
      steps:
        steps.length > 0
          ? steps
          : [{ says: 'The policy allows nothing to everyone.', fact: 'policy' }],
    },
  };
}

/** Our reading, statement by statement: why S3 may call the policy what it is called. */
const explain = (ours: readonly Grantee[], verdict: boolean): ProofStep[] =>
  ours.filter((one) => one.public === verdict || !verdict).flatMap(stepsOf);

/** One statement for everyone, and what its conditions make of it. */
function stepsOf(one: Grantee): ProofStep[] {
  const { statement } = one;
  const about = { fact: 'policy', statement: statement.index } as const;
  return [
    { says: `${allowsEveryone(statement)}.`, ...about, does: 'opens' },
    ...decidingPins(one).map((pin): ProofStep => ({
      says: pinSays(pin),
      ...about,
      does: pin.counts ? 'narrows' : 'leaves',
    })),
  ];
}

/**
 * Whether the policy lets everyone do something of these kinds, Restrict Public Buckets left aside: what its Allow
 * statements grant and its Deny statements leave. A network that S3 does not take for fixed is all the world.
 */
export function policyGrants(
  view: View,
  kinds: readonly Kind[],
  doing: string,
): Answer<PublicReach> {
  const seen = policyOf(view);
  const byS3 = publicByS3(view);
  if (seen.is === 'none') return closed('There is no bucket policy.');
  if (byS3 === false)
    return {
      known: true,
      value: {
        open: false,
        steps: [
          { says: 'S3 reports the policy as not public.', fact: 'policyStatus', does: 'narrows' },
          ...differsFromS3(view).slice(1),
        ],
      },
    };
  if (seen.is === 'unread') return unknown(unreadPolicy(view));
  if (!seen.parsed.ok) return unknown(unreadPolicy(view), seen.parsed.problem);
  const { statements } = seen.parsed;
  const ours = judgeEveryone(statements);
  const against = byS3 === true && !ours.some((one) => one.public);
  const found = openingsIn(view, statements).filter(
    ({ who }) => who === 'public' || who === 'anyAccount' || (against && who === 'network'),
  );
  const sure = found.filter((one) => one.sure.some((kind) => kinds.includes(kind)));
  if (sure.length > 0)
    return {
      known: true,
      value: {
        open: true,
        steps: [
          ...once(sure.flatMap((one) => openingSteps(one, ours))),
          ...(against
            ? [
                { says: 'S3 reports the policy as public.', fact: 'policyStatus' } as const,
                ...differsFromS3(view).slice(1),
              ]
            : []),
        ],
      },
    };
  const [perhaps] = found.filter((one) => one.perhaps.some((kind) => kinds.includes(kind)));
  if (perhaps)
    return unknown(
      unreadPolicy(view),
      `${capital(nameOf(perhaps.statement))} may let ${whoSays(perhaps.who, perhaps.name)} ${doing}; an operator, a policy variable or the size of the policy keeps it from being told.`,
    );
  const [denied] = ours.filter((one) => one.public);
  return {
    known: true,
    value: {
      open: false,
      steps: [
        { says: `No statement lets everyone ${doing}.`, fact: 'policy' },
        ...(denied && statements.some(({ effect }) => effect === 'Deny')
          ? [
              {
                says: `${capital(nameOf(denied.statement))} speaks of everyone, but conditions and Deny statements leave nothing of this kind.`,
                fact: 'policy',
                statement: denied.statement.index,
                does: 'narrows',
              } as const,
            ]
          : []),
      ],
    },
  };
}

/** The statement that opens, with its conditions where it is one for everyone. */
export function openingSteps(
  { statement, who, name, fences = [] }: Opening,
  ours: readonly Grantee[],
): ProofStep[] {
  const grantee = ours.find((one) => one.statement === statement);
  if (grantee && who !== 'otherAccount' && who !== 'organisation')
    return [
      ...stepsOf(grantee),
      ...fences.map((fence): ProofStep => ({
        says: `${capital(nameOf(fence))} denies whatever comes from elsewhere than ${name}.`,
        fact: 'policy',
        statement: fence.index,
        does: 'narrows',
      })),
    ];
  return [
    {
      says: `${capital(nameOf(statement))} lets ${whoSays(who, name)} in.`,
      fact: 'policy',
      statement: statement.index,
      does: 'opens',
    },
  ];
}

/** Steps without repetition. */
export function once(steps: readonly ProofStep[]): ProofStep[] {
  const seen = new Set<string>();
  return steps.filter(({ says }) => !seen.has(says) && seen.add(says));
}

/** The reads that would settle what the policy leaves open. S3's own answer is trusted on AWS only. */
const unreadPolicy = (view: View) =>
  view.provider === 'aws' ? unreadOf(view, 'policyStatus', 'policy') : unreadOf(view, 'policy');
