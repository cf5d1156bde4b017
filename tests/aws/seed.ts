import type { Account, Bucket } from './accounts/account.ts';
import { xml } from './answer.ts';
import { motoBackend, type Ask } from './backend.ts';
import type { Front } from './front.ts';
import { kmsOf } from './kms.ts';
import type { Moto } from './moto.ts';
import { renderers, switches } from './render.ts';
import { seedTrails } from './seed-trails.ts';

/** The settings in the order in which moto takes them, with their query keys. */
const settings: readonly (readonly [key: string, wanted: (bucket: Bucket) => boolean])[] = [
  ['ownershipControls', (b) => b.ownership !== null],
  ['publicAccessBlock', (b) => b.publicAccessBlock !== null],
  ['encryption', (b) => b.encryption !== null],
  ['versioning', (b) => b.versioning !== undefined],
  ['object-lock', (b) => b.objectLock !== undefined],
  ['acl', (b) => b.acl !== undefined],
  ['policy', (b) => b.policy !== undefined],
  ['lifecycle', (b) => b.lifecycle !== undefined],
  ['website', (b) => b.website !== undefined],
  ['cors', (b) => b.cors !== undefined],
  ['tagging', (b) => b.tags !== undefined],
  ['accelerate', (b) => b.accelerate !== undefined],
];

/** What moto accepts and then loses or garbles, so that the front answers it from the description. */
const lost: readonly (readonly [key: string, operation: string, when: (b: Bucket) => boolean])[] = [
  ['versioning', 'GetBucketVersioning', (b) => b.mfaDelete !== undefined],
  ['encryption', 'GetBucketEncryption', (b) => b.encryption !== null],
  ['lifecycle', 'GetBucketLifecycleConfiguration', (b) => b.lifecycle !== undefined],
  ['replication', 'GetBucketReplication', (b) => b.replication !== undefined],
  ['object-lock', 'GetObjectLockConfiguration', (b) => b.objectLock !== undefined],
  // moto wants the topics to exist and the log targets to admit delivery; the description need not.
  ['notification', 'GetBucketNotificationConfiguration', (b) => b.notification !== undefined],
  ['logging', 'GetBucketLogging', (b) => b.logging !== undefined],
  ['tagging', 'GetBucketTagging', (b) => b.tags !== undefined],
];

/**
 * Puts an account into moto and tells the front what moto cannot hold. Call it once per account
 * after a reset; a bucket name can be used by one account only. Rejects with moto's answer when it
 * refuses a setting, so that a description never goes half into a test.
 */
export async function seed(account: Account, to: { moto: Moto; front: Front }): Promise<void> {
  const { ask } = motoBackend(to.moto.url);
  const put = async (question: Omit<Ask, 'account'>): Promise<void> => {
    const answer = await ask({ method: 'PUT', ...question, account: account.id });
    if (answer.status >= 300) {
      throw new Error(`moto refused ${question.url}: ${answer.status} ${answer.body.toString()}`);
    }
  };
  if (account.publicAccessBlock) {
    await put({
      url: '/v20180820/configuration/publicAccessBlock',
      headers: { 'x-amz-account-id': account.id },
      body: `<PublicAccessBlockConfiguration>${switches(account.publicAccessBlock)}</PublicAccessBlockConfiguration>`,
    });
  }
  for (const bucket of account.buckets) await create(bucket, put);
  for (const bucket of account.buckets) {
    for (const [key, wanted] of settings) {
      const body = wanted(bucket) ? renderers[key]?.(bucket, account.id) : null;
      if (body) await put({ url: `/${bucket.name}?${key}`, body, region: regionOf(bucket) });
    }
    for (const [key, object] of Object.entries(bucket.objects ?? {})) {
      await put({
        url: `/${bucket.name}/${encodeURI(key)}`,
        headers: {
          'content-type': object.contentType,
          // moto gives an object the ACL of its bucket where none is named; on AWS it is private.
          'x-amz-acl': object.acl ?? 'private',
        },
        body: object.body,
      });
    }
  }
  await seedTrails(account, ask);
  introduce(account, to.front);
}

/** Tells a front of an account that its moto holds already. */
export function introduce(account: Account, front: Front): void {
  for (const bucket of account.buckets) overlay(bucket, account, front);
  if (account.keys)
    for (const [operation, answer] of Object.entries(kmsOf(account)))
      front.overlay.set('kms', operation, account.id, answer);
  front.register(account);
}

const regionOf = (bucket: Bucket): string => bucket.region ?? 'us-east-1';

async function create(
  bucket: Bucket,
  put: (question: Omit<Ask, 'account'>) => Promise<void>,
): Promise<void> {
  const region = regionOf(bucket);
  const place = `<LocationConstraint>${region}</LocationConstraint>`;
  await put({
    url: `/${bucket.name}`,
    region,
    headers: bucket.objectLock ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {},
    body:
      region === 'us-east-1'
        ? ''
        : `<CreateBucketConfiguration>${place}</CreateBucketConfiguration>`,
  });
}

function overlay(bucket: Bucket, account: Account, front: Front): void {
  for (const [key, operation, when] of lost) {
    const body = when(bucket) ? renderers[key]?.(bucket, account.id) : null;
    if (body) front.overlay.set('s3', operation, bucket.name, xml(body));
  }
}
