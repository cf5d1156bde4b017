import type { Evidence } from '../../src/model/evidence.ts';
import { complete } from '../../src/model/evidence.ts';
import type { BucketFacts } from '../../src/model/facts.ts';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { acl, allow, block, denyHttp, encryptedWith, policy } from '../samples.ts';

export const account = '111122223333';
const at = '2026-11-20T09:30:00.000Z';
const known = <T>(value: T): Evidence<T> => ({ known: true, value, from: 'file', at });
const denied = (action: string): Evidence<never> => ({
  known: false,
  gap: 'denied',
  actions: [action],
  tried: [{ route: 'file', gap: 'denied', detail: 'AccessDenied' }],
  detail: 'AccessDenied',
});

const usual: Omit<BucketFacts, 'objects'> = {
  location: 'eu-west-1',
  publicAccessBlock: block(),
  policy: policy(denyHttp),
  policyStatus: { isPublic: false },
  acl: acl(),
  ownership: { objectOwnership: 'BucketOwnerEnforced' },
  encryption: encryptedWith('AES256'),
  encryptionKey: null,
  versioning: { status: 'Enabled', mfaDelete: false },
  logging: null,
  lifecycle: null,
  replication: null,
  objectLock: null,
  notification: { topics: 0, queues: 0, functions: 0, eventBridge: false },
  website: null,
  cors: null,
  tags: null,
  acceleration: null,
  inventory: complete([]),
  recoveryPoints: complete([]),
};

/** A bucket that was read in full, with these settings in place of the usual ones. */
export const bucket = (
  resource: string,
  settings: Partial<BucketFacts> = {},
  region = 'eu-west-1',
): ResourceFacts => ({
  type: 'bucket',
  region,
  resource,
  facts: Object.fromEntries(
    Object.entries({ ...usual, location: region, ...settings }).map(([name, value]) => [
      name,
      known(value),
    ]),
  ),
});

/** A bucket whose every read was denied. */
const closedBucket = (resource: string): ResourceFacts => ({
  type: 'bucket',
  region: 'us-east-1',
  resource,
  facts: Object.fromEntries(
    Object.keys(usual).map((name) => [name, denied(`s3:Get-${name}`)]),
  ) as ResourceFacts['facts'],
});

const publicBucket = (resource: string): ResourceFacts =>
  bucket(resource, {
    policy: policy(
      denyHttp,
      allow('s3:GetObject', { Sid: 'EveryoneReads', Resource: `arn:aws:s3:::${resource}/*` }),
    ),
    policyStatus: { isPublic: true },
  });

/** The account of a snapshot with these buckets, read in full; `null` where their list was denied. */
export function snapshotOf(
  buckets: readonly ResourceFacts[] | null,
  more: Partial<Snapshot> = {},
): Snapshot {
  const of = more.account ?? account;
  return {
    format: 'bucketproof/snapshot',
    version: 1,
    tool: { name: 'bucketproof', version: '0.1.0' },
    account: of,
    partition: 'aws',
    provider: 'aws',
    identity: `arn:aws:sts::${of}:assumed-role/Auditor/me`,
    startedAt: '2026-11-20T09:20:00.000Z',
    endedAt: at,
    sample: false,
    facts: [
      {
        type: 'account',
        region: '',
        resource: of,
        facts: {
          identity: known({
            account: of,
            arn: `arn:aws:sts::${of}:assumed-role/Auditor/me`,
            userId: 'AROAEXAMPLE:me',
          }),
          accountPublicAccessBlock: known(null),
          buckets: buckets
            ? known(
                complete(
                  buckets.map(({ resource, region }) => ({
                    name: resource,
                    region,
                    createdAt: null,
                  })),
                ),
              )
            : denied('s3:ListAllMyBuckets'),
          enabledRegions: known([{ name: 'eu-west-1', optIn: 'opt-in-not-required' }]),
          multiRegionAccessPoints: known(complete([])),
        },
      },
      ...['eu-west-1', 'us-east-1'].map((region) => ({
        type: 'region' as const,
        region,
        resource: region,
        facts: {
          accessPoints: known(complete([])),
          backupPlans: known(complete([])),
          backupVaults: known(complete([])),
          backupSettings: known({ s3OptedIn: true }),
        },
      })),
      ...(buckets ?? []),
    ],
    calls: [
      {
        service: 's3',
        operation: 'GetBucketPolicy',
        region: 'eu-west-1',
        route: 'file',
        count: 3,
        outcomes: { ok: 2, denied: 1 },
      },
    ],
    coverage: {
      bucketsListed: buckets?.length ?? null,
      bucketsRead: buckets?.length ?? 0,
      regions: ['eu-west-1', 'us-east-1'],
      everyRegion: true,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
    ...more,
  };
}

/** Three buckets: one public, one sound, one that could not be read. */
export const smallAccount = (more: Partial<Snapshot> = {}): Snapshot =>
  snapshotOf(
    [
      publicBucket('acme-website'),
      bucket('acme-ledger', { publicAccessBlock: block('restrictPublicBuckets') }),
      closedBucket('acme-vault'),
    ],
    more,
  );
