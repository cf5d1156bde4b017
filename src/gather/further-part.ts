import { factActions } from './actions.ts';
import { furtherFacts } from './fact-actions.ts';
import type { AnyGatherer } from './gatherer.ts';
import type { Roof } from './roof.ts';

/**
 * The gatherers of services beside S3 that this roof can ask. Where their part could not be loaded, ones that send
 * nothing and say so, for a fact that nobody could ask is still a gap. Never rejects.
 */
export async function furtherOf({ further }: Roof): Promise<readonly AnyGatherer[]> {
  if (!further) return [];
  try {
    return await further();
  } catch {
    return furtherFacts.map(unloaded);
  }
}

const unloaded = (fact: (typeof furtherFacts)[number]): AnyGatherer => ({
  fact,
  ...factActions[fact],
  call: Object,
  input: () => ({}),
  absent: [],
  read: () => null,
  unloaded: true,
});
