import type { ProofStep } from '../model/check.ts';
import { type Grantee, judgeEveryone } from '../policy/fixed.ts';
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
  if (byS3)
    return ours.flatMap(({ statement, pins }) => {
      const points = new Set(pins.flatMap(({ open, counts }) => (counts && open ? [open] : [])));
      return [...points].map((point) => stepFor(point, statement));
    });
  const byPin = ours
    .filter((one) => one.public)
    .flatMap(({ statement, pins }) =>
      pins.flatMap(({ open }) => (open && !decided[open] ? [stepFor(open, statement)] : [])),
    );
  const narrowing = narrowingDeny(statements);
  return [...byPin, ...(narrowing ? [denyStep(narrowing)] : [])];
}

const stepFor = (point: OpenPoint, statement: Statement): ProofStep =>
  note(`${capital(nameOf(statement))}: ${openPointSays[point]}`, statement);

/** A Deny that takes something away from everyone but those that a condition spares, other than plain HTTP alone. */
export const narrowingDeny = (statements: readonly Statement[]): Statement | undefined =>
  statements.find(
    ({ effect, principals, conditions }) =>
      effect === 'Deny' &&
      (principals === null || principals.includes('AWS:*')) &&
      !(conditions.length > 0 && conditions.every(({ key }) => key === 'aws:securetransport')),
  );

const denyStep = (deny: Statement): ProofStep =>
  note(`${capital(nameOf(deny))} may deny part of it again. ${openPointSays.denyNarrows}`, deny);
