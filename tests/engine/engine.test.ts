import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEngine, type EngineCore, type Surroundings } from '../../src/app/engine/engine.ts';
import { auditLocks } from '../../src/app/engine/locks.ts';
import type {
  BucketQuery,
  Destination,
  Keys,
  ScanProgress,
} from '../../src/app/engine/protocol.ts';
import * as checks from '../../src/checks/index.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { small } from '../aws/accounts/small.ts';
import type { Front } from '../aws/front.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';
import { openAlone } from './open-file.ts';
import { lockManager } from './lock-manager.ts';
import { snapshotOf, versioned } from './snapshot.ts';
import { everything } from './scope.ts';

let held: HeldAws;
let front: Front;
let store: Store;
let engine: EngineCore;
let n = 0;
beforeAll(async () => {
  held = await startHeldAws({ cors: 'open' });
  front = held.front;
});
afterAll(() => held.stop());
beforeEach(async () => {
  await held.hold(small);
  store = await openStore(`engine-${n++}`);
  engine = engineOn(store);
});

const sampleText = () =>
  exportSnapshot({ ...snapshotOf([versioned('s', 'eu-west-1', 'Enabled')]), sample: true });
const engineOn = (on: Store, around: Partial<Surroundings> = {}) =>
  createEngine({
    // Each engine is a browser of its own, unless a test says otherwise.
    locks: auditLocks(lockManager()),
    store: on,
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new TextEncoder().encode(sampleText()),
    ...around,
  });
const keys: Keys = {
  accessKeyId: 'ASIAENGINE',
  secretAccessKey: 'engine-secret',
  sessionToken: 'engine-token',
  expiresAt: null,
};
const scan = async (
  onProgress: (progress: ScanProgress) => void = () => undefined,
  to: Partial<Destination> = {},
) => {
  const aws = {
    region: 'us-east-1',
    endpoint: front.url,
    provider: 'aws',
    accountName: '',
  } as const;
  await engine.connect(keys, { ...aws, ...to });
  return engine.scan(everything, onProgress);
};
const all: BucketQuery = {
  text: '',
  region: '',
  severity: '',
  verdict: '',
  check: '',
  sort: 'name',
  descending: false,
};

test('a live scan becomes an audit that reopens from the store alone', async () => {
  const end = await scan();
  expect(end).toMatchObject({ ended: 'complete', note: '' });
  const id = end.audit as string;
  const again = engineOn(store);
  const view = await again.open(id);
  expect(view.summary).toMatchObject({
    account: '123456789012',
    buckets: 5,
    origin: 'scan',
    ended: 'complete',
    stored: true,
  });
  expect((await again.buckets(id, all, 0, 10)).rows.map(({ name }) => name)).toEqual(
    small.buckets.map(({ name }) => name).sort(),
  );
  const { findings, facts } = await again.bucket(id, 'small-unreadable');
  expect(facts.acl).toMatchObject({ known: false, gap: 'denied' });
  expect(findings.every(({ resource }) => resource === 'small-unreadable')).toBe(true);
});

test('no credential reaches the store', async () => {
  const { audit } = await scan();
  const kept = JSON.stringify([await store.list(), await store.load(audit as string)]);
  for (const secret of [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken])
    expect(kept).not.toContain(secret);
});

test('progress is told on the way, and the audit can be opened before the scan ends', async () => {
  const seen: ScanProgress[] = [];
  let early: Promise<unknown> | null = null;
  front.script([{ do: { latencyMs: 20 } }]);
  await scan((progress) => {
    seen.push(progress);
    if (progress.bucketsDone >= 1 && progress.bucketsDone < 4 && progress.audit)
      early ??= engine.open(progress.audit).then(({ summary }) => summary.ended);
  });
  expect(new Set(seen.map(({ phase }) => phase))).toContain('reading');
  expect(seen.at(-1)).toMatchObject({ phase: 'ended', bucketsDone: 5 });
  expect(
    seen
      .at(-1)
      ?.problems.map(({ says }) => says)
      .join(),
  ).toContain('s3:GetBucketAcl');
  expect(await early).toBe('running');
});

