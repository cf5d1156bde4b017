import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import { auditLocks } from '../../src/app/engine/locks.ts';
import type { AccountRead, AccountsProgress, Keys } from '../../src/app/engine/protocol.ts';
import * as checks from '../../src/checks/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import {
  aggregator,
  introduceOrganisation,
  members,
  seedOrganisation,
} from '../aws/organisation.ts';
import { lockManager } from './lock-manager.ts';
import { everything } from './scope.ts';

let moto: Moto;
let front: Front;
let store: Store;
let engine: EngineCore;
let n = 0;
const { web, ledger, quiet, broken } = members;
const all = Object.values(members).map(({ id }) => id);
const plan = { aggregator, accounts: all };
const keys = (accessKeyId: string): Keys => ({
  accessKeyId,
  secretAccessKey: 'org-secret',
  sessionToken: 'org-token',
  expiresAt: null,
});
const locks = auditLocks(lockManager());

beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto, cors: 'open' });
  await seedOrganisation(moto, front);
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});
beforeEach(async () => {
  front.reset();
  introduceOrganisation(front);
  store = await openStore(`organisation-${n++}`);
  engine = makeEngine();
  await connect();
});

const makeEngine = () =>
  createEngine({
    ...{ store, locks },
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
const connect = (accessKeyId = 'ASIAORG', provider: 'aws' | 'other' = 'aws') =>
  engine.connect(keys(accessKeyId), {
    ...{ region: 'us-east-1', endpoint: front.url, provider, accountName: 'store' },
  });

/** Reads, and keeps what was told. */
async function read(
  accounts: readonly string[] = all,
  on: (progress: AccountsProgress) => void = () => undefined,
) {
  const told: AccountsProgress[] = [];
  const end = await engine.readAccounts({ aggregator, accounts }, (progress) => {
    told.push(progress);
    on(progress);
  });
  const finished = told.flatMap((one) => one.finished);
  return { end, told, finished };
}
const of = (finished: readonly AccountRead[], account: string) =>
  finished.filter((one) => one.account === account);

describe('aggregators', () => {
  test('are found in every Region, with progress', async () => {
    const told: string[] = [];
    const found = await engine.aggregators(({ asked, of }) => told.push(`${asked}/${of}`));
    expect(found).toEqual({
      aggregators: [{ ...aggregator, organisation: false }],
      regions: 17,
      gaps: [],
    });
    expect([told[0], told.at(-1)]).toEqual(['0/17', '17/17']);
  });

  test('what one holds is told account by account, with what fails', async () => {
    const reach = await engine.aggregatorReach(aggregator);
    expect(reach.accounts.map(({ account }) => account)).toEqual(all);
    expect(reach.accounts.find(({ account }) => account === quiet.id)?.resources).toBe(0);
    expect(reach.failing).toEqual([
      {
        source: broken.id,
        region: 'eu-west-1',
        status: 'FAILED',
        code: 'AccessDeniedException',
      },
    ]);
  });

  test('credentials that have expired are told as such, and no gap', async () => {
    front.script([{ when: { accessKey: 'ASIAORG' }, do: 'expire', echoToken: true }]);
    await expect(engine.aggregators(() => undefined)).rejects.toThrow(
      /^The credentials have expired\. Get new ones/,
    );
    await expect(engine.aggregatorReach(aggregator)).rejects.toThrow(/have expired/);
  });

  test('a question that is stopped says so', async () => {
    front.script([{ when: { service: 'config' }, do: { latencyMs: 300 } }]);
    const asked = engine.aggregators(() => void engine.cancelAccounts());
    await expect(asked).rejects.toThrow('The question to AWS Config was stopped.');
  });

  test('another provider has no AWS Config, and nobody is asked', async () => {
    await connect('ASIAORG', 'other');
    front.calls.length = 0;
    await expect(engine.aggregators(() => undefined)).rejects.toThrow(/service of AWS/);
    expect(front.calls).toEqual([]);
  });

  test('without credentials it says to connect', async () => {
    await engine.disconnect();
    await expect(engine.aggregatorReach(aggregator)).rejects.toThrow(/Connect first/);
    await expect(engine.readAccounts(plan, () => undefined)).rejects.toThrow(/Connect first/);
  });
});

describe('reading', () => {
  test('gives an audit for each account, and a sentence where nothing was read', async () => {
    front.script([{ when: { body: `accountId = '${broken.id}'` }, do: 'serverError' }]);
    const { end, told, finished } = await read();
    expect(end).toEqual({ ended: 'complete', note: '' });
    expect(finished.length).toBe(4);
    expect(of(finished, quiet.id)[0]).toMatchObject({ audit: null, buckets: 0 });
    expect(of(finished, quiet.id)[0]?.says).toMatch(/recorded nothing of Amazon S3/);
    expect(of(finished, broken.id)[0]).toMatchObject({ audit: null });
    expect(of(finished, broken.id)[0]?.says).toMatch(
      /^What is recorded of it could not be read: the read failed \(\w+\)/,
    );
    const [one] = of(finished, web.id);
    expect(one).toMatchObject({ buckets: 3, says: '' });
    const view = await engine.open(one?.audit as string);
    expect(view.summary).toMatchObject({ account: web.id, buckets: 3, ended: 'complete' });
    expect(view.exposure.public).toBe(1);
    const audits = await engine.audits();
    expect(audits.map(({ account }) => account).sort()).toEqual([web.id, ledger.id]);
    expect(told[0]).toMatchObject({ accounts: 4, done: 0, finished: [] });
    expect(told.at(-1)).toMatchObject({ done: 4, buckets: 5, reading: [], stored: true });
    const counted = front.calls.filter(({ service }) => service === 'config').length;
    expect(told.at(-1)?.calls).toBe(counted);
  });

  test('stopped in the middle, it keeps what was finished, whole', async () => {
    front.script([{ when: { body: `accountId = '${ledger.id}'` }, do: { latencyMs: 5_000 } }]);
    const { end, finished } = await read(all, ({ finished }) => {
      if (finished.some(({ audit }) => audit !== null)) void engine.cancelAccounts();
    });
    expect(end).toEqual({ ended: 'cancelled', note: '' });
    expect(of(finished, ledger.id)).toEqual([]);
    const kept = finished.flatMap(({ audit }) => audit ?? []);
    expect(kept.length).toBeGreaterThan(0);
    for (const id of kept) expect((await store.load(id))?.facts.length).toBeGreaterThan(1);
    expect((await engine.audits()).length).toBe(kept.length);
  });

  test('a page that closes in the middle keeps finished accounts, complete', async () => {
    front.script([{ when: { body: `accountId = '${ledger.id}'` }, do: 'hang' }]);
    await new Promise<void>((done) => {
      void read([web.id, ledger.id], ({ finished }) => {
        if (finished.length > 0) done();
      }).catch(() => undefined);
    });
    // What a new page finds in the same browser, while the first says nothing any more.
    const next = makeEngine();
    const audits = await next.audits();
    expect(audits).toMatchObject([{ account: web.id, ended: 'complete', buckets: 3 }]);
    await engine.cancelAccounts();
  });

  test('credentials that expire: what was read stays, and the end says why', async () => {
    front.script([{ when: { service: 'config' }, do: 'expire', after: 2, echoToken: true }]);
    const { end, finished } = await read([web.id, ledger.id, broken.id]);
    expect(end.ended).toBe('interrupted');
    expect(end.note).toMatch(/^The credentials have expired\./);
    expect(finished.every(({ says }) => says === '')).toBe(true);
    expect((await engine.audits()).length).toBe(finished.length);
    expect(finished.length).toBeLessThan(3);
    front.script([]);
    await connect('ASIANEXT');
    const left = [web.id, ledger.id, broken.id].filter((id) => of(finished, id).length === 0);
    await read(left);
    expect((await engine.audits()).map(({ account }) => account).sort()).toEqual(
      [web.id, ledger.id, broken.id].sort(),
    );
  });

  test('expired before anything was read, it is the same sentence', async () => {
    front.script([{ when: { service: 'config' }, do: 'expire' }]);
    const { end, finished } = await read();
    expect(end).toMatchObject({
      ended: 'interrupted',
      note: expect.stringMatching(/have expired/),
    });
    expect(finished).toEqual([]);
  });

  test('nothing else signs, erases or is erased meanwhile', async () => {
    front.script([{ when: { service: 'config' }, do: { latencyMs: 400 } }]);
    const reading = read();
    const says = 'The accounts of an organisation are being read.';
    await expect(connect('ASIAOTHER')).rejects.toThrow(says);
    await expect(engine.scan(everything, () => undefined)).rejects.toThrow(says);
    await expect(engine.readAccounts(plan, () => undefined)).rejects.toThrow(says);
    await expect(engine.eraseAll()).rejects.toThrow(says);
    await expect(makeEngine().eraseAll()).rejects.toThrow(/in another tab/);
    await engine.disconnect();
    expect((await reading).end.ended).toBe('cancelled');
    await engine.eraseAll();
  });

  test('while a scan runs, no organisation is read', async () => {
    front.script([{ do: { latencyMs: 100 } }]);
    const scanning = engine.scan(everything, () => undefined);
    await expect(engine.readAccounts(plan, () => undefined)).rejects.toThrow(
      /^A scan is running already/,
    );
    await engine.cancelScan();
    await scanning;
  });

  test('where the browser keeps nothing, audits are in memory and it says so', async () => {
    store = await openStore('other', undefined);
    const memory = (await import('../../src/store/store.ts')).storeOn(null);
    store = memory;
    engine = makeEngine();
    await connect();
    const { told } = await read([web.id]);
    expect(told.at(-1)?.stored).toBe(false);
    expect(await engine.audits()).toMatchObject([{ account: web.id, stored: false }]);
  });

  test('no secret is part of what is stored', async () => {
    await read([web.id]);
    const [audit] = await store.list();
    const whole = JSON.stringify([audit, await store.load(audit?.id as string)]);
    for (const secret of ['org-secret', 'org-token', 'ASIAORG'])
      expect(whole).not.toContain(secret);
  });
});
