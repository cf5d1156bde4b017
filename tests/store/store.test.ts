import type { ResourceFacts } from '../../src/model/snapshot.ts';
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../src/model/settings.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openStore, storeOn } from '../../src/store/store.ts';
import { audit, buckets } from './audits.ts';

let n = 0;
let name = '';
beforeEach(() => {
  name = `store-test-${n++}`;
});

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

test('erase all leaves nothing behind, and says what was there', async () => {
  const store = await openStore(name);
  await store.save(audit('a'));
  await store.append('a', buckets(250));
  const erased = await store.eraseAll();
  expect(erased.audits.map(({ id }) => id)).toEqual(['a']);
  expect(erased.tables).toEqual([
    { name: 'audits', before: 1, after: 0 },
    { name: 'parts', before: 3, after: 0 },
  ]);
  const database = await openDatabase(name);
  expect([await database.audits.count(), await database.parts.count()]).toEqual([0, 0]);
});

test('without a database audits live in memory, and say so', async () => {
  const store = storeOn(null);
  await store.save(audit('a'));
  await store.append('a', buckets(3));
  expect((await store.load('a'))?.facts).toHaveLength(3);
  expect(store.kept('a')).toBe(false);
  expect([store.why('a'), store.refused()]).toEqual(['noDatabase', 'noDatabase']);
  expect(await store.describe('a', { title: 'Mine', note: '' })).toBe(true);
  expect((await store.head('a'))?.title).toBe('Mine');
  expect(await store.eraseAll()).toMatchObject({ audits: [{ id: 'a' }], memory: 1, tables: [] });
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
  expect(store.why('a')).toBe('full');
  expect(store.refused()).toBe('');
  expect((await store.load('a'))?.facts).toEqual(buckets(360));
  expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
});

test('a browser whose database does not open gives a store in memory', async () => {
  for (const broken of [
    () => {
      throw new DOMException('no', 'SecurityError');
    },
    () => {
      const request = {} as IDBOpenDBRequest;
      queueMicrotask(() => request.onerror?.(new Event('error')));
      return Object.assign(request, { error: new DOMException('no', 'UnknownError') });
    },
  ]) {
    const open = indexedDB.open;
    indexedDB.open = broken as never;
    const store = await openStore(name).finally(() => (indexedDB.open = open));
    expect(store.refused()).toBe('noDatabase');
    await store.save(audit('a'));
    await store.append('a', buckets(2));
    expect((await store.load('a'))?.facts).toHaveLength(2);
  }
});

test('a transaction that the browser aborts loses nothing, the label included', async () => {
  const database = await openDatabase(name);
  const store = storeOn(database);
  await store.save(audit('a'));
  await store.append('a', buckets(120));
  await store.describe('a', { title: 'Mine', note: 'n' });
  let writes = 0;
  database.parts.hook('creating', () => {
    if (++writes === 2) Dexie.currentTransaction.abort();
  });
  await store.append('a', buckets(110, 120));
  expect(store.kept('a')).toBe(false);
  expect(store.why('a')).toBe('failed');
  expect((await store.load('a'))?.facts).toEqual(buckets(230));
  await store.save(audit('a'));
  expect(await store.head('a')).toMatchObject({ title: 'Mine', note: 'n' });
  // What had been stored before is still whole, and nothing of the failed write is in it.
  expect(await database.parts.count()).toBe(2);
});

test('a scan that goes on writing keeps the label that was given meanwhile', async () => {
  const store = await openStore(name);
  await store.save(audit('a'));
  await store.describe('a', { title: 'Quarter', note: 'line\nline' });
  await store.save({ ...audit('a'), buckets: 7 });
  const again = await openStore(name);
  expect(await again.head('a')).toMatchObject({ title: 'Quarter', note: 'line\nline', buckets: 7 });
  expect(await again.describe('a', { title: 'Quarter', note: 'line\nline' })).toBe(true);
  expect(await again.describe('none', { title: 'x', note: '' })).toBe(false);
});

test('what another tab deletes in mid-scan stays deleted: no part and no head comes back', async () => {
  const writing = await openStore(name);
  const other = await openStore(name);
  for (const erase of [() => other.remove('a'), () => other.eraseAll()]) {
    const scanning = await openStore(name);
    await scanning.save(audit('a', undefined, 'running'));
    await scanning.append('a', buckets(3));
    await erase();
    await scanning.append('a', buckets(150));
    await scanning.save(audit('a'));
    expect(await other.list()).toEqual([]);
    const database = await openDatabase(name);
    expect([await database.audits.count(), await database.parts.count()]).toEqual([0, 0]);
  }
  expect(await writing.list()).toEqual([]);
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

test('settings are kept with an audit, whatever a scan writes afterwards, until they are reset', async () => {
  const settings = { ...defaultSettings, publicApprovalTag: 'site' };
  for (const store of [await openStore(name), storeOn(null)]) {
    await store.save(audit('a'));
    expect(await store.configure('a', settings, { fail: 2 })).toBe(true);
    await store.save({ ...audit('a'), buckets: 7 });
    await store.describe('a', { title: 'Mine', note: '' });
    expect(await store.head('a')).toMatchObject({ title: 'Mine', buckets: 7, head: { settings } });
    expect((await store.load('a'))?.settings).toEqual(settings);
    expect(await store.configure('a', undefined, { fail: 3 })).toBe(true);
    expect(await store.load('a')).not.toHaveProperty('settings');
    expect((await store.head('a'))?.counts).toEqual({ fail: 3 });
    expect(await store.configure('none', settings, {})).toBe(false);
  }
});

test('settings that came with a file are kept from the first on', async () => {
  const store = await openStore(name);
  const settings = { ...defaultSettings, judgeBucketNames: true };
  const { head, ...rest } = audit('a');
  await store.save({ ...rest, head: { ...head, settings } });
  expect((await (await openStore(name)).load('a'))?.settings).toEqual(settings);
});

test('an audit that is added at once is there whole, and a digest is noted beside it', async () => {
  const store = await openStore(name);
  await store.create(audit('a'), buckets(250));
  const digest = { of: 'x', buckets: 250 } as never;
  await store.digest('a', digest);
  await store.digest('gone', digest);
  const again = await openStore(name);
  expect((await again.load('a'))?.facts).toEqual(buckets(250));
  expect((await again.head('a'))?.digest).toEqual(digest);
  expect(await again.list()).toHaveLength(1);
  // Whatever is saved anew has to be counted anew.
  await again.save(audit('a'));
  expect((await again.head('a'))?.digest).toBeUndefined();
});

test('an audit of which a part cannot be written is not there in part, but in memory as a whole', async () => {
  const opened = await openDatabase(name);
  const store = storeOn(opened);
  const { bulkAdd } = opened.parts;
  opened.parts.bulkAdd = (() =>
    Promise.reject(new DOMException('', 'QuotaExceededError'))) as never;
  await store.create(audit('a'), buckets(3));
  opened.parts.bulkAdd = bulkAdd;
  expect(await opened.audits.count()).toBe(0);
  expect([store.kept('a'), store.why('a')]).toEqual([false, 'full']);
  expect((await store.load('a'))?.facts).toEqual(buckets(3));
  await store.digest('a', { of: 'x' } as never);
  expect((await store.head('a'))?.digest).toEqual({ of: 'x' });
});
