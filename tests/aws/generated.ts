import { allOff, allOn, type Account, type Bucket } from './accounts/account.ts';

export interface Generated {
  /** How many buckets. */
  buckets: number;
  /** Default: us-east-1 and eu-west-1. */
  regions?: readonly string[];
  /** What each answer waits, in milliseconds. Default: 0. */
  latencyMs?: number;
  /** Default: 123456789012. */
  account?: string;
}

/**
 * A made-up account of any size for measurements. The same input gives the same account; about one
 * setting in three differs from the default, so that checks pass and fail in every mixture.
 */
export function generatedAccount(options: Generated): Account {
  const { buckets, regions = ['us-east-1', 'eu-west-1'], account: id = '123456789012' } = options;
  const width = String(Math.max(buckets - 1, 0)).length;
  return {
    id,
    publicAccessBlock: null,
    enabledRegions: regions,
    buckets: Array.from({ length: buckets }, (_, i) =>
      generatedBucket(`generated-${String(i).padStart(width, '0')}`, i, regions),
    ),
  };
}

function generatedBucket(name: string, index: number, regions: readonly string[]): Bucket {
  const dice = rolls(index + 1);
  const often = (share: number): boolean => dice() < share;
  const objects = `arn:aws:s3:::${name}/*`;
  const publicRead = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects };
  const tls = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, objects],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const statements = [...(often(0.6) ? [tls] : []), ...(often(0.05) ? [publicRead] : [])];
  const versioned = often(0.6);
  return {
    name,
    region: regions[index % regions.length] ?? 'us-east-1',
    created: new Date(Date.UTC(2019, 0, 1) + index * 3_600_000).toISOString(),
    publicAccessBlock: often(0.8) ? allOn : often(0.5) ? allOff : null,
    ownership: often(0.7) ? 'BucketOwnerEnforced' : often(0.5) ? 'ObjectWriter' : null,
    ...(often(0.1) ? { acl: [{ to: 'everyone', permission: 'READ' }] } : {}),
    ...(statements.length > 0 ? { policy: { Version: '2012-10-17', Statement: statements } } : {}),
    encryption: often(0.4)
      ? { algorithm: 'aws:kms', keyId: 'alias/data', bucketKey: true }
      : { algorithm: 'AES256' },
    ...(versioned ? { versioning: 'Enabled' } : {}),
    ...(versioned && often(0.1) ? { mfaDelete: true } : {}),
    ...(often(0.4) ? { logging: { bucket: 'generated-logs', prefix: `${name}/` } } : {}),
    ...(often(0.5)
      ? { lifecycle: [{ id: 'expire', prefix: 'tmp/', expireAfter: 30, abortUploadsAfter: 7 }] }
      : {}),
    ...(versioned && often(0.2)
      ? { replication: [{ id: 'copy', to: `${name}-copy`, deleteMarkers: often(0.5) }] }
      : {}),
    ...(versioned && often(0.2) ? { objectLock: { mode: 'GOVERNANCE', days: 30 } } : {}),
    ...(often(0.1) ? { website: { index: 'index.html' } } : {}),
    ...(often(0.1) ? { cors: [{ origins: ['*'], methods: ['GET', 'PUT'] }] } : {}),
    ...(often(0.3) ? { notification: { eventBridge: true } } : {}),
    ...(often(0.7) ? { tags: { owner: `team-${index % 12}`, stage: 'prod' } } : {}),
  };
}

/** Numbers from 0 to 1 that look random and depend on the seed alone (mulberry32). */
export function rolls(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
