import { type Evidence, type Read, unasked } from '../model/evidence.ts';
import type { BucketEntry, FactName } from '../model/facts.ts';
import { type FactSet, notChosen, type ResourceFacts } from '../model/snapshot.ts';
import { gather, type Home, type Line } from './gather.ts';
import type { AnyGatherer, Target } from './gatherer.ts';
import type { ReadKey } from './read-key.ts';

/**
 * Reads every chosen fact of one bucket. Its Region comes from the list; where that did not say, from the bucket
 * itself, and whatever was believed gives way to the Region that S3 names in a redirect. `listed` says by which way and
 * when the list was read.
 */
export async function readBucket(
  entry: BucketEntry,
  target: Target,
  gatherers: readonly AnyGatherer[],
  on: Line,
  listed: Pick<Read<unknown>, 'from' | 'at'>,
  readKey: ReadKey,
  chosen: (fact: FactName) => boolean = () => true,
): Promise<ResourceFacts> {
  const at = { ...target, bucket: entry.name };
  const home: Home = { region: entry.region ?? target.region };
  const facts: Record<string, Evidence<unknown>> = {};

  const location = gatherers.find(({ fact }) => fact === 'location');
  if (entry.region === null && location) {
    const found = await gather(location, at, home, on);
    if (found.known) home.region = found.value as string;
    facts['location'] = found;
  } else if (entry.region !== null)
    facts['location'] = { known: true, value: entry.region, ...listed };

  await Promise.all(
    gatherers
      .filter(({ fact }) => fact !== 'location' && fact !== 'encryptionKey')
      .map(async (g) => {
        facts[g.fact] = chosen(g.fact)
          ? await gather(g, at, home, on)
          : unasked([g.action], notChosen);
      }),
  );
  const key = gatherers.find(({ fact }) => fact === 'encryptionKey');
  if (key)
    facts['encryptionKey'] = chosen(key.fact)
      ? await readKey(key, facts['encryption'], { ...at, region: home.region })
      : unasked([key.action], notChosen);
  // A read that was refused everywhere still tells the Region, when S3 named it in a redirect.
  if (facts['location'] && !facts['location'].known && home.movedBy)
    facts['location'] = {
      known: true,
      value: home.region,
      from: home.movedBy,
      at: on.roof.now(),
    };
  const ordered = Object.fromEntries(
    gatherers.map((g) => [g.fact, facts[g.fact] ?? unasked([g.action])]),
  );
  return { type: 'bucket', region: home.region, resource: entry.name, facts: ordered as FactSet };
}
