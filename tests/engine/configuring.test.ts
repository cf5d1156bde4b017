import { expect, test } from 'vitest';
import { createEngine } from '../../src/app/engine/engine.ts';
import { auditLocks } from '../../src/app/engine/locks.ts';
import * as checks from '../../src/checks/index.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { storeOn } from '../../src/store/store.ts';
import { bucket, snapshotOf } from '../app/account.ts';
import { allow, policy, toFriend } from '../samples.ts';
import { openAlone } from './open-file.ts';
import { lockManager } from './lock-manager.ts';

const shared = (name: string) =>
  bucket(name, {
    policy: policy(allow('s3:GetObject', { ...toFriend, Resource: `arn:aws:s3:::${name}/*` })),
  });
const text = exportSnapshot(snapshotOf([shared('a'), shared('b'), bucket('c')]));
const locks = lockManager();
const engineOn = (store = storeOn(null)) =>
  createEngine({
    store,
    checks: Object.values(checks),
    locks: auditLocks(locks),
    sdk: () => Promise.reject(new Error('nothing is read')),
    sample: () => Promise.reject(new Error('there is none')),
  });
const trusting = {
  ...defaultSettings,
  trustedAccounts: [{ id: ' 444455556666', label: ' Log\narchive ' }],
};
const check = 'policy-cross-account-restricted';

test('settings judge an audit anew, are kept, and go out and come in with its file', async () => {
  const store = storeOn(null);
  const engine = engineOn(store);
  const id = await openAlone(engine, new File([text], 'a.json'));
  expect((await engine.open(id)).byCheck[check]).toMatchObject({ fail: 2, pass: 1 });
  expect(await engine.configure(id, trusting)).toEqual({
    changed: 2,
    changes: [{ check, from: 'fail', to: 'pass', count: 2 }],
  });
  const view = await engine.open(id);
  expect(view.byCheck[check]).toMatchObject({ fail: 0, pass: 3 });
  expect(view.snapshot.settings?.trustedAccounts).toEqual([
    { id: '444455556666', label: 'Log archive' },
  ]);
  // The list of audits, and another page on the same store, count the same.
  expect((await engine.audits())[0]?.counts).toEqual(view.counts);
  expect((await engineOn(store).open(id)).counts).toEqual(view.counts);

  const file = await (await engine.exportJson(id)).text();
  const other = engineOn();
  const again = await other.open(await openAlone(other, new File([file], 'b.json')));
  expect(again.counts).toEqual(view.counts);
  expect(again.snapshot.settings).toEqual(view.snapshot.settings);

  expect(await engine.configure(id, defaultSettings)).toMatchObject({ changed: 2 });
  expect(await (await engine.exportJson(id)).text()).toBe(text);
});

test('what cannot be used is refused in a sentence, and nothing changes', async () => {
  const engine = engineOn();
  const id = await openAlone(engine, new File([text], 'a.json'));
  const before = (await engine.open(id)).counts;
  await expect(engine.configure(id, { ...defaultSettings, referencePolicy: '{' })).rejects.toThrow(
    'Reference policy: This is not valid JSON: see line 1, column 2.',
  );
  expect((await engine.open(id)).counts).toEqual(before);
  await expect(engine.configure('none', trusting)).rejects.toThrow(/not in this browser/);
});

test('nothing is set while another tab writes the audit', async () => {
  const engine = engineOn();
  const id = await openAlone(engine, new File([text], 'a.json'));
  const release = await auditLocks(locks).hold(id);
  await expect(engine.configure(id, trusting)).rejects.toThrow(/in another tab/);
  await release?.();
  expect(await engine.configure(id, trusting)).toMatchObject({ changed: 2 });
});
