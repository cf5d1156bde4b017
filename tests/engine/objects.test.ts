import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import * as checks from '../../src/checks/index.ts';
import { complete } from '../../src/model/evidence.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { storeOn } from '../../src/store/store.ts';
import { bucket, snapshotOf } from '../app/account.ts';
import { objectLook } from '../samples.ts';
import { small } from '../aws/accounts/small.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';
import { openAlone } from './open-file.ts';
import { everything } from './scope.ts';

let held: HeldAws;
beforeAll(async () => {
  held = await startHeldAws({ cors: 'open' });
});
afterAll(() => held.stop());

const engineOn = (store = storeOn(null)) =>
  createEngine({
    store,
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
const connect = (engine: EngineCore, accessKeyId = 'ASIAOBJECTS') =>
  engine.connect(
    { accessKeyId, secretAccessKey: 'secret', sessionToken: 'token', expiresAt: null },
    {
      region: 'us-east-1',
      endpoint: held.front.url,
      provider: 'aws',
      accountName: new URL(held.front.url).host,
    },
  );
const quiet = () => undefined;
const plan = { objects: 10, acls: true, encryption: true };

const columns = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, EncryptionStatus';
const manifest = (sourceBucket: string) =>
  new File(
    [
      JSON.stringify({
        sourceBucket,
        fileFormat: 'CSV',
        fileSchema: columns,
        creationTimestamp: '1763942400000',
        files: [{ key: `${sourceBucket}/daily/data/one.csv.gz` }],
      }),
    ],
    'manifest.json',
  );
const data = (name: string) =>
  new File(
    [Uint8Array.from(gzipSync(`"${name}","a.csv","v1","true","false","NOT-SSE"\n`))],
    'one.csv.gz',
  );
const daily = (change: object) => ({
  inventory: complete([
    {
      ...{ id: 'daily', enabled: true, destinationBucketArn: 'arn:aws:s3:::x', frequency: 'Daily' },
      ...change,
    },
  ]),
});
const verdictOf = async (engine: EngineCore, id: string, name: string, check: string) =>
  (await engine.bucket(id, name)).findings.find((one) => one.check === check);

test('a report is kept in the audit, judged, and goes out and comes in with its file', async () => {
  const store = storeOn(null);
  const engine = engineOn(store);
  const whole = snapshotOf([bucket('acme-data', daily({ wholeBucket: true, allVersions: true }))]);
  const id = await openAlone(engine, new File([exportSnapshot(whole)], 'a.json'));
  const end = await engine.openReport(
    id,
    'acme-data',
    [manifest('acme-data'), data('acme-data')],
    quiet,
  );
  expect(end).toEqual({ objects: 1, createdAt: '2025-11-24T00:00:00.000Z', partly: '' });
  const finding = await verdictOf(engine, id, 'acme-data', 'objects-encrypted');
  expect(finding).toMatchObject({ verdict: 'fail', at: '2025-11-24T00:00:00.000Z' });
  // Another page on the same store, and whoever opens its file, see the same.
  expect(await verdictOf(engineOn(store), id, 'acme-data', 'objects-encrypted')).toEqual(finding);
  const other = engineOn();
  const again = await openAlone(
    other,
    new File([await (await engine.exportJson(id)).text()], 'b.json'),
  );
  expect(await verdictOf(other, again, 'acme-data', 'objects-encrypted')).toEqual(finding);
});

test.each([
  ['a prefix', { wholeBucket: false, allVersions: true }, /A prefix narrows/],
  ['current versions alone', { wholeBucket: true, allVersions: false }, /current versions alone/],
  [
    'an inventory that was not read',
    { id: 'weekly' },
    /configuration daily of the bucket was not read/,
  ],
  ['a file of an earlier version', {}, /A prefix narrows/],
])('a report that does not stand for all objects says why: %s', async (_name, rule, says) => {
  const engine = engineOn();
  const snapshot = snapshotOf([bucket('acme-data', daily(rule))]);
  const id = await openAlone(engine, new File([exportSnapshot(snapshot)], 'a.json'));
  const files = [manifest('acme-data'), data('acme-data')];
  expect((await engine.openReport(id, 'acme-data', files, quiet)).partly).toMatch(says);
});

test('a report takes no sample away, and a newer one takes the place of an older', async () => {
  const engine = engineOn();
  const before = bucket('acme-data');
  const sample = { known: true as const, value: [objectLook()], from: 'direct' as const };
  const snapshot = snapshotOf([
    {
      ...before,
      facts: { ...before.facts, objects: { ...sample, at: '2026-11-23T09:30:00.000Z' } },
    },
  ]);
  const id = await openAlone(engine, new File([exportSnapshot(snapshot)], 'a.json'));
  const files = [manifest('acme-data'), data('acme-data')];
  await engine.openReport(id, 'acme-data', files, quiet);
  await engine.openReport(id, 'acme-data', files, quiet);
  const { objects } = (await engine.bucket(id, 'acme-data')).facts;
  expect(objects?.known && objects.value.map(({ by }) => by)).toEqual(['sample', 'inventory']);
});

test('a report of another bucket, or a broken one, changes nothing', async () => {
  const engine = engineOn();
  const id = await openAlone(
    engine,
    new File([exportSnapshot(snapshotOf([bucket('acme-data')]))], 'a.json'),
  );
  const before = await engine.bucket(id, 'acme-data');
  await expect(
    engine.openReport(id, 'acme-data', [manifest('other'), data('other')], quiet),
  ).rejects.toThrow('The report is of the bucket other. Open it on the page of that bucket.');
  await expect(engine.openReport(id, 'acme-data', [data('acme-data')], quiet)).rejects.toThrow(
    /manifest\.json is missing/,
  );
  await expect(
    engine.openReport(id, 'gone', [manifest('gone'), data('gone')], quiet),
  ).rejects.toThrow('This audit has no bucket called gone.');
  expect(await engine.bucket(id, 'acme-data')).toEqual(before);
});

test('a sample is read with the credentials held, kept, and its calls are in the log', async () => {
  await held.hold(small);
  const store = storeOn(null);
  const engine = engineOn(store);
  await connect(engine);
  const { audit } = await engine.scan(everything, quiet);
  if (audit === null) throw new TypeError('no audit');
  const name = small.buckets[0]?.name ?? '';
  const asked = (await engine.open(audit)).snapshot;
  await engine.sampleObjects(audit, name, plan, quiet);
  const { facts } = await engine.bucket(audit, name);
  expect(facts.objects).toMatchObject({ known: true, from: 'direct', value: [{ by: 'sample' }] });
  const { snapshot } = await engine.open(audit);
  expect(snapshot.readings).toHaveLength((asked.readings?.length ?? 1) + 1);
  expect(snapshot.calls.some(({ operation }) => operation === 'ListObjectVersions')).toBe(true);
  expect((await engineOn(store).bucket(audit, name)).facts.objects).toEqual(facts.objects);
});

test('a sample that is refused is a gap, and one that is refused later takes nothing away', async () => {
  await held.hold(small);
  const engine = engineOn();
  await connect(engine);
  const { audit } = await engine.scan(everything, quiet);
  if (audit === null) throw new TypeError('no audit');
  const name = small.buckets[0]?.name ?? '';
  held.front.script([{ when: { operation: 'ListObjectVersions' }, do: 'deny' }]);
  await engine.sampleObjects(audit, name, plan, quiet);
  expect((await engine.bucket(audit, name)).facts.objects).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['s3:ListBucketVersions'],
  });
  held.front.script([]);
  await engine.sampleObjects(audit, name, plan, quiet);
  const { facts } = await engine.bucket(audit, name);
  held.front.script([{ when: { operation: 'ListObjectVersions' }, do: 'deny' }]);
  await expect(engine.sampleObjects(audit, name, plan, quiet)).rejects.toThrow(
    'The objects could not be listed (AccessDenied). What an earlier look saw is kept.',
  );
  expect((await engine.bucket(audit, name)).facts.objects).toEqual(facts.objects);
  held.front.script([]);
});

