/**
 * How much harm the loss of a bucket's data would do, as far as its tags and the user say. `unknown`: nothing tells, or
 * what would tell was not read.
 */
export type SensitivityLevel = 'high' | 'medium' | 'low' | 'unknown';

/** A level, and what tells it, as part of a sentence: "the tag PII is yes". */
export interface Sensitivity {
  level: SensitivityLevel;
  because: string;
}

/** How early a bucket wants attention: how open it is, times how much its data matters. */
export interface Priority {
  /** From 0; the higher the earlier. Only the order means something. */
  score: number;
  /** The two halves in one sentence. */
  because: string;
}
