import type { Evidence } from '../../src/model/evidence.ts';
import type { Tag } from '../../src/model/facts.ts';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';

const at = '2026-01-01T00:00:00.000Z';
const known = <T>(value: T): Evidence<T> => ({ known: true, value, from: 'file', at });

/** A bucket with versioning and tags; `denied` for tags that could not be read. */
export const versioned = (
  resource: string,
  region: string,
  status: 'Enabled' | null,
  tags: readonly Tag[] | 'denied' = [],
): ResourceFacts => ({
  type: 'bucket',
  region,
  resource,
  facts: {
    versioning: known({ status, mfaDelete: false }),
    tags:
      tags === 'denied'
        ? {
            known: false,
            gap: 'denied',
            actions: ['s3:GetBucketTagging'],
            tried: [],
            detail: 'AccessDenied',
          }
        : known(tags),
  },
});

/** A finished snapshot of these buckets; `listed` names more that the list has but nobody read. */
export const snapshotOf = (
  buckets: readonly ResourceFacts[],
  listed: readonly string[] = [],
): Snapshot => ({
  format: 'bucketproof/snapshot',
  version: 1,
  tool: { name: 'test', version: '0' },
  account: '111122223333',
  partition: 'aws',
  provider: 'aws',
  identity: null,
  startedAt: at,
  endedAt: at,
  sample: false,
  facts: [
    {
      type: 'account',
      region: '',
      resource: '111122223333',
      facts: {
        buckets: known({
          items: [
            ...buckets.map(({ resource, region }) => ({ name: resource, region, createdAt: null })),
            ...listed.map((name) => ({ name, region: null, createdAt: null })),
          ],
          complete: true,
          gaps: [],
        }),
      },
    },
    ...buckets,
  ],
  calls: [],
  coverage: {
    bucketsListed: buckets.length + listed.length,
    bucketsRead: buckets.length,
    regions: [],
    everyRegion: false,
    skippedRegions: [],
    ended: 'complete',
    note: '',
  },
});
