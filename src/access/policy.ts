import type { ProofStep } from '../model/check.ts';
import type { Answer, PublicReach, TlsReach } from '../model/derived.ts';
import { nameOf, parsePolicy, type Statement } from '../policy/parse.ts';
import { grantsEveryone, isPublic, openToEveryone } from '../policy/public.ts';
import { readTls } from '../policy/tls.ts';
import { unknownFor, type View } from './view.ts';

const closed = (says: string): Answer<PublicReach> => ({
  known: true,
  value: { open: false, steps: [{ says, fact: 'policy' }] },
});
const unclear = (because: string): Answer<never> => ({ known: false, because, missing: [] });

/** S3's own word on the policy, where it is to be trusted: null where it was not read, or not from AWS. */
export function publicByS3(view: View): boolean | null {
  if (view.provider !== 'aws') return null;
  const status = view.see('policyStatus');
  return status.known ? (status.value?.isPublic ?? false) : null;
}

/**
 * Whether the bucket policy is public in S3's sense. S3's answer wins where there is one; otherwise the text
 * decides where it can without weighing conditions.
 */
export function policyPublic(view: View): Answer<PublicReach> {
  const policy = view.see('policy');
  const byS3 = publicByS3(view);
  const parsed = policy.known && policy.value !== null ? parsePolicy(policy.value) : null;
  const statements = parsed?.ok ? parsed.statements : [];
  if (byS3 !== null) {
    const says = `S3 reports the policy as ${byS3 ? 'public' : 'not public'}.`;
    return {
      known: true,
      value: {
        open: byS3,
        steps: [{ says, fact: 'policyStatus' }, ...(byS3 ? steps(openToEveryone(statements)) : [])],
      },
    };
  }
  if (!policy.known)
    return unknownFor(
      view,
      ...(view.provider === 'aws' ? (['policyStatus', 'policy'] as const) : (['policy'] as const)),
    );
  if (policy.value === null) return closed('There is no bucket policy.');
  if (!parsed?.ok) return unclear(parsed?.problem ?? '');
  const reading = isPublic(statements);
  if (reading === 'no') return closed('The policy names no principal by a wildcard.');
  const open = openToEveryone(statements);
  if (reading === 'yes')
    return {
      known: true,
      value: { open: true, steps: steps(open.filter((s) => s.conditions.length === 0)) },
    };
  return unclear(weighs(open[0] as Statement));
}

/** Whether the policy lets everyone do one of these actions, Restrict Public Buckets left aside. */
export function policyGrants(
  view: View,
  actions: readonly string[],
  doing: string,
): Answer<PublicReach> {
  const byS3 = publicByS3(view);
  if (byS3 === false)
    return {
      known: true,
      value: {
        open: false,
        steps: [{ says: 'S3 reports the policy as not public.', fact: 'policyStatus' }],
      },
    };
  const policy = view.see('policy');
  if (!policy.known) return unknownFor(view, 'policy');
  if (policy.value === null) return closed('There is no bucket policy.');
  const parsed = parsePolicy(policy.value);
  if (!parsed.ok) return unclear(parsed.problem);
  const { reading, by } = grantsEveryone(parsed.statements, actions, byS3);
  if (reading === 'no') return closed(`No statement lets everyone ${doing}.`);
  if (reading === 'yes') return { known: true, value: { open: true, steps: steps(by) } };
  return unclear(weighs(by[0] as Statement));
}

/** Whether the policy denies plain HTTP to everyone, for the bucket and its objects. */
export function tls(view: View): Answer<TlsReach> {
  const policy = view.see('policy');
  if (!policy.known) return unknownFor(view, 'policy');
  if (policy.value === null)
    return {
      known: true,
      value: {
        state: 'notEnforced',
        says: 'There is no bucket policy, so nothing denies plain HTTP.',
        steps: [],
      },
    };
  const parsed = parsePolicy(policy.value);
  if (!parsed.ok) return unclear(parsed.problem);
  const reading = readTls(
    parsed.statements,
    view.partition === 'other' ? 'aws' : view.partition,
    view.resource,
  );
  if (reading.state === 'unclear')
    return unclear(`${capital(reading.says)}; this version does not yet weigh such statements.`);
  const found = reading.state === 'notEnforced' ? [] : reading.by;
  return {
    known: true,
    value: {
      state: reading.state,
      says:
        reading.state === 'enforced'
          ? `Plain HTTP is denied to everyone, for the bucket and its objects, by ${found.map(nameOf).join(' and ')}.`
          : reading.says,
      steps: found.map((statement) => ({
        says: `${capital(nameOf(statement))} denies requests without TLS.`,
        fact: 'policy',
        statement: statement.index,
      })),
    },
  };
}

const steps = (statements: readonly Statement[]): ProofStep[] =>
  statements.map((statement) => ({
    says: `${capital(nameOf(statement))} allows ${(statement.actions ?? ['all but some actions']).join(', ')} to everyone.`,
    fact: 'policy',
    statement: statement.index,
  }));

const weighs = (statement: Statement) =>
  `${capital(nameOf(statement))} speaks of everyone under conditions, or a Deny narrows it; this version does not yet weigh them.`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
