import type { BucketFacts } from '../../model/facts.ts';
import type { Target } from '../gatherer.ts';
import type { Fields } from './json.ts';

/** How AWS Config records one fact of a bucket. */
export interface Mapping<F extends keyof BucketFacts = keyof BucketFacts> {
  fact: F;
  /** The key of the item's `supplementaryConfiguration`. An item without it tells nothing of the fact. */
  key: string;
  /** True where a record that is empty says that nothing is configured. Elsewhere it says nothing. */
  mayBeNone: boolean;
  /** Turns what is recorded into the fact; undefined where it does not tell it. Pure; throws for an unknown form. */
  read(recorded: Fields, target: Target): BucketFacts[F] | undefined;
}

export const mapping = <F extends keyof BucketFacts>(m: Mapping<F>): Mapping<F> => m;

/**
 * What is recorded, in the form of S3's own answer: the live gatherer reads it then, so that both routes yield the same
 * fact. The gatherer takes nothing for granted, so neither must this.
 */
export const asAnswer = (fields: object): never => fields as never;
