import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import type { ScanProgress, ScanScope } from '../../src/app/engine/protocol.ts';
import * as checks from '../../src/checks/index.ts';
import { pause } from '../../src/gather/pace.ts';
import { touches } from '../../src/gather/quiet.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Front, startFront } from '../aws/front.ts';
import { everything } from './scope.ts';

// A tenth of the ten seconds, and the whole half second that is over for calls on their way.
const window = 1_000;
const over = 500;
let front: Front;
let store: Store;
/** What few calls answer, so that buckets follow each other fast. */
const some = ['versioning-enabled'];
/** When each bucket was touched, from the first call of a test to its last. */
const touchedAt: { at: number; bucket: string }[] = [];
beforeAll(async () => {
  front = await startFront({ generated: { buckets: 45 }, cors: 'open' });
  const push = front.calls.push.bind(front.calls);
  front.calls.push = (...added) => {
    for (const { bucket } of added)
      if (bucket !== undefined) touchedAt.push({ at: performance.now(), bucket });
    return push(...added);
  };
  store = await openStore('quiet');
});
afterAll(() => front.stop());

/** A page that opens, with credentials. */
async function page(): Promise<EngineCore> {
  const engine = createEngine({
    store,
    checks: Object.values(checks),
    touched: touches({ clock: () => performance.now(), wait: pause }, 14, window + over),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
  await engine.connect(
    { accessKeyId: 'ASIAQUIET', secretAccessKey: 'x', sessionToken: 'y', expiresAt: null },
    { region: 'us-east-1', endpoint: front.url, provider: 'aws', accountName: '' },
  );
  return engine;
}
/** Scans until so many buckets are done, then stops; resolves to the audit. */
async function scanSome(engine: EngineCore, buckets: number, scope: Partial<ScanScope>) {
  const end = await engine.scan(
    { ...everything, checks: some, ...scope },
    ({ bucketsDone }: ScanProgress) => {
      if (bucketsDone >= buckets) void engine.cancelScan();
    },
  );
  return end.audit as string;
}
/** The most buckets touched in any window, its ends included. */
const most = () =>
  Math.max(
    ...touchedAt.map(
      ({ at }) =>
        new Set(
          touchedAt
            .filter((one) => one.at >= at && one.at <= at + window)
            .map(({ bucket }) => bucket),
        ).size,
    ),
  );
const touched = () => new Set(touchedAt.map(({ bucket }) => bucket)).size;

test('one window holds for looks, scans that were stopped, what goes on at once, and a reload', async () => {
  const engine = await page();
  await engine.permissions(some);
  expect(touched()).toBe(3);
  const audit = await scanSome(engine, 14, { pace: 'quiet' });
  const onwards = { pace: 'quiet', from: { audit, mode: 'continue' } } as const;
  await scanSome(engine, 18, onwards);
  await engine.permissions(some);
  const before = touched();
  const reloaded = await page();
  await scanSome(reloaded, before + 5, onwards);
  expect(touched()).toBeGreaterThan(before);
  // Another page has scanned it meanwhile, and nobody told this one.
  await scanSome(engine, 45, onwards);
  expect(touched()).toBe(45);
  expect(most()).toBeLessThan(15);
});
