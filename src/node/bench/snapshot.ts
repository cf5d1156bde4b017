import { complete, type Evidence, type Unread } from '../../model/evidence.ts';
import type { BucketFacts, PublicAccessBlock } from '../../model/facts.ts';
import {
  type FactSet,
  type ResourceFacts,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../../model/snapshot.ts';

const at = '2026-01-01T00:00:00.000Z';
const account = '123456789012';
const regions = ['us-east-1', 'eu-west-1', 'ap-northeast-1'] as const;
const known = <T>(value: T): Evidence<T> => ({ known: true, value, from: 'file', at });
const denied = (action: string): Unread => ({
  known: false,
  gap: 'denied',
  actions: [action],
  tried: [{ route: 'file', gap: 'denied', detail: 'AccessDenied' }],
  detail: 'AccessDenied',
});

/**
 * A made-up account with so many buckets, each with every fact, for measuring how fast checks judge. Settings vary
 * from bucket to bucket, so that every branch is taken; one read in about forty is denied. The same number always
 * gives the same snapshot.
 */
export function madeUpSnapshot(buckets: number): Snapshot {
  const names = Array.from({ length: buckets }, (_, i) => `made-up-${String(i).padStart(6, '0')}`);
  const regionOf = (i: number) => regions[i % regions.length] as string;
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    tool: { name: 'bench', version: '0' },
    account,
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
        resource: account,
        facts: {
          identity: known({ account, arn: `arn:aws:iam::${account}:user/bench`, userId: 'bench' }),
          buckets: known(
            complete(names.map((name, i) => ({ name, region: regionOf(i), createdAt: at }))),
          ),
          accountPublicAccessBlock: known(null),
          enabledRegions: known(
            regions.map((name) => ({ name, optIn: 'opt-in-not-required' as const })),
          ),
          multiRegionAccessPoints: known(complete([])),
        },
      },
      ...regions.map((region): ResourceFacts => ({
        type: 'region',
        region,
        resource: region,
        facts: { accessPoints: known(complete([])) },
      })),
      ...names.map((resource, i): ResourceFacts => ({
        type: 'bucket',
        region: regionOf(i),
        resource,
        facts: bucketFacts(resource, i, regionOf(i)),
      })),
    ],
    calls: [],
    coverage: {
      bucketsListed: buckets,
      bucketsRead: buckets,
      regions,
      everyRegion: true,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
  };
}

const block = (on: boolean): PublicAccessBlock => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

function bucketFacts(name: string, i: number, region: string): FactSet {
  const every = (n: number) => i % n === 0;
  const objects = `arn:aws:s3:::${name}/*`;
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${name}`, objects],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      ...(every(11)
        ? [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects }]
        : []),
    ],
  };
  const values: Omit<BucketFacts, 'objects'> = {
    encryptionKey: null,
    location: region,
    publicAccessBlock: every(5) ? (every(2) ? null : block(false)) : block(true),
    policy: every(3) ? null : JSON.stringify(policy),
    policyStatus: every(3) ? null : { isPublic: every(11) },
    acl: {
      owner: 'owner',
      grants: [
        { type: 'CanonicalUser', grantee: 'owner', permission: 'FULL_CONTROL' },
        ...(every(13)
          ? [
              {
                type: 'Group' as const,
                grantee: 'http://acs.amazonaws.com/groups/global/AllUsers',
                permission: 'READ',
              },
            ]
          : []),
      ],
    },
    ownership: every(4)
      ? { objectOwnership: 'ObjectWriter' }
      : { objectOwnership: 'BucketOwnerEnforced' },
    encryption: [
      {
        algorithm: every(2) ? 'aws:kms' : 'AES256',
        kmsKeyId: null,
        bucketKeyEnabled: every(4),
        blockedTypes: [],
      },
    ],
    versioning: { status: every(3) ? null : 'Enabled', mfaDelete: every(17) },
    logging: every(2) ? null : { targetBucket: 'made-up-000000', targetPrefix: name },
    lifecycle: null,
    replication: null,
    objectLock: every(9) ? { enabled: true, defaultRetention: null } : null,
    notification: { topics: 0, queues: i % 2, functions: 0, eventBridge: false },
    website: every(19)
      ? { indexDocument: 'index.html', errorDocument: null, redirectHost: null }
      : null,
    cors: every(7)
      ? [{ allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [] }]
      : null,
    tags: [{ key: 'owner', value: `team-${i % 20}` }],
    acceleration: null,
    inventory: complete([]),
    recoveryPoints: complete([]),
  };
  const facts = Object.entries(values).map(([fact, value], place) => [
    fact,
    (i + place * 7) % 40 === 0 ? denied('s3:GetSomething') : known(value),
  ]);
  return Object.fromEntries(facts) as FactSet;
}
