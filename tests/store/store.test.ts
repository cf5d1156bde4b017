import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase, type StoredAudit } from '../../src/store/database.ts';
import { openStore, storeOn } from '../../src/store/store.ts';
import type { ResourceFacts } from '../../src/model/snapshot.ts';

let n = 0;
let name = '';
beforeEach(() => {
  name = `store-test-${n++}`;
});

const audit = (id: string, startedAt = '2026-01-01T00:00:00.000Z'): StoredAudit => ({
  id,
  origin: 'scan',
  buckets: 1,
  counts: { pass: 1 },
  head: {
    format: 'bucketproof/snapshot',
    version: 1,
    tool: { name: 'bucketproof', version: '0' },
    account: '111122223333',
    partition: 'aws',
    provider: 'aws',
    identity: null,
    startedAt,
    endedAt: startedAt,
    sample: false,
    calls: [],
    coverage: {
      bucketsListed: 1,
      bucketsRead: 1,
      regions: [],
      everyRegion: false,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
  },
});
const buckets = (count: number, from = 0): ResourceFacts[] =>
  Array.from({ length: count }, (_, n) => from + n).map((i) => ({
    type: 'bucket',
    region: 'eu-west-1',
    resource: ['constructor', '__proto__', 'b'][i] ?? `b-${i}`,
    facts: {
      tags: { known: true, value: [{ key: '東', value: '\u202e' }], from: 'file', at: 'x' },
    },
  }));

test('an audit comes back whole, in order, after the database was closed', async () => {
  const store = await openStore(name);
  await store.save(audit('a'));
  await store.append('a', buckets(250));
  await store.append('a', buckets(3, 250));
  const again = await openStore(name);
  expect((await again.load('a'))?.facts).toEqual(buckets(253));
  expect(again.kept('a')).toBe(true);
});

test('the list is newest first', async () => {
  const store = await openStore(name);
  await store.save(audit('old', '2025-01-01T00:00:00.000Z'));
  await store.save(audit('new', '2026-01-01T00:00:00.000Z'));
  expect((await store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
});

test('deleting takes the parts along and leaves other audits alone', async () => {
  const store = await openStore(name);
  for (const id of ['a', 'b']) {
    await store.save(audit(id));
    await store.append(id, buckets(150));
  }
  await store.remove('a');
  expect(await store.load('a')).toBeNull();
  const database = await openDatabase(name);
  expect(await database.parts.where('audit').equals('a').count()).toBe(0);
  expect((await store.load('b'))?.facts).toHaveLength(150);
});

test('erase all leaves nothing behind', async () => {
  const store = await openStore(name);
  await store.save(audit('a'));
  await store.append('a', buckets(5));
  await store.eraseAll();
  const database = await openDatabase(name);
  expect([await database.audits.count(), await database.parts.count()]).toEqual([0, 0]);
});

test('without a database audits live in memory, and say so', async () => {
  const store = storeOn(null);
  await store.save(audit('a'));
  await store.append('a', buckets(3));
  expect((await store.load('a'))?.facts).toHaveLength(3);
  expect(store.kept('a')).toBe(false);
  await store.eraseAll();
  expect(await store.list()).toEqual([]);
});

test('when the disk is full in the middle, what was stored and what follows both survive', async () => {
  const database = await openDatabase(name);
  const full = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  let writes = 0;
  const broken = new Proxy(database, {
    get(target, key) {
      if (key !== 'parts') return Reflect.get(target, key);
      return new Proxy(target.parts, {
        get: (table, method) =>
          method === 'add' && writes++ >= 2 ? full : Reflect.get(table, method).bind?.(table),
      });
    },
  }) as Database;
  const store = storeOn(broken);
  await store.save(audit('a'));
  await store.append('a', buckets(350));
  await store.append('a', buckets(10, 350));
  expect(store.kept('a')).toBe(false);
  expect((await store.load('a'))?.facts).toEqual(buckets(360));
  expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
});

test('of a resource that comes twice the last is kept, also where its Region was learnt in between', async () => {
  const [first] = buckets(1) as [ResourceFacts];
  const later = { ...first, region: 'us-east-1', facts: {} };
  for (const store of [await openStore(name), storeOn(null)]) {
    await store.save(audit('a'));
    await store.append('a', buckets(3));
    await store.append('a', [later]);
    expect((await store.load('a'))?.facts).toEqual([later, ...buckets(2, 1)]);
  }
});

test('what is replaced is gone, in few parts, and other audits stay', async () => {
  const store = await openStore(name);
  for (const id of ['a', 'b']) await store.save(audit(id));
  for (let i = 0; i < 30; i++) await store.append('a', buckets(1, i));
  await store.append('b', buckets(2));
  await store.replace('a', buckets(150, 5));
  expect((await store.load('a'))?.facts).toEqual(buckets(150, 5));
  expect((await store.load('b'))?.facts).toHaveLength(2);
  const database = await openDatabase(name);
  expect(await database.parts.where('audit').equals('a').count()).toBe(2);
});
