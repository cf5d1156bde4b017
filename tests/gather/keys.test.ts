import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pause } from '../../src/gather/pace.ts';
import { scan } from '../../src/gather/scan.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { readSnapshotFile } from '../../src/report/import.ts';
import type { Account, Key } from '../aws/accounts/account.ts';
import { motoBackend } from '../aws/backend.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';

let aws: HeldAws;
beforeAll(async () => {
  aws = await startHeldAws();
});
afterAll(() => aws.stop());
beforeEach(() => aws.front.reset());

const id = '123456789012';
const arn = (key: string, region = 'eu-west-1', account = id) =>
  `arn:aws:kms:${region}:${account}:key/${key}`;
const bucket = (name: string, keyId?: string, region = 'eu-west-1') => ({
  name,
  region,
  encryption: { algorithm: 'aws:kms' as const, ...(keyId !== undefined && { keyId }) },
});
const account = (keys: readonly Key[], ...buckets: Account['buckets']): Account => ({
  id,
  buckets,
  keys,
});

async function read(of: Account) {
  await aws.hold(of);
  const roof = {
    ...nodeRoof(
      { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
      aws.front.url,
      8,
    ),
    wait: (ms: number, signal: AbortSignal) => pause(Math.min(ms, 5), signal),
  };
  const plan = {
    ...{ region: 'us-east-1', provider: 'aws' as const, accountName: '', concurrency: 8 },
    tool: { name: 'test', version: '0' },
  };
  const snapshot = await scan(plan, roof);
  const asked = aws.front.calls.filter(({ service }) => service === 'kms');
  const keyOf = (name: string) =>
    snapshot.facts.find(({ resource }) => resource === name)?.facts.encryptionKey;
  return { snapshot, asked, keyOf };
}

test('a key is asked for once in a scan, whatever number of buckets share it', async () => {
  const { snapshot, asked, keyOf } = await read(
    account(
      [{ id: 'shared', region: 'eu-west-1', rotates: true }],
      ...['a', 'b', 'c', 'd'].map((one) => bucket(`keys-${one}`, arn('shared'))),
    ),
  );
  expect(asked.map(({ operation }) => operation)).toEqual(['DescribeKey', 'GetKeyRotationStatus']);
  for (const one of ['a', 'd'])
    expect(keyOf(`keys-${one}`)).toMatchObject({
      known: true,
      value: {
        named: arn('shared'),
        key: { arn: arn('shared'), state: 'Enabled', manager: 'CUSTOMER' },
        rotates: { known: true, value: true },
      },
    });
  expect(aws.front.unknown).toEqual([]);
  const opened = await readSnapshotFile(new TextEncoder().encode(JSON.stringify(snapshot)));
  expect(opened.facts).toEqual(snapshot.facts);
});

test('the same alias in two Regions is two keys, and an ARN is asked for in its own Region', async () => {
  const { asked, keyOf } = await read(
    account(
      [
        { id: 'ireland', region: 'eu-west-1', alias: 'data' },
        { id: 'virginia', region: 'us-east-1', alias: 'data', state: 'Disabled' },
      ],
      bucket('keys-ie', 'alias/data'),
      bucket('keys-va', 'alias/data', 'us-east-1'),
      bucket('keys-away', arn('virginia', 'us-east-1')),
    ),
  );
  expect(keyOf('keys-ie')).toMatchObject({ value: { key: { arn: arn('ireland') } } });
  expect(keyOf('keys-va')).toMatchObject({ value: { key: { state: 'Disabled' } } });
  expect(keyOf('keys-away')).toMatchObject({
    value: { key: { arn: arn('virginia', 'us-east-1') } },
  });
  expect(asked.filter(({ operation }) => operation === 'DescribeKey')).toHaveLength(3);
});

test('where no key is named, or AWS’s own, KMS is not asked', async () => {
  const plain = { name: 'keys-plain', region: 'eu-west-1' };
  const { asked, keyOf } = await read(
    account([], plain, bucket('keys-none'), bucket('keys-aws', 'alias/aws/s3')),
  );
  expect(asked).toEqual([]);
  for (const name of ['keys-plain', 'keys-none', 'keys-aws'])
    expect(keyOf(name)).toMatchObject({ known: true, value: null });
});

test('a key that is gone, one that is refused, and an encryption that is', async () => {
  const { asked, keyOf } = await read(
    account(
      [{ id: 'vault', region: 'eu-west-1', account: '444455556666', denied: true }],
      bucket('keys-gone', arn('gone')),
      bucket('keys-foreign', arn('vault', 'eu-west-1', '444455556666')),
      { ...bucket('keys-unread', arn('gone')), denied: ['s3:GetEncryptionConfiguration'] },
    ),
  );
  expect(keyOf('keys-gone')).toMatchObject({
    known: true,
    value: { named: arn('gone'), key: null },
  });
  expect(keyOf('keys-foreign')).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['kms:DescribeKey'],
    detail: 'AccessDeniedException',
  });
  expect(keyOf('keys-unread')).toEqual({
    known: false,
    gap: 'skipped',
    actions: ['s3:GetEncryptionConfiguration', 'kms:DescribeKey'],
    tried: [],
    detail: 'EncryptionUnread',
  });
  expect(asked).toHaveLength(2);
});

test('a key as moto keeps it, by its alias', async () => {
  const { ask } = motoBackend(aws.moto.url);
  const kms = async (operation: string, body: object): Promise<unknown> => {
    const { body: text, status } = await ask({
      method: 'POST',
      url: '/',
      headers: {
        'x-amz-target': `TrentService.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
      },
      body: JSON.stringify(body),
      ...{ account: id, region: 'eu-west-1', scope: 'kms' },
    });
    expect(status, operation).toBe(200);
    return JSON.parse(text.toString() || '{}') as unknown;
  };
  const { keys: _keys, ...plain } = account([], bucket('keys-moto', 'alias/made'));
  await aws.hold(plain);
  const made = (await kms('CreateKey', {})) as { KeyMetadata: { KeyId: string; Arn: string } };
  await kms('CreateAlias', { AliasName: 'alias/made', TargetKeyId: made.KeyMetadata.KeyId });
  await kms('EnableKeyRotation', { KeyId: made.KeyMetadata.KeyId });
  await kms('DisableKey', { KeyId: made.KeyMetadata.KeyId });
  const { keyOf } = await read(plain);
  expect(keyOf('keys-moto')).toMatchObject({
    known: true,
    value: {
      named: 'alias/made',
      key: { arn: made.KeyMetadata.Arn, state: 'Disabled', origin: 'AWS_KMS' },
      rotates: { known: true, value: true },
    },
  });
});
