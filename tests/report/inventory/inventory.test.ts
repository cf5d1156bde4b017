import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObjectLook } from '../../../src/model/objects.ts';
import { allUsers } from '../../../src/policy/groups.ts';
import { readReport, reportIn } from '../../../src/report/inventory/read.ts';

const columns = [
  'Bucket',
  'Key',
  'VersionId',
  'IsLatest',
  'IsDeleteMarker',
  'EncryptionStatus',
  'ObjectAccessControlList',
];
const acl = (...grants: object[]) =>
  btoa(JSON.stringify({ version: '2022-11-10', status: 'AVAILABLE', grants }));
const own = { canonicalId: 'abc', type: 'CanonicalUser', permission: 'FULL_CONTROL' };
const everyone = { uri: allUsers, type: 'Group', permission: 'READ' };
const closed = acl(own);
const row = (...fields: string[]) => fields.map((field) => `"${field}"`).join(',');
const line = (
  key: string,
  encryption = 'SSE-S3',
  grants = closed,
  latest = 'true',
  marker = 'false',
) => row('acme-data', key, 'v1', latest, marker, encryption, grants);

const manifest = (change: object = {}) =>
  JSON.stringify({
    sourceBucket: 'acme-data',
    destinationBucket: 'arn:aws:s3:::acme-reports',
    version: '2016-11-30',
    creationTimestamp: '1763942400000',
    fileFormat: 'CSV',
    fileSchema: columns.join(', '),
    files: [
      { key: 'reports/acme-data/everything/data/one.csv.gz', size: 1, MD5checksum: 'x' },
      { key: 'reports/acme-data/everything/data/two.csv.gz', size: 1, MD5checksum: 'y' },
    ],
    ...change,
  });
const file = (name: string, text: string | Uint8Array) =>
  new File([typeof text === 'string' ? text : Uint8Array.from(text)], name);
const json = (change: object = {}) => file('manifest.json', manifest(change));
const data = (name: string, ...lines: string[]) =>
  file(name, new Uint8Array(gzipSync(lines.map((one) => `${one}\n`).join(''))));

async function read(files: readonly File[], covers = true): Promise<ObjectLook> {
  return readReport(await reportIn(files), covers, () => undefined, new AbortController().signal);
}
const whole = (...lines: string[]) => [json(), data('one.csv.gz', ...lines), data('two.csv.gz')];

