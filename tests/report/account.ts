import { complete, type Evidence, type Unread } from '../../src/model/evidence.ts';
import type { Tag } from '../../src/model/facts.ts';
import {
  type FactSet,
  type ResourceFacts,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../../src/model/snapshot.ts';
import { bucket } from '../app/account.ts';
import { allow, policy } from '../samples.ts';

const at = '2026-11-24T09:30:00.000Z';

export const known = <T>(value: T): Evidence<T> => ({ known: true, value, from: 'file', at });

export const denied = (action: string): Unread => ({
  known: false,
  gap: 'denied',
  actions: [action],
  tried: [{ route: 'file', gap: 'denied', detail: 'AccessDenied' }],
  detail: 'AccessDenied',
});

/** What a made-up bucket is like; anything not said is in order. */
export interface MadeUpBucket {
  name: string;
  region?: string;
  public?: boolean;
  blocked?: boolean;
  versioned?: boolean;
  tags?: readonly Tag[] | null;
  website?: boolean;
  /** Facts that were refused. */
  denied?: readonly ('policyStatus' | 'tags' | 'versioning')[];
}

const all = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
const actions = {
  policyStatus: 's3:GetBucketPolicyStatus',
  tags: 's3:GetBucketTagging',
  versioning: 's3:GetBucketVersioning',
};

function bucketFacts(bucket: MadeUpBucket): ResourceFacts {
  const facts: FactSet = {
    policyStatus: known({ isPublic: bucket.public ?? false }),
    publicAccessBlock: known(bucket.blocked === false ? null : all),
    versioning: known({ status: bucket.versioned === false ? null : 'Enabled', mfaDelete: false }),
    tags: known(bucket.tags === undefined ? [{ key: 'owner', value: 'platform' }] : bucket.tags),
    website: known(
      bucket.website
        ? { indexDocument: 'index.html', errorDocument: null, redirectHost: null }
        : null,
    ),
  };
  for (const fact of bucket.denied ?? []) facts[fact] = denied(actions[fact]);
  return { type: 'bucket', region: bucket.region ?? 'eu-central-1', resource: bucket.name, facts };
}

/** A made-up account with these buckets, one access point, and a call log. */
export function madeUpAccount(
  buckets: readonly MadeUpBucket[],
  change: Partial<Snapshot> = {},
): Snapshot {
  const account = change.account ?? '111122223333';
  const list = buckets.map(({ name, region }) => ({
    name,
    region: region ?? 'eu-central-1',
    createdAt: '2021-02-03T04:05:06.000Z',
  }));
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    tool: { name: 'bucketproof-collector', version: '0.1.0' },
    account,
    partition: 'aws',
    provider: 'aws',
    identity: `arn:aws:sts::${account}:assumed-role/SecurityAudit/anna.schmidt@example.com`,
    startedAt: '2026-11-24T09:28:00.000Z',
    endedAt: '2026-11-24T09:31:00.000Z',
    sample: false,
    facts: [
      {
        type: 'account',
        region: '',
        resource: account,
        facts: {
          buckets: known(complete(list)),
          accountPublicAccessBlock: known(null),
        },
      },
      ...buckets.map(bucketFacts),
      {
        type: 'accessPoint',
        region: 'eu-central-1',
        resource: 'reports',
        facts: {
          accessPoint: known({
            bucket: buckets[0]?.name ?? 'none',
            bucketAccount: account,
            networkOrigin: 'Internet',
            vpcId: null,
            publicAccessBlock: all,
          }),
        },
      },
    ],
    calls: [
      call('s3', 'ListBuckets', { ok: 1 }),
      call('s3', 'GetBucketTagging', { ok: 20, absent: 3, denied: 2 }),
      call('s3control', 'GetPublicAccessBlock', { absent: 1 }),
    ],
    coverage: {
      bucketsListed: buckets.length,
      bucketsRead: buckets.length,
      regions: ['eu-central-1', 'us-east-1'],
      everyRegion: true,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
    ...change,
  };
}

const call = (service: string, operation: string, outcomes: Record<string, number>) => ({
  service,
  operation,
  region: 'eu-central-1',
  route: 'file' as const,
  count: Object.values(outcomes).reduce((sum, one) => sum + one, 0),
  outcomes,
});

/** Five buckets: public, unversioned, unreadable, untagged, and one in order. */
export const smallAccount = (change: Partial<Snapshot> = {}): Snapshot =>
  madeUpAccount(
    [
      { name: 'acme-website-assets', public: true, blocked: false, website: true },
      { name: 'acme-backups', versioned: false, region: 'us-east-1' },
      { name: 'acme-payroll', denied: ['policyStatus', 'tags'] },
      { name: 'acme-logs', tags: null },
      { name: 'acme-in-order' },
    ],
    change,
  );

/** A bucket whose policy S3 calls public, and this reading does not. */
export const differing = (name: string): ResourceFacts =>
  bucket(name, {
    policy: policy(
      allow('s3:GetObject', { Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } } }),
    ),
    policyStatus: { isPublic: true },
  });

/** Names and values as nobody would choose them, except to see what breaks. */
export const hostileAccount = (): Snapshot =>
  madeUpAccount(
    [
      { name: '<img src=x onerror=alert(1)>', public: true, blocked: false },
      { name: '=HYPERLINK("http://example.com","click")', versioned: false },
      { name: 'أرشيف التقارير السنوية', versioned: false },
      { name: 'ארכיון דוחות', versioned: false },
      { name: '請求書と監査ログの保管庫', versioned: false, tags: null },
      { name: 'Журнал аудита – Πρωτόκολλο', tags: [{ key: 'owner', value: 'Ольга Ŝłowak' }] },
      { name: `a${'very-'.repeat(48)}long-name`, versioned: false },
      { name: 'constructor', tags: [{ key: 'owner', value: '\u202Egnp.exe 😀' }] },
      { name: 'no-font-for-its-owner', tags: [{ key: 'owner', value: '한글' }] },
      {
        name: 'fifty-tags',
        tags: Array.from({ length: 50 }, (_, at) => ({ key: `tag-${at}`, value: 'x'.repeat(200) })),
      },
    ],
    { provider: 'other', account: 'Ärchive & Söhne <GmbH>', identity: null },
  );