test('a scan that is stopped keeps what it read', async () => {
  front.script([{ do: { latencyMs: 30 } }]);
  const end = await scan(({ bucketsDone }) => {
    if (bucketsDone >= 1) void engine.cancelScan();
  });
  expect(end.ended).toBe('cancelled');
  const view = await engine.open(end.audit as string);
  expect(view.snapshot.coverage.bucketsRead).toBeGreaterThanOrEqual(1);
  expect(view.summary.buckets).toBe(5);
});

test('a page that closes in the middle leaves an audit that says so', async () => {
  front.script([{ do: { latencyMs: 150 } }]);
  let id = '';
  const running = scan(({ bucketsDone, audit }) => {
    if (bucketsDone >= 1 && id === '') id = audit as string;
  });
  while (id === '') await new Promise((later) => setTimeout(later, 20));
  await new Promise((later) => setTimeout(later, 400));
  // Another engine on the same store is what the page is after a reload.
  const after = engineOn(store);
  const listed = (await after.audits()).find((audit) => audit.id === id);
  expect(listed?.ended).toBe('interrupted');
  expect((await after.open(id)).snapshot.coverage.note).toContain(
    'closed before the scan had ended',
  );
  await running;
});

test('wrong credentials wait for better ones with a sentence, and leave no audit', async () => {
  front.script([{ do: 'invalidKey', echoToken: true }]);
  await expect(scan()).rejects.toThrow(/does not know these credentials/);
  expect(await engine.audits()).toEqual([]);
});

test('an address where nothing answers gives a sentence and leaves no audit', async () => {
  const end = await scan(undefined, {
    endpoint: 'http://127.0.0.1:1',
    provider: 'other',
    accountName: 'x',
  });
  expect(end).toMatchObject({
    audit: null,
    ended: 'interrupted',
    note: expect.stringContaining('Check that the address'),
  });
  expect(await engine.audits()).toEqual([]);
});

test('an address that answers with a web page is told as such', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_, response) => response.end('<!doctype html><html></html>'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const end = await scan(undefined, { endpoint, provider: 'other', accountName: 'x' });
  server.close();
  expect(end).toMatchObject({ audit: null, note: expect.stringContaining('not an answer of S3') });
});

test('a scan that is stopped before it read anything leaves no audit and says so', async () => {
  front.script([{ do: 'hang', after: 1 }]); // once it is known whose the keys are
  const scanning = scan();
  await new Promise((later) => setTimeout(later, 300));
  await engine.cancelScan();
  expect(await scanning).toMatchObject({
    audit: null,
    ended: 'cancelled',
    note: 'The scan was stopped before anything was read.',
  });
  expect(await engine.audits()).toEqual([]);
});

test('two scans at once are refused with a sentence', async () => {
  const first = scan();
  await expect(scan()).rejects.toThrow(/already/);
  await first;
});

test('the sample opens once, and a file is marked as such', async () => {
  const id = await engine.openSample();
  expect(await engine.openSample()).toBe(id);
  const file = await openAlone(
    engine,
    new File([exportSnapshot(snapshotOf([versioned('a', 'eu-west-1', null)]))], 'x.json'),
  );
  const listed = await engine.audits();
  expect(listed.map(({ id: one, origin, sample }) => [one, origin, sample]).sort()).toEqual(
    [
      [id, 'sample', true],
      [file, 'file', false],
    ].sort(),
  );
});

test('a bad file gives its sentence, and nothing already kept is lost', async () => {
  const id = await engine.openSample();
  await expect(engine.openFile(new File(['{"format":"x"}'], 'x.json'))).rejects.toThrow(/\w+ /);
  expect((await engine.audits()).map(({ id: one }) => one)).toEqual([id]);
});

test('delete and erase', async () => {
  const id = await engine.openSample();
  await engine.remove(id);
  await expect(engine.open(id)).rejects.toThrow(/not in this browser/);
  const kept = await engine.openSample();
  await engine.describe(kept, { title: 'Mine', note: '' });
  expect(await engine.eraseAll()).toMatchObject({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    audits: [{ account: '111122223333', title: 'Mine', buckets: 1, origin: 'sample' }],
    memory: 0,
    tables: [
      { name: 'audits', before: 1, after: 0 },
      { name: 'parts', before: 1, after: 0 },
    ],
    refused: '',
  });
  expect(await engine.audits()).toEqual([]);
});

