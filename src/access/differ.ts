import type { ProofStep } from '../model/check.ts';
import { type Grantee, judgeEveryone, narrowingDeny } from '../policy/fixed.ts';
import { decided, type OpenPoint, openPointSays } from '../policy/open-points.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { capital } from '../policy/say.ts';
import { policyOf, publicByS3 } from './policy-seen.ts';
import type { View } from './view.ts';

export const note = (says: string, statement?: Statement): ProofStep => ({
  says,
  fact: 'policy',
  ...(statement && { statement: statement.index }),
  does: 'notes',
});

/**
 * Where S3's own word on the bucket policy and our reading differ: both, and which of the questions that AWS's
 * documentation leaves open may be why. Empty where they agree, or where one of the two is not at hand.
 */
export function differsFromS3(view: View): ProofStep[] {
  const byS3 = publicByS3(view);
  const seen = policyOf(view);
  if (byS3 === null || seen.is !== 'read' || !seen.parsed.ok) return [];
  const { statements } = seen.parsed;
  const ours = judgeEveryone(statements);
  const reading = ours.some((one) => one.public);
  if (reading === byS3) return [];
  const word = (open: boolean) => (open ? 'public' : 'not public');
  const open = openPoints(ours, statements, byS3);
  return [
    {
      says: `S3 reports the policy as ${word(byS3)}.`,
      fact: 'policyStatus',
      does: byS3 ? 'opens' : 'narrows',
    },
    note(
      `Our own reading differs: it finds the policy ${word(reading)}. S3’s word is what counts.`,
    ),
    ...(open.length > 0
      ? open
      : [
          note(
            'None of the questions that AWS’s documentation leaves open explains it. The policy may have changed between the two reads: read the bucket again.',
          ),
        ]),
  ];
}

/** The open questions that an answer other than ours turns round. */
function openPoints(
  ours: readonly Grantee[],
  statements: readonly Statement[],
  byS3: boolean,
): ProofStep[] {
  if (byS3) return ours.flatMap((one) => countedIn(one, statements));
  const open = ours.filter((one) => one.public);
  const byPin = open.flatMap(({ statement, pins }) =>
    pins.flatMap(({ open }) => (open && !decided[open] ? [stepFor(open, statement)] : [])),
  );
  return [...byPin, ...narrowedSteps(ours, statements)];
}

/** The open questions by which we call one statement not public. */
function countedIn({ statement, pins }: Grantee, statements: readonly Statement[]): ProofStep[] {
  const points = new Set(pins.flatMap(({ open, counts }) => (counts && open ? [open] : [])));
  const byPin = pins.some(({ counts }) => counts);
  const deny = decided.denyNarrows && !byPin ? narrowingDeny(statements, [statement]) : undefined;
  return [
    ...[...points].map((point) => stepFor(point, statement)),
    ...(deny ? [stepFor('denyNarrows', deny)] : []),
  ];
}

/** The Deny that would turn our reading of a policy round, were the open question answered the other way. */
export function narrowedSteps(
  ours: readonly Grantee[],
  statements: readonly Statement[],
): ProofStep[] {
  const unfixed = ours.filter(({ pins }) => !pins.some(({ counts }) => counts));
  const deny = narrowingDeny(
    statements,
    unfixed.map(({ statement }) => statement),
  );
  return deny ? [denyStep(deny)] : [];
}

const stepFor = (point: OpenPoint, statement: Statement): ProofStep =>
  note(`${capital(nameOf(statement))}: ${openPointSays[point]}`, statement);

const denyStep = (deny: Statement): ProofStep =>
  note(`${capital(nameOf(deny))} may deny part of it again. ${openPointSays.denyNarrows}`, deny);
