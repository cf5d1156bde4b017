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
  /** Why it is not certain though nothing is missing: a sentence. */
  reason?: string;
  /** Where it is not certain: that at least one of its kinds is. */
  some?: true;
  /** Where access points of another account decide, which that account alone can see. */
  ofAnother?: true;
  steps: readonly ProofStep[];
}

/** Anyone, or anyone with an AWS account, which S3 counts as public too. */
export const isOpen = (who: Reach): boolean => who === 'public' || who === 'anyAccount';

/** What is left aside when it is asked what would be open without it. */
export interface Lifted {
  block: boolean;
  ownership: boolean;
}
export const nothingLifted: Lifted = { block: false, ownership: false };
export const allLifted: Lifted = { block: true, ownership: true };
