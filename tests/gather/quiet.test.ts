import { expect, test } from 'vitest';
import { limit } from '../../src/gather/pace.ts';
import { quietly, quietSeconds } from '../../src/gather/quiet.ts';

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
  const paced = quietly(world);
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
  const paced = quietly(world, 1);
  await expect(paced(() => Promise.reject(new Error('no')), open)).rejects.toThrow('no');
  const stop = new AbortController();
  stop.abort();
  const stopping = quietly({ clock: () => 0, wait: async () => undefined }, 1);
  await stopping(async () => 1, stop.signal);
  expect(await stopping(async () => 2, stop.signal)).toBe(2);
});

test.each([
  [0, 0],
  [14, 0],
  [15, 10.5],
  [29, 21],
])('%i buckets wait %d seconds at least', (buckets, seconds) => {
  expect(quietSeconds(buckets)).toBe(seconds);
});
