import 'fake-indexeddb/auto';
import Papa from 'papaparse';
import { beforeEach, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import type { AccountsView } from '../../src/app/engine/protocol.ts';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { account, bucket, smallAccount, snapshotOf } from '../app/account.ts';

const registry = Object.values(checks);
let store: Store;
let engine: EngineCore;
let n = 0;
beforeEach(async () => {
  store = await openStore(`accounts-${n++}`);
  engine = makeEngine();
});
const makeEngine = () =>
  createEngine({
    store,
    checks: registry,
    sdk: () => Promise.reject(new Error('no network')),
    sample: async () => new Uint8Array(),
  });

const open = async (snapshot: Snapshot): Promise<string> => {
  const found = await engine.openFile(new File([JSON.stringify(snapshot)], 'a.json'));
  return found.audit ?? (await engine.placeFile(null));
};
/** The view, and how many audits were judged for it. */
async function view(on = engine): Promise<AccountsView & { judged: number }> {
  let judged = 0;
  const { load } = store;
  store.load = (id) => {
    judged++;
    return load.call(store, id);
  };
  const found = await on.accounts(() => undefined);
  store.load = load;
  return { ...found, judged };
}
const other = '999988887777';

test('no audit, no row', async () => {
  expect(await view()).toEqual({ rows: [], older: 0, running: 0, judged: 0 });
});

test('a row says what its audit says, number by number', async () => {
  const snapshot = smallAccount();
  const id = await open(snapshot);
  await engine.describe(id, { title: 'Acme', note: '' });
  const { rows } = await view();
  const opened = await engine.open(id);
  const fails = [...audit(snapshot, registry)].filter(({ verdict }) => verdict === 'fail');
  const failing: Record<string, number> = {};
  for (const { check } of fails) failing[check] = (failing[check] ?? 0) + 1;
  expect(rows).toEqual([
    {
      ...{ id, title: 'Acme', account, partition: 'aws', provider: 'aws', imported: true },
      ...{ startedAt: snapshot.startedAt, endedAt: snapshot.endedAt, ended: 'complete' },
      ...{ bucketsListed: 3, bucketsRead: 3, buckets: 3 },
      counts: opened.counts,
      exposure: opened.exposure,
      fails: opened.fails,
      oldest: opened.oldest,
      failing,
      routes: ['file'],
    },
  ]);
  expect(Object.values(failing).reduce((sum, count) => sum + count, 0)).toBe(opened.counts.fail);
});

test('of each account the newest audit counts, by when it was read; the sample is left out', async () => {
  const older = await open(smallAccount({ endedAt: '2026-11-19T10:00:00.000Z' }));
  const newer = await open(smallAccount({ endedAt: '2026-11-21T10:00:00.000Z' }));
  const theirs = await open(snapshotOf([bucket('b')], { account: other }));
  const china = await open(snapshotOf([bucket('b')], { account: other, partition: 'aws-cn' }));
  await open(snapshotOf([bucket('b')], { account: '000000000001', sample: true }));
  const { rows, older: left } = await view();
  expect(rows.map(({ id }) => id).sort()).toEqual([newer, theirs, china].sort());
  expect(left).toBe(1);
  expect(rows.map(({ id }) => id)).not.toContain(older);
  await engine.remove(newer);
  expect((await view()).rows.map(({ id }) => id)).toContain(older);
});

test('what was judged once is not judged again, unless settings change it', async () => {
  const id = await open(smallAccount());
  await open(snapshotOf([bucket('b')], { account: other }));
  expect((await view()).judged).toBe(2);
  expect((await view()).judged).toBe(0);
  // Nor by the next page that opens.
  expect((await view(makeEngine())).judged).toBe(0);
  await engine.describe(id, { title: 'renamed', note: '' });
  expect((await view()).judged).toBe(0);
  await engine.configure(id, {
    ...defaultSettings,
    trustedAccounts: [{ id: '444455556666', label: '' }],
  });
  expect((await view()).judged).toBe(1);
  expect((await view()).rows.find((row) => row.id === id)?.title).toBe('renamed');
});

test('a digest of another form of this page is drawn again', async () => {
  const id = await open(smallAccount());
  await view();
  const digest = (await store.head(id))?.digest;
  if (!digest) throw new Error('no digest');
  await store.digest(id, { ...digest, of: 'another build', buckets: 99 });
  const { rows, judged } = await view();
  expect([judged, rows[0]?.buckets]).toEqual([1, 3]);
});

test('audits whose scan a closed page left are settled first', async () => {
  const { facts, ...head } = smallAccount();
  const coverage = { ...head.coverage, ended: 'running' as const, bucketsRead: 0 };
  await store.create(
    { id: 'left', head: { ...head, coverage }, origin: 'scan', buckets: 0, counts: {} },
    facts,
  );
  const { rows, running } = await view();
  expect(running).toBe(0);
  expect(rows[0]).toMatchObject({ id: 'left', ended: 'interrupted', buckets: 3 });
});

test('the file has a row for each account that is asked for, in that order, and no formula', async () => {
  const one = await open(smallAccount());
  const two = await open(snapshotOf([bucket('b')], { account: other }));
  await engine.describe(one, { title: '=HYPERLINK("https://example.com")', note: '' });
  const file = Buffer.from(await (await engine.exportAccounts([two, one, 'gone'])).arrayBuffer());
  // The byte order mark, which Excel takes UTF-8 by.
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { data } = Papa.parse<Record<string, string>>(file.subarray(3).toString(), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.map((row) => row['account'])).toEqual([other, account]);
  expect(data[1]?.['title']).toBe(`'=HYPERLINK("https://example.com")`);
  const { rows } = await view();
  for (const row of rows) {
    const line = data.find((cells) => cells['audit'] === row.id);
    expect(line).toMatchObject({
      buckets: String(row.buckets),
      publicBuckets: String(row.exposure.public),
      failsCritical: String(row.fails.critical),
      fail: String(row.counts.fail),
      routes: 'file',
      imported: 'yes',
      oldestAt: row.oldest,
    });
  }
});
