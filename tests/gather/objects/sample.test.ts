import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { line } from '../../../src/gather/gather.ts';
import { sampleObjects, type SamplePlan } from '../../../src/gather/objects/sample.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { ObjectLook } from '../../../src/model/objects.ts';
import { nodeRoof } from '../../../src/node/roof.ts';
import { allUsers } from '../../../src/policy/groups.ts';
import { byEndpoint, credentials } from '../../aws/clients.ts';
import { type Front, startFront } from '../../aws/front.ts';
import { type Moto, startMoto } from '../../aws/moto.ts';
import { seed } from '../../aws/seed.ts';
import { ask } from '../wire.ts';
import type { AnyGatherer } from '../../../src/gather/gatherer.ts';
import { listCall } from '../../../src/gather/objects/calls.ts';

const id = '123456789012';
let moto: Moto;
let front: Front;

beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  const bucket = (name: string) => ({
    name,
    region: 'eu-west-1',
    ownership: 'ObjectWriter' as const,
  });
  await seed(
    { id, buckets: [bucket('versions'), bucket('many'), bucket('empty'), bucket('odd')] },
    { moto, front },
  );
  const s3 = new S3Client({
    ...byEndpoint(front, 'eu-west-1'),
    endpoint: moto.url,
    forcePathStyle: true,
  });
  const put = (Bucket: string, Key: string, more = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }));
  // Stored before the bucket keeps versions.
  await put('versions', 'first.csv', { ACL: 'public-read' });
  await fetch(`${moto.url}/versions?versioning`, {
    method: 'PUT',
    body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  });
  await put('versions', 'first.csv');
  await put('versions', 'report.csv', { ACL: 'public-read' });
  await put('versions', 'report.csv');
  await put('versions', 'plain.csv', { ServerSideEncryption: 'AES256' });
  for (const key of ['a+b c.txt', 'größe/é.txt', '<script>&.txt', 'a%2Fb']) await put('odd', key);
  for (let at = 0; at < 1200; at += 100)
    await Promise.all(Array.from({ length: 100 }, (_, n) => put('many', `part-${at + n}`)));
}, 120_000);
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});

const both: SamplePlan = { objects: 50, acls: true, encryption: true };

async function look(bucket: string, plan: SamplePlan = both) {
  const told: { phase: string; looked: number; of: number }[] = [];
  const on = line(
    {
      ...nodeRoof({ ...credentials }, front.url, 4),
      wait: async () => undefined,
      random: () => 0.4,
    },
    new AbortController().signal,
    4,
    async () => true,
    async () => false,
  );
  const target = { account: id, partition: 'aws', bucket, accessPoint: '', ownerKnown: true };
  const found: Evidence<readonly ObjectLook[]> = await sampleObjects(
    plan,
    { ...target, region: 'eu-west-1' },
    on,
    (progress) => told.push(progress),
  );
  return { found, told, calls: on.log.lines() };
}
const value = ({ found }: { found: Evidence<readonly ObjectLook[]> }) => {
  if (!found.known) throw new Error(`unread: ${found.gap} ${found.detail}`);
  const [look] = found.value;
  if (!look) throw new Error('no look');
  return look;
};

test('sees every version, finds the public one that lies beneath a private, and counts encryption', async () => {
  const seen = await look('versions');
  expect(value(seen)).toMatchObject({ by: 'sample', listed: 5, all: true, looked: 5 });
  const { acls, encryption } = value(seen);
  expect(acls).toMatchObject({
    known: true,
    value: {
      read: 5,
      unread: [],
      publicCount: 2,
      public: expect.arrayContaining(
        ['first.csv', 'report.csv'].map((key) =>
          expect.objectContaining({
            key,
            // One was stored before the bucket kept versions.
            version: key === 'first.csv' ? null : expect.any(String),
            latest: false,
            grants: [{ type: 'Group', grantee: allUsers, permission: 'READ' }],
          }),
        ),
      ),
    },
  });
  expect(encryption).toMatchObject({ known: true, value: { read: 5, unread: [] } });
  expect(seen.told.at(-1)).toMatchObject({ phase: 'reading', looked: 5, of: 5 });
  expect(seen.calls.map(({ operation, count }) => [operation, count])).toEqual([
    ['GetObjectAcl', 5],
    ['HeadObject', 5],
    ['ListObjectVersions', 1],
  ]);
});

test('reads keys with any signs in them', async () => {
  const { acls, looked } = value(await look('odd'));
  expect([looked, acls]).toMatchObject([4, { known: true, value: { read: 4, unread: [] } }]);
});

test('takes keys as S3 encodes them, which moto does not', async () => {
  const body = `<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextKeyMarker>b%2Bc+d</NextKeyMarker><NextVersionIdMarker>v2</NextVersionIdMarker><Version><Key>a%2Bb+c%01</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest></Version><DeleteMarker><Key>gone</Key><VersionId>v0</VersionId></DeleteMarker><Version><Key>gr%C3%B6%C3%9Fe/x</Key><VersionId>null</VersionId><IsLatest>false</IsLatest></Version></ListVersionsResult>`;
  const at = { after: 'k', afterVersion: 'v', most: 7 };
  const { evidence, sent } = await ask(listCall(at) as AnyGatherer, body);
  expect(evidence).toMatchObject({
    known: true,
    value: {
      versions: [
        { key: 'a+b c\u0001', version: 'v1', latest: true },
        { key: 'größe/x', version: null, latest: false },
      ],
      next: { after: 'b+c d', afterVersion: 'v2' },
    },
  });
  expect(sent[0]?.query).toMatchObject({
    'encoding-type': 'url',
    'key-marker': 'k',
    'version-id-marker': 'v',
    'max-keys': '7',
  });
});

test('looks at as many as were asked for, and at no ACL or encryption that was not', async () => {
  const seen = await look('many', { objects: 20, acls: true, encryption: false });
  expect(value(seen)).toMatchObject({
    listed: 1200,
    all: true,
    looked: 20,
    acls: { known: true, value: { read: 20 } },
    encryption: { known: false, gap: 'skipped' },
  });
  expect(seen.calls.map(({ operation }) => operation)).not.toContain('HeadObject');
});

test('an empty bucket is known to be empty', async () => {
  expect(value(await look('empty'))).toMatchObject({ listed: 0, all: true, looked: 0 });
});

test('a list that is refused is a gap that names its action', async () => {
  front.script([{ when: { operation: 'ListObjectVersions' }, do: 'deny' }]);
  const { found } = await look('versions');
  expect(found).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['s3:ListBucketVersions'],
    detail: 'AccessDenied',
  });
  front.script([]);
});

test('objects that are refused are counted by their code', async () => {
  front.script([{ when: { operation: 'GetObjectAcl' }, do: 'deny' }]);
  const { acls, encryption } = value(await look('versions'));
  expect(acls).toMatchObject({
    known: true,
    value: { read: 0, unread: [{ detail: 'AccessDenied', count: 5 }] },
  });
  expect(encryption).toMatchObject({ known: true, value: { read: 5 } });
  front.script([]);
});
