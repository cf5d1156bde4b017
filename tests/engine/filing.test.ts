import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import { auditLocks } from '../../src/app/engine/locks.ts';
import * as checks from '../../src/checks/index.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshotFile } from '../../src/report/import.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lockManager } from './lock-manager.ts';
import { openAlone } from './open-file.ts';
import { snapshotOf, versioned } from './snapshot.ts';

let store: Store;
let engine: EngineCore;
let locks: LockManager;
let n = 0;
beforeEach(async () => {
  store = await openStore(`filing-${n++}`);
  locks = lockManager();
  engine = createEngine({
    store,
    checks: Object.values(checks),
    locks: auditLocks(locks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new TextEncoder().encode(exportSnapshot({ ...mine, sample: true })),
  });
});

const at = (hour: number) => `2026-01-0${hour}T00:00:00.000Z`;
const identity = (who: string) => `arn:aws:sts::111122223333:assumed-role/${who}/me`;
/** The live audit: `a` was refused its tags, `b` was read whole. */
const mine: Snapshot = {
  ...snapshotOf([
    versioned('a', 'eu-west-1', 'Enabled', 'denied'),
    versioned('b', 'eu-west-1', null),
  ]),
  ...{ startedAt: at(2), endedAt: at(3), identity: identity('Live') },
};
/** The collector's file of the day before, with what was refused, by another identity. */
const theirs: Snapshot = {
  ...snapshotOf([versioned('a', 'eu-west-1', null, [{ key: 'k', value: 'v' }])], ['b']),
  ...{ startedAt: at(1), endedAt: at(2), identity: identity('Collector') },
};
const fileOf = (snapshot: Snapshot) => new File([exportSnapshot(snapshot)], 'account.json');
const titles = async () => (await engine.audits()).map(({ title }) => title);

test('a file of an account that is not here is an audit at once', async () => {
  const opened = await engine.openFile(fileOf(mine));
  expect(opened.audit).toEqual(expect.any(String));
  expect(await engine.audits()).toHaveLength(1);
});

test('a file of an account that is here waits to be told where it belongs', async () => {
  const id = await openAlone(engine, fileOf(mine));
  const opened = await engine.openFile(fileOf(theirs));
  expect(opened).toMatchObject({
    audit: null,
    account: '111122223333',
    endedAt: at(2),
    fits: [{ id }],
  });
  expect(await engine.audits()).toHaveLength(1);
  await engine.placeFile(null);
  expect(await engine.audits()).toHaveLength(2);
  await expect(engine.placeFile(null)).rejects.toThrow(/No file waits/);
});

test('a file that was forgotten is gone', async () => {
  await openAlone(engine, fileOf(mine));
  await engine.openFile(fileOf(theirs));
  await engine.forgetFile();
  await expect(engine.placeFile(null)).rejects.toThrow(/No file waits/);
});

test('added to an audit, it fills gaps in a copy, and the audit stays as it is', async () => {
  const id = await openAlone(engine, fileOf(mine));
  await engine.describe(id, { title: 'Acme', note: 'of the live scan' });
  const before = JSON.stringify(await store.load(id));
  await engine.openFile(fileOf(theirs));
  const copy = await engine.placeFile(id);
  expect(copy).not.toBe(id);
  expect(JSON.stringify(await store.load(id))).toBe(before);

  const view = await engine.open(copy);
  expect(view.summary).toMatchObject({ origin: 'file', buckets: 2, note: '' });
  expect(view.summary.title).toMatch(/^Acme, a file added on \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  const { facts } = await engine.bucket(copy, 'a');
  expect(facts.tags).toMatchObject({ known: true, value: [{ key: 'k', value: 'v' }] });
  expect(view.snapshot.readings?.map((one) => one.identity)).toEqual([
    identity('Collector'),
    identity('Live'),
  ]);
  expect(view.snapshot.startedAt).toBe(at(2));

  // From the store alone, as after a reload, and through a file.
  const kept = await store.load(copy);
  expect(kept?.readings).toHaveLength(2);
  const json = await (await engine.exportJson(copy)).arrayBuffer();
  expect(await readSnapshotFile(new Uint8Array(json))).toEqual(kept);
});

test('a file is added straight to an audit', async () => {
  const id = await openAlone(engine, fileOf(mine));
  const copy = await engine.addFile(id, fileOf(theirs));
  expect(await engine.audits()).toHaveLength(2);
  await expect(engine.addFile(copy, fileOf(theirs))).rejects.toThrow(/holds all of this file/);
  expect(await engine.audits()).toHaveLength(2);
});

test('a live audit with a file in it counts as imported', async () => {
  const { facts, ...head } = mine;
  const id = 'live';
  await store.save({ id, head, origin: 'scan', buckets: 2, counts: {} });
  await store.append(id, facts);
  const copy = await engine.addFile(id, fileOf(theirs));
  expect((await engine.open(copy)).summary.origin).toBe('file');
  expect((await engine.open(id)).summary.origin).toBe('scan');
});

test.each<[string, Partial<Snapshot>, RegExp]>([
  [
    'account',
    { account: '444455556666' },
    /of account 444455556666, but the audit is of account 1/,
  ],
  ['partition', { partition: 'aws-cn' }, /partition aws-cn/],
  ['provider', { provider: 'other' }, /S3-compatible store/],
])(
  'a file of another %s is refused with a sentence, and nothing is kept',
  async (_, more, says) => {
    const id = await openAlone(engine, fileOf(mine));
    const facts = theirs.facts.map((one) =>
      one.type === 'account' ? { ...one, resource: more.account ?? one.resource } : one,
    );
    await expect(engine.addFile(id, fileOf({ ...theirs, ...more, facts }))).rejects.toThrow(says);
    expect(await engine.audits()).toHaveLength(1);
  },
);

test('nothing is added to the sample, and it is not offered for anything', async () => {
  const sample = await engine.openSample();
  await expect(engine.addFile(sample, fileOf(theirs))).rejects.toThrow(/made-up/);
  expect((await engine.openFile(fileOf(theirs))).audit).not.toBeNull();
});

test('an audit that another tab writes is left alone', async () => {
  const id = await openAlone(engine, fileOf(mine));
  const release = await auditLocks(locks).hold(id);
  await expect(engine.addFile(id, fileOf(theirs))).rejects.toThrow(/in another tab/);
  await release?.();
  await engine.addFile(id, fileOf(theirs));
  expect(await titles()).toHaveLength(2);
});

test('an exported call log has the calls of both, with who made them', async () => {
  const call = {
    ...{ service: 's3', operation: 'GetBucketTagging', region: 'eu-west-1' },
    ...{ route: 'file' as const, count: 3, outcomes: { ok: 3 } },
  };
  const id = await openAlone(engine, fileOf({ ...mine, calls: [{ ...call, route: 'direct' }] }));
  const copy = await engine.addFile(id, fileOf({ ...theirs, calls: [call] }));
  const csv = await (await engine.exportCalls(copy)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(3);
  expect(csv).toContain(identity('Live'));
  expect(csv).toContain(identity('Collector'));
});
