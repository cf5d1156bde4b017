import { expect, test } from 'vitest';
import { limit } from '../../src/gather/pace.ts';
import { quietSeconds, touches } from '../../src/gather/quiet.ts';

/** A clock that only waiting moves; waits end in the order of their times. */
function fakeClock() {
  let now = 0;
  const alarms: { at: number; go: () => void }[] = [];
  const wait = (ms: number) =>
    new Promise<void>((go) => alarms.push({ at: now + Math.max(0, ms), go }));
  /** Runs until nothing waits any more. */
  async function run() {
    for (;;) {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      alarms.sort((a, b) => a.at - b.at);
      const next = alarms.shift();
      if (!next) return;
      now = Math.max(now, next.at);
      next.go();
    }
  }
  return { clock: () => now, wait, run };
}
const open = new AbortController().signal;

/** The most buckets touched in any window of ten seconds, its ends included. */
function most(calls: { at: number; bucket: number }[]): number {
  return Math.max(
    ...calls.map(
      ({ at }) =>
        new Set(
          calls.filter((one) => one.at >= at && one.at <= at + 10_000).map(({ bucket }) => bucket),
        ).size,
    ),
  );
}

// A reading that lasts: calls with answers late, and retries long after.
test.each([
  ['quick', [1, 1, 1], 1],
  ['slow', [400, 900, 2_000], 3],
  ['with retries over many seconds', [10, 9_000, 12_000, 1], 3],
  ['all at once', [50, 50], 100],
])('%s: fewer than 15 buckets in any ten seconds', async (_, delays, atOnce) => {
  const world = fakeClock();
  const paced = touches(world).quietly;
  const some = limit(atOnce as number);
  const calls: { at: number; bucket: number }[] = [];
  const all = Promise.all(
    Array.from({ length: 60 }, (_, bucket) =>
      some(() =>
        paced(async () => {
          for (const delay of delays as number[]) {
            calls.push({ at: world.clock(), bucket });
            await world.wait(delay);
            calls.push({ at: world.clock(), bucket });
          }
        }, open),
      ),
    ),
  );
  await world.run();
  await all;
  expect(new Set(calls.map(({ bucket }) => bucket)).size).toBe(60);
  expect(most(calls)).toBeLessThan(15);
});

test('without it the same calls go over the bound, so the measure can fail', async () => {
  const calls = Array.from({ length: 60 }, (_, bucket) => ({ at: bucket * 100, bucket }));
  expect(most(calls)).toBeGreaterThan(15);
});

test('a reading that fails gives its place back, and a stopped scan does not wait', async () => {
  const world = fakeClock();
  const paced = touches(world, 1).quietly;
  await expect(paced(() => Promise.reject(new Error('no')), open)).rejects.toThrow('no');
  const stop = new AbortController();
  stop.abort();
  const stopping = touches({ clock: () => 0, wait: async () => undefined }, 1).quietly;
  await stopping(async () => 1, stop.signal);
  expect(await stopping(async () => 2, stop.signal)).toBe(2);
});

test('what is touched at once counts for what is quiet after it, and does not wait itself', async () => {
  const world = fakeClock();
  const { quietly, atOnce } = touches(world);
  const calls: { at: number; bucket: number }[] = [];
  const read = (bucket: number) => async () => {
    calls.push({ at: world.clock(), bucket });
    await world.wait(100);
    calls.push({ at: world.clock(), bucket });
  };
  const all = [0, 1, 2].map((bucket) => atOnce(read(bucket), open));
  all.push(...Array.from({ length: 30 }, (_, at) => quietly(read(3 + at), open)));
  await world.run();
  await Promise.all(all);
  expect(calls.filter(({ at }) => at === 0)).toHaveLength(14);
  expect(most(calls)).toBe(14);

  calls.length = 0;
  const later = world.clock();
  const many = Array.from({ length: 40 }, (_, at) => atOnce(read(100 + at), open));
  many.push(quietly(read(200), open));
  await world.run();
  await Promise.all(many);
  expect(calls.filter(({ at }) => at === later)).toHaveLength(40);
  expect(calls.find(({ bucket }) => bucket === 200)?.at).toBe(later + 100 + 10_500);
});

test('where it is not known what was touched before, a window passes first', async () => {
  const world = fakeClock();
  const touched = touches(world);
  touched.assumeMany();
  let at = 0;
  const reading = touched.quietly(async () => void (at = world.clock()), open);
  await world.run();
  await reading;
  expect(at).toBe(10_500);
});

test.each([
  [0, 0],
  [14, 0],
  [15, 10.5],
  [29, 21],
])('%i buckets wait %d seconds at least', (buckets, seconds) => {
  expect(quietSeconds(buckets)).toBe(seconds);
});
