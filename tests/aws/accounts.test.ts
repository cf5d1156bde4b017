// @vitest-environment node
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from './accounts/index.ts';
import { hostileTexts } from './accounts/hostile.ts';
import { element, elements } from './answer.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { bucketReads } from './operations.ts';
import { renderers } from './render.ts';
import { seed } from './seed.ts';

const unset =
  /^(NoSuch(PublicAccessBlock|Lifecycle|Website|CORS)Configuration|NoSuchBucketPolicy|NoSuchTagSet|OwnershipControlsNotFoundError|ServerSideEncryptionConfigurationNotFoundError|ReplicationConfigurationNotFoundError|ObjectLockConfigurationNotFoundError|MetadataConfigurationNotFound)$/;

/** The settings that nothing hides or derives: what is described must come back, to the letter. */
const described = Object.keys(renderers).filter((key) => !['acl', 'location'].includes(key));

/** Every element that holds a text, whatever order and spacing the document has. */
const leaves = (text: string): string[] =>
  [...text.matchAll(/<([\w:]+)[^>]*>([^<]*)<\/\1>/g)]
    .filter(([, , value]) => value?.trim())
    .map(([, name, value]) => `${name}=${value?.replaceAll('&quot;', '"')}`)
    .sort();

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

async function read(bucket: string, key: string, region = 'us-east-1') {
  const response = await fetch(`${front.url}/${bucket}?${key}`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=A/20250101/${region}/s3/aws4_request`,
      'x-amz-expected-bucket-owner': '123456789012',
    },
  });
  return { status: response.status, text: await response.text() };
}

describe.each(Object.entries(accounts))('%s', (_, account) => {
  beforeAll(async () => {
    await moto.reset();
    front.reset();
    await seed(account, { moto, front });
  });

  test('answers every read with a value, with "unset", or with the described refusal', async () => {
    for (const bucket of account.buckets) {
      for (const { key, operation, action } of bucketReads) {
        const { status, text } = await read(bucket.name, key, bucket.region);
        const where = `${bucket.name} ${operation}`;
        if (bucket.denied?.includes(action)) {
          expect([where, status, element(text, 'Code')]).toEqual([where, 403, 'AccessDenied']);
        } else if (status !== 200) {
          expect([where, status]).toEqual([where, 404]);
          expect(element(text, 'Code'), where).toMatch(unset);
          expect(renderers[key]?.(bucket, account.id) ?? null, where).toBeNull();
        } else if (key === 'policy') {
          expect(text, where).toBe(renderers['policy']?.(bucket, account.id));
        } else if (described.includes(key)) {
          const wanted = leaves(renderers[key]?.(bucket, account.id) ?? '');
          expect(leaves(text), where).toEqual(wanted);
        }
      }
    }
    expect(front.unknown).toEqual([]);
  });

  test('has only names that S3 takes, in Regions that the account has on', () => {
    for (const { name } of account.buckets) {
      // The exception is a name from before 2018.
      expect(name).toMatch(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|__proto__)$/);
      expect(name).not.toMatch(/\.\.|^\d+\.\d+\.\d+\.\d+$/);
    }
    expect(new Set(account.buckets.map((b) => b.name)).size).toBe(account.buckets.length);
  });

  test('speaks of buckets of its own in logs, replication and access points', () => {
    const names = new Set(account.buckets.map((bucket) => bucket.name));
    const targets = account.buckets.flatMap((b) => [
      ...(b.logging ? [b.logging.bucket] : []),
      ...(b.replication ?? [])
        .filter((r) => r.enabled !== false && r.account === undefined)
        .map((r) => r.to),
    ]);
    for (const name of targets) expect(names).toContain(name);
    for (const { bucket } of account.accessPoints ?? []) expect(names).toContain(bucket);
  });
});

test('hostile texts arrive as they were meant', async () => {
  await moto.reset();
  front.reset();
  await seed(accounts.hostile, { moto, front });
  const { text } = await read('hostile-tags', 'tagging');
  const escaped = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  expect(elements(text, 'Key')).toContain(escaped(hostileTexts.markup));
  expect(elements(text, 'Value')).toContain(hostileTexts.rightToLeft);
  const fifty = await read('hostile-fifty-tags', 'tagging');
  expect(elements(fifty.text, 'Tag')).toHaveLength(50);
});
