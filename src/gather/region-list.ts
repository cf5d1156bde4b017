import type { Evidence } from '../model/evidence.ts';
import type { BucketEntry, EnabledRegion } from '../model/facts.ts';

/** Enabled Regions where they could be listed; otherwise the Regions that hold buckets, and the first one. */
export function regionsToRead(
  enabled: Evidence<readonly EnabledRegion[]> | undefined,
  buckets: readonly BucketEntry[],
  first: string,
): string[] {
  const names = enabled?.known
    ? enabled.value.filter(({ optIn }) => optIn !== 'not-opted-in').map(({ name }) => name)
    : [first, ...regionsOf(buckets)];
  return [...new Set(names)].sort();
}

/** The Regions of these buckets, as far as the list tells. */
export const regionsOf = (buckets: readonly BucketEntry[]): string[] =>
  [...new Set(buckets.flatMap(({ region }) => region ?? []))].sort();