test('without credentials, or with expired ones, a sentence says what to do', async () => {
  await held.hold(small);
  const engine = engineOn();
  const id = await openAlone(
    engine,
    new File([exportSnapshot(snapshotOf([bucket('acme-data')]))], 'a.json'),
  );
  await expect(engine.sampleObjects(id, 'acme-data', plan, quiet)).rejects.toThrow(
    'No credentials are held. Connect first, then look at the objects.',
  );
  await connect(engine);
  await expect(engine.sampleObjects(id, 'acme-data', plan, quiet)).rejects.toThrow(
    /^The audit is of account 111122223333, but the credentials are of account/,
  );
  const { audit } = await engine.scan(everything, quiet);
  held.front.script([{ do: 'expire' }]);
  await expect(
    engine.sampleObjects(audit ?? '', small.buckets[0]?.name ?? '', plan, quiet),
  ).rejects.toThrow(/expired/);
  held.front.script([]);
});

test('a look can be stopped, and another waits for its end', async () => {
  await held.hold(small);
  const engine = engineOn();
  await connect(engine);
  const { audit } = await engine.scan(everything, quiet);
  const name = small.buckets[0]?.name ?? '';
  held.front.script([{ when: { operation: 'ListObjectVersions' }, do: 'hang' }]);
  const look = engine.sampleObjects(audit ?? '', name, plan, quiet);
  const stopped = expect(look).rejects.toThrow(/was stopped\. What was known before is kept\./);
  await expect(engine.sampleObjects(audit ?? '', name, plan, quiet)).rejects.toThrow(
    /Another look at objects is under way/,
  );
  await engine.cancelObjects();
  await stopped;
  held.front.script([]);
});