test('a title is put on one line, a note keeps its lines, and what is too long is refused', async () => {
  const id = await engine.openSample();
  await engine.describe(id, { title: ' a\n b ', note: ' c\r\nd ' });
  expect((await engine.open(id)).summary).toMatchObject({ title: 'a b', note: 'c\nd' });
  expect((await engine.reportInput(id)).title).toBe('a b');
  await expect(engine.describe(id, { title: 'x'.repeat(101), note: '' })).rejects.toThrow(
    'A title holds up to 100 characters; this one has 101. Shorten it.',
  );
  await expect(engine.describe(id, { title: '', note: 'x'.repeat(2001) })).rejects.toThrow(/2,000/);
  await engine.remove(id);
  await expect(engine.describe(id, { title: 'x', note: '' })).rejects.toThrow(
    /not in this browser/,
  );
});

test('another tab sees a scan as running there, and cannot delete, erase or continue it', async () => {
  const manager = lockManager();
  engine = engineOn(store, { locks: auditLocks(manager) });
  const other = engineOn(store, { locks: auditLocks(manager) });
  await other.connect(keys, {
    ...{ region: 'us-east-1', endpoint: front.url, provider: 'aws', accountName: '' },
  });
  front.script([{ do: { latencyMs: 60 } }]);
  const running = scan();
  await expect
    .poll(async () => (await other.audits())[0]?.ended, { timeout: 10_000 })
    .toBe('running');
  const [listed] = await other.audits();
  const id = listed?.id ?? '';
  expect(listed).toMatchObject({ elsewhere: true, ended: 'running' });
  expect((await engine.audits())[0]).toMatchObject({ id, elsewhere: false, ended: 'running' });
  const early = await other.open(id);
  expect(early.summary.elsewhere).toBe(true);
  expect(early.snapshot.coverage.note).toBe('');
  await expect(other.remove(id)).rejects.toThrow(/in another tab is writing/);
  await expect(other.eraseAll()).rejects.toThrow(/running in another tab/);
  await expect(
    other.scan({ ...everything, from: { audit: id, mode: 'continue' } }, () => undefined),
  ).rejects.toThrow(/in another tab is writing/);
  expect((await running).ended).toBe('complete');
  expect((await other.audits())[0]).toMatchObject({ elsewhere: false, ended: 'complete' });
  // What was opened while it grew is read anew.
  expect((await other.open(id)).snapshot.coverage.bucketsRead).toBe(5);
  await other.remove(id);
  expect(await engine.audits()).toEqual([]);
});

test('what another tab deleted is not shown from memory', async () => {
  const heard: (() => unknown)[] = [];
  const tabs = {
    tell: () => undefined,
    onChange: (listener: () => unknown) => void heard.push(listener),
  };
  engine = engineOn(store, { tabs });
  const id = await engine.openSample();
  await engine.open(id);
  await store.remove(id);
  await heard[0]?.();
  await expect(engine.open(id)).rejects.toThrow(/not in this browser/);
});

test('exports hold the audit: CSV a line for each finding, JSON a file that opens again', async () => {
  const { audit } = await scan();
  const id = audit as string;
  const { counts } = await engine.open(id);
  const csv = await (await engine.exportCsv(id)).text();
  const findings = Object.values(counts).reduce((a, b) => a + b, 0);
  expect(csv.split('small-').length).toBeGreaterThan(findings / 2);
  const exposure = await (await engine.exportExposure(id)).text();
  expect(exposure.split('\r\n').filter((line) => line.includes(',read,')).length).toBe(
    (await engine.open(id)).summary.buckets,
  );
  const json = await engine.exportJson(id);
  const back = await openAlone(engine, new File([json], 'x.json'));
  expect((await engine.open(back)).counts).toEqual(counts);
});
