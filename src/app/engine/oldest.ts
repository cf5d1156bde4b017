import type { ResourceFacts } from '../../model/snapshot.ts';

/** ISO time of the oldest known fact; null where nothing is known. */
export function oldestOf(resources: readonly ResourceFacts[]): string | null {
  let oldest: string | null = null;
  for (const { facts } of resources)
    for (const evidence of Object.values(facts))
      if (evidence.known && (oldest === null || evidence.at < oldest)) oldest = evidence.at;
  return oldest;
}
