import { fail, pass, type ProofStep, type Verdict } from './check.ts';
import type { EventReach } from './logging-reach.ts';

/** Names of trails within a sentence. */
export const namesOf = (trails: readonly string[]): string =>
  `trail${trails.length > 1 ? 's' : ''} ${trails.slice(0, 3).join(', ')}${trails.length > 3 ? ` and ${trails.length - 3} more` : ''}`;

/** Said of a bucket that checks of trail buckets do not concern. */
export const noTrail = 'No trail stores its logs in this bucket.';

/** The verdict on whether trails record object-level events of every bucket. */
export function eventVerdict(
  state: EventReach['state'],
  steps: readonly ProofStep[],
  what: 'reads' | 'writes',
): Verdict {
  const says = steps.map((step) => step.says).join(' ');
  if (state === 'whole') return pass(says, steps);
  const only = state === 'part' ? 'only some' : 'no';
  return fail(
    `Trails record ${only} object-level ${what}.${says === '' ? ' No trail spans the Regions.' : ` ${says}`}`,
    steps,
  );
}
