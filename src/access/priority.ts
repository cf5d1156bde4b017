import type { Severity } from '../model/check.ts';
import type { Priority, Sensitivity, SensitivityLevel } from '../model/priority.ts';

/** Whether the public gets in; `unknown` where that stays open. */
export type Openness = 'public' | 'notPublic' | 'unknown';

// What may be open is weighed between open and closed, and data that nobody classed between the classes, so that a gap
// neither hides a bucket nor puts it before one that is known to be open.
const openness: Readonly<Record<Openness, number>> = { public: 4, unknown: 2, notPublic: 1 };
const worth: Readonly<Record<SensitivityLevel, number>> = {
  high: 4,
  medium: 2,
  unknown: 2,
  low: 1,
};
const weight: Readonly<Record<Severity, number>> = {
  critical: 5,
  high: 4,
  medium: 3,
  low: 2,
  info: 1,
};

const says: Readonly<Record<Openness, string>> = {
  public: 'The public gets in',
  unknown: 'Whether the public gets in is not known',
  notPublic: 'The public does not get in',
};
const data: Readonly<Record<SensitivityLevel, string>> = {
  high: 'its data is sensitive',
  medium: 'its data is for internal use',
  low: 'its data is not sensitive',
  unknown: 'how sensitive its data is, is not known',
};

/**
 * Exposure times sensitivity; the worst fail only settles ties, for the same setting matters more on a bucket with
 * personal data. Null where nothing fails and nothing is exposed: there is nothing to begin with.
 */
export function priorityOf(
  open: Openness,
  sensitivity: Sensitivity,
  worst: Severity | null,
): Priority | null {
  if (worst === null && open === 'notPublic') return null;
  const score = openness[open] * worth[sensitivity.level] * 10 + (worst ? weight[worst] : 0);
  return {
    score,
    because: `${says[open]}, and ${data[sensitivity.level]}: ${sensitivity.because}.`,
  };
}
