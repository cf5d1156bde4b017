import type { ProofStep } from '../model/check.ts';
import type { MissingFact } from '../model/derived.ts';
import type { Reach } from '../model/exposure.ts';
import type { Kind } from '../policy/actions.ts';

/** One way in, or one that cannot be told: who gets in by it, at the most, and what for. */
export interface Way {
  who: Reach;
  name: string;
  kinds: readonly Kind[];
  /** Empty where it is certain. */
  missing: readonly MissingFact[];
  certain: boolean;
  steps: readonly ProofStep[];
}

/** What is left aside when it is asked what would be open without it. */
export interface Lifted {
  block: boolean;
  ownership: boolean;
}
export const nothingLifted: Lifted = { block: false, ownership: false };
export const allLifted: Lifted = { block: true, ownership: true };
