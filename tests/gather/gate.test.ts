import { expect, test } from 'vitest';
import { gate } from '../../src/gather/gate.ts';

const open = new AbortController().signal;
/** Whether something has resolved by now. */
const isDone = async (work: Promise<unknown>) => {
  let done = false;
  void work.then(() => (done = true));
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return done;
};

test('open it holds nobody', async () => {
  expect(await isDone(gate().pass(open))).toBe(true);
});

test('the user and the session close it independently', async () => {
  const at = gate();
  at.pause();
  at.hold('ExpiredToken');
  expect(at.held()).toEqual({ why: 'session', code: 'ExpiredToken' });
  const passing = at.pass(open);
  at.renewed();
  expect(at.held()).toEqual({ why: 'user' });
  expect(await isDone(passing)).toBe(false);
  at.resume();
  expect(at.held()).toBeNull();
  expect(await isDone(passing)).toBe(true);
});

test('a stopped scan passes at once, closed or not', async () => {
  const at = gate();
  at.pause();
  const stop = new AbortController();
  const passing = at.pass(stop.signal);
  expect(await isDone(passing)).toBe(false);
  stop.abort();
  expect(await isDone(passing)).toBe(true);
  expect(await isDone(at.pass(stop.signal))).toBe(true);
});

test('it tells when it opens and closes, and of one refusal once', () => {
  const at = gate();
  const told: unknown[] = [];
  at.watch(() => told.push(at.held()?.why ?? 'open'));
  at.hold('ExpiredToken');
  at.hold('ExpiredToken');
  at.renewed();
  at.pause();
  at.resume();
  expect(told).toEqual(['session', 'open', 'user', 'open']);
});
