import { expect, test } from 'vitest';
import { backoff, limit, pacer } from '../../src/gather/pace.ts';

test('no more than the limit run at once, and all run', async () => {
  const some = limit(3);
  let running = 0;
  let most = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      some(async () => {
        most = Math.max(most, ++running);
        await new Promise((later) => setTimeout(later, 1));
        running--;
        done++;
      }),
    ),
  );
  expect([most, done]).toEqual([3, 20]);
});

test('work that fails gives its place back', async () => {
  const one = limit(1);
  await expect(one(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(one(async () => 'yes')).resolves.toBe('yes');
});

function world() {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    clock: () => now,
    pass: (ms: number) => (now += ms),
    wait: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
}
const open = new AbortController().signal;

test('unhindered while nobody throttles', async () => {
  const at = world();
  const pace = pacer(at);
  for (let i = 0; i < 100; i++) await pace.turn(open);
  expect(at.waits).toEqual([]);
});

test('throttling spreads the sends, a burst of refusals counts once, and good answers lift it again', async () => {
  const at = world();
  const pace = pacer(at);
  for (let i = 0; i < 16; i++) pace.throttled();
  expect(pace.spacing()).toBe(10);
  await pace.turn(open);
  await pace.turn(open);
  expect(at.waits).toEqual([10]);
  at.pass(1000);
  pace.throttled();
  expect(pace.spacing()).toBe(20);
  for (let i = 0; i < 200; i++) pace.answered();
  expect(pace.spacing()).toBe(0);
});

test('however often throttled, it never stands still', () => {
  const at = world();
  const pace = pacer(at);
  for (let i = 0; i < 50; i++) {
    at.pass(100_000);
    pace.throttled();
  }
  expect(pace.spacing()).toBe(2_000);
});

test('backoff is anything up to an exponential bound of ten seconds', () => {
  expect(backoff(1, () => 0)).toBe(0);
  expect(backoff(1, () => 1)).toBe(400);
  expect(backoff(3, () => 0.5)).toBe(800);
  expect(backoff(30, () => 1)).toBe(10_000);
});