describe('an inventory report', () => {
  it('says what it is of, and when it was made', async () => {
    const { manifest: of, missing } = await reportIn(whole(line('a')));
    expect(of).toMatchObject({
      bucket: 'acme-data',
      createdAt: '2025-11-24T00:00:00.000Z',
      configuration: 'everything',
    });
    expect(missing).toEqual([]);
  });

  it('counts versions, encryption and public objects, and no delete marker', async () => {
    const look = await read([
      json(),
      data(
        'one.csv.gz',
        line('a%2Fb+c.csv', 'SSE-KMS', acl(own, everyone)),
        line('old', 'NOT-SSE', closed, 'false'),
      ),
      data(
        'two.csv.gz',
        line('gone', '', '', 'true', 'true'),
        line('c', 'SSE-C'),
        line('d', 'SSE-KMS'),
      ),
    ]);
    expect(look).toEqual({
      by: 'inventory',
      at: '2025-11-24T00:00:00.000Z',
      listed: 4,
      all: true,
      looked: 4,
      acls: {
        known: true,
        value: {
          read: 4,
          unread: [],
          publicCount: 1,
          public: [
            {
              key: 'a/b c.csv',
              version: 'v1',
              latest: true,
              grants: [{ type: 'Group', grantee: allUsers, permission: 'READ' }],
            },
          ],
        },
      },
      encryption: {
        known: true,
        value: {
          read: 4,
          unread: [],
          by: [
            { algorithm: 'aws:kms', key: null, count: 2, example: 'a/b c.csv' },
            { algorithm: 'none', key: null, count: 1, example: 'old' },
            { algorithm: 'SSE-C', key: null, count: 1, example: 'c' },
          ],
        },
      },
    });
  });

  it('is the whole only with all of its files, and where it covers everything', async () => {
    expect((await read(whole(line('a')))).all).toBe(true);
    expect((await read([json(), data('one.csv.gz', line('a'))])).all).toBe(false);
    expect((await read(whole(line('a')), false)).all).toBe(false);
  });

  it('tells what it lacks', async () => {
    const fileSchema = 'Bucket, Key';
    const look = await read([
      json({ fileSchema }),
      data('one.csv.gz', row('acme-data', 'a')),
      data('two.csv.gz'),
    ]);
    const lacks = { known: false, gap: 'skipped', detail: 'NoSuchField' };
    expect(look).toMatchObject({ listed: 1, acls: lacks, encryption: lacks });
  });

  it('takes an ACL that it cannot read for unread, never for a closed one', async () => {
    const unavailable = btoa(JSON.stringify({ version: 'x', status: 'UNAVAILABLE' }));
    const look = await read(
      whole(
        line('a', 'SSE-S3', unavailable),
        line('b', 'SSE-NEW', ''),
        line('c', 'SSE-S3', acl({ type: 'Email', permission: 'READ' })),
        line('d', 'SSE-S3', '%%%'),
      ),
    );
    expect(look.acls).toMatchObject({
      value: {
        read: 0,
        unread: [
          { detail: 'UNAVAILABLE', count: 1 },
          { detail: 'NotReadable', count: 3 },
        ],
      },
    });
    expect(look.encryption).toMatchObject({
      value: { read: 3, unread: [{ detail: 'UnknownWord', count: 1 }] },
    });
  });

  it('reads files that are not zipped, with either end of line', async () => {
    const names = { files: [{ key: 'x/data/one.csv' }] };
    const look = await read([json(names), file('one.csv', `${line('a')}\r\n${line('b')}`)]);
    expect(look.listed).toBe(2);
  });

  it('counts a long report without holding it, names twenty public objects, and tells how far it is', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) =>
      line(`key-${at}`, 'SSE-S3', at % 100 === 0 ? acl(everyone) : closed),
    );
    const told: number[] = [];
    const report = await reportIn(whole(...lines));
    const look = await readReport(
      report,
      true,
      ({ lines: so }) => told.push(so),
      new AbortController().signal,
    );
    expect(look.listed).toBe(30_000);
    expect(look.acls.known && [look.acls.value.publicCount, look.acls.value.public.length]).toEqual(
      [300, 20],
    );
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const report = await reportIn(whole(line('a')));
    await expect(readReport(report, true, () => undefined, stop.signal)).rejects.toThrow('stopped');
  });
});

describe('what is no report, or a broken one', () => {
  const one = data('one.csv.gz', line('a'));
  it.each<[string, readonly File[], RegExp]>([
    ['no manifest', [one], /^The file manifest\.json is missing/],
    ['two manifests', [json(), json(), one], /^There are 2 JSON files\./],
    ['another JSON file', [file('x.json', '[]'), one], /^This is no manifest/],
    ['no JSON', [file('x.json', 'hello'), one], /^This is no manifest/],
    [
      'ORC',
      [json({ fileFormat: 'ORC' }), one],
      /format ORC, which this page does not read\. Set .* CSV/,
    ],
    ['no schema', [json({ fileSchema: undefined }), one], /in which columns/],
    ['no time', [json({ creationTimestamp: 'x' }), one], /when the report was made/],
    ['a file without a key', [json({ files: [{}] }), one], /without its key/],
    [
      'a file of another report',
      [json(), one, data('three.csv.gz')],
      /does not name the file three\.csv\.gz/,
    ],
    ['no data file', [json()], /^None of the 2 data files .* one\.csv\.gz/],
    [
      'a zip cut short',
      [json(), file('one.csv.gz', new Uint8Array(gzipSync(line('a').repeat(99)).subarray(0, 40)))],
      /^The file one\.csv\.gz ends too early/,
    ],
    [
      'columns missing',
      [json(), data('one.csv.gz', row('acme-data', 'a'))],
      /^The file one\.csv\.gz has 2 columns in line 1, where the manifest names 7/,
    ],
    [
      'another bucket',
      [json(), data('one.csv.gz', line('a').replace('acme-data', 'other'))],
      /is of the bucket other, and the manifest of acme-data/,
    ],
    [
      'quotes that do not match',
      [json(), data('one.csv.gz', '"acme-data","a')],
      /whose quotes do not match/,
    ],
    [
      'bytes that are no text',
      [json(), file('one.csv.gz', Uint8Array.from([34, 255, 254, 10]))],
      /ends too early, is damaged, or is no CSV/,
    ],
  ])('%s', async (_name, files, says) => {
    await expect(read(files)).rejects.toThrow(says);
  });
});
