import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, schemaVersion } from '../../src/store/database.ts';
import { openStore, storeOn } from '../../src/store/store.ts';
import { audit, buckets } from './audits.ts';

let n = 0;
let name = '';
beforeEach(() => {
  name = `schema-test-${n++}`;
});

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Writes a database as version 1 of the page did, without any of today's code. Its version is 10: Dexie's times ten. */
async function versionOne(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 10);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('audits', { keyPath: 'id' });
    request.result
      .createObjectStore('parts', { keyPath: 'key', autoIncrement: true })
      .createIndex('audit', 'audit');
  };
  const database = await done(request);
  const write = database.transaction(['audits', 'parts'], 'readwrite');
  for (const id of ['a', 'b']) {
    write.objectStore('audits').put(audit(id));
    write.objectStore('parts').add({ audit: id, resources: buckets(100) });
    write.objectStore('parts').add({ audit: id, resources: buckets(7, 100) });
  }
  await new Promise((finished) => (write.oncomplete = finished));
  return database;
}

test('a database of version 1 opens with every audit whole, and can be labelled', async () => {
  (await versionOne()).close();
  const store = await openStore(name);
  expect(store.refused()).toBe('');
  for (const id of ['a', 'b']) {
    expect(await store.load(id)).toEqual({
      ...audit(id).head,
      facts: buckets(107),
    });
    expect(await store.head(id)).toEqual({ ...audit(id), title: '', note: '' });
  }
  await store.append('a', buckets(1, 107));
  expect(await store.describe('a', { title: 'Old one', note: '' })).toBe(true);
  const again = await openStore(name);
  expect((await again.load('a'))?.facts).toHaveLength(108);
  expect((await again.head('a'))?.title).toBe('Old one');
});

test('the form of the database is the one that the version stands for', async () => {
  // Whoever changes the form raises the version, writes the way there, and adds the old form above.
  await openDatabase(name);
  const database = await done(indexedDB.open(name));
  expect(database.version).toBe(schemaVersion * 10);
  const form = [...database.objectStoreNames].map((table) => {
    const store = database.transaction(table).objectStore(table);
    return [table, store.keyPath, store.autoIncrement, [...store.indexNames]];
  });
  expect(form).toEqual([
    ['audits', 'id', false, []],
    ['parts', 'key', true, ['audit']],
  ]);
  expect(schemaVersion).toBe(2);
});

test('a database of a newer version is left as it is, and audits live in memory', async () => {
  const request = indexedDB.open(name, (schemaVersion + 1) * 10);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('audits', { keyPath: 'newKey' }).put({ newKey: 1, of: 'new' });
  };
  (await done(request)).close();
  const store = await openStore(name);
  expect(store.refused()).toBe('otherVersion');
  await store.save(audit('a'));
  await store.append('a', buckets(3));
  expect((await store.load('a'))?.facts).toHaveLength(3);
  expect(store.why('a')).toBe('otherVersion');
  expect(await store.eraseAll()).toMatchObject({ memory: 1, tables: [] });
  const after = await done(indexedDB.open(name));
  expect(after.version).toBe((schemaVersion + 1) * 10);
  expect([...after.objectStoreNames]).toEqual(['audits']);
  expect(await done(after.transaction('audits').objectStore('audits').getAll())).toEqual([
    { newKey: 1, of: 'new' },
  ]);
});

test('a tab lets go of the database when a newer page wants it, and keeps what it was writing', async () => {
  const left = vi.fn();
  const store = await openStore(name, left);
  await store.save(audit('done'));
  await store.save(audit('growing', undefined, 'running'));
  await store.append('growing', buckets(120));
  await store.describe('growing', { title: 'Mine', note: '' });
  const writing = store.append('growing', buckets(2, 120)); // under way when the newer page comes
  const newer = indexedDB.open(name, (schemaVersion + 1) * 10);
  const opened = await done(newer);
  await writing;
  await vi.waitFor(() => expect(left).toHaveBeenCalledOnce());
  expect(opened.version).toBe((schemaVersion + 1) * 10);

  await store.append('growing', buckets(5, 122));
  await store.save(audit('growing'));
  expect(store.refused()).toBe('otherVersion');
  expect(store.why('growing')).toBe('otherVersion');
  expect((await store.load('growing'))?.facts).toEqual([...buckets(127)]);
  expect((await store.head('growing'))?.title).toBe('Mine');
  expect((await store.list()).map(({ id }) => id)).toEqual(['growing']);
  // And nothing that was stored is lost to the newer page.
  const stored = await done(opened.transaction('audits').objectStore('audits').getAllKeys());
  expect(stored).toEqual(['done', 'growing']);
});

test('a tab that does not let go of an older form is waited for a while, then done without', async () => {
  const old = await versionOne(); // does not listen to what the newer page wants
  await expect(openDatabase(name, 20)).rejects.toMatchObject({ name: 'Refused', why: 'blocked' });
  const store = storeOn(null, { why: 'blocked' });
  await store.save(audit('c'));
  expect(store.why('c')).toBe('blocked');
  const kept = await done(old.transaction('audits').objectStore('audits').getAllKeys());
  expect(kept).toEqual(['a', 'b']);
  old.close();
  const later = await openStore(name);
  expect(later.refused()).toBe('');
  expect(await later.list()).toHaveLength(2);
});
