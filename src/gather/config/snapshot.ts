import { type Evidence, unasked } from '../../model/evidence.ts';
import { type FactName, factsOf, type Scope } from '../../model/facts.ts';
import {
  type FactSet,
  type ResourceFacts,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../../model/snapshot.ts';
import type { Target } from '../gatherer.ts';
import { keyAt } from '../read-key.ts';
import type { Archive } from './archive.ts';
import { unaskedRecord } from './gaps.ts';

const note =
  'Read from the records of AWS Config, each fact as of the time at which it was recorded. A resource that AWS Config does not record is not in it.';

/** A snapshot of an account that holds what AWS Config has recorded of it and nothing else. */
export function recordedSnapshot(
  held: Archive,
  target: Target,
  { tool, identity }: Pick<Snapshot, 'tool' | 'identity'>,
  run: Pick<Snapshot, 'startedAt' | 'endedAt' | 'calls'>,
): Snapshot {
  const readOne = (fact: FactName, of: Target, encryption?: Evidence<unknown>) => {
    // Thousands of records for each bucket, which no organisation is asked for.
    if (fact === 'recoveryPoints') return unasked([]);
    const at = fact === 'encryptionKey' ? keyAt(encryption, of) : of;
    return 'known' in at ? at : held.read(fact, at, run.endedAt);
  };
  const read = (scope: Scope, at: Partial<Target> = {}): FactSet => {
    const facts: Partial<Record<FactName, Evidence<unknown>>> = {};
    const of = { ...target, ...at };
    for (const fact of factsOf(scope)) {
      const settled = unaskedRecord(fact, of);
      if (settled !== null) facts[fact] = settled ?? readOne(fact, of, facts.encryption);
    }
    return facts as FactSet;
  };
  const buckets: ResourceFacts[] = [];
  const points: ResourceFacts[] = [];
  const regions = new Set<string>();
  for (const one of held.all()) {
    if (one.type === 'bucket') {
      const { name, region } = one.entry;
      regions.add(region);
      const facts = read('bucket', { bucket: name, region });
      buckets.push({ type: 'bucket', region, resource: name, facts });
    } else if (one.type === 'accessPoint') {
      const { region, entry } = one;
      regions.add(region);
      const facts = read('accessPoint', { accessPoint: entry.name, region });
      points.push({ type: 'accessPoint', region, resource: entry.name, facts });
    } else if (one.type === 'trail') regions.add(one.region);
    else if (one.type === 'multiRegionAccessPoint') {
      const { name } = one.point;
      const facts = read('multiRegionAccessPoint', { accessPoint: name });
      points.push({ type: 'multiRegionAccessPoint', region: '', resource: name, facts });
    }
  }
  const names = [...regions].sort();
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    tool,
    account: target.account,
    partition: target.partition,
    provider: 'aws',
    identity,
    ...run,
    sample: false,
    coverage: {
      // No record of a bucket is no list of none.
      bucketsListed: buckets.length === 0 ? null : buckets.length,
      bucketsRead: buckets.length,
      regions: names,
      everyRegion: false,
      skippedRegions: [],
      ended: 'complete',
      note,
    },
    facts: [
      { type: 'account', region: '', resource: target.account, facts: read('account') },
      ...names.map((region): ResourceFacts => {
        const facts = read('region', { region });
        return { type: 'region', region, resource: region, facts };
      }),
      ...buckets,
      ...points,
    ],
  };
}
