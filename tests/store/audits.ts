import type { ResourceFacts } from '../../src/model/snapshot.ts';
import type { Label, StoredAudit } from '../../src/store/database.ts';

/** A finished audit without resources; `ended` makes it one that still runs. */
export const audit = (
  id: string,
  startedAt = '2026-01-01T00:00:00.000Z',
  ended: 'complete' | 'running' = 'complete',
): Omit<StoredAudit, keyof Label> => ({
  id,
  origin: 'scan',
  buckets: 1,
  counts: { pass: 1 },
  head: {
    format: 'bucketproof/snapshot',
    version: 1,
    tool: { name: 'bucketproof', version: '0' },
    account: '111122223333',
    partition: 'aws',
    provider: 'aws',
    identity: null,
    startedAt,
    endedAt: startedAt,
    sample: false,
    calls: [],
    coverage: {
      bucketsListed: 1,
      bucketsRead: 1,
      regions: [],
      everyRegion: false,
      skippedRegions: [],
      ended,
      note: '',
    },
  },
});
/** Buckets with names and values that break what is careless. */
export const buckets = (count: number, from = 0): ResourceFacts[] =>
  Array.from({ length: count }, (_, n) => from + n).map((i) => ({
    type: 'bucket',
    region: 'eu-west-1',
    resource: ['constructor', '__proto__', 'b'][i] ?? `b-${i}`,
    facts: {
      tags: { known: true, value: [{ key: '東', value: '\u202e' }], from: 'file', at: 'x' },
    },
  }));
