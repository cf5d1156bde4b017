import { expect, test } from 'vitest';
import { queryFirst } from '../../src/app/routes/query-first.ts';
import { sureClock } from '../../src/app/routes/sure-clock.ts';
import type { Send } from '../../src/gather/roof.ts';

/** An SDK error: the answer's status, or none where nothing came back. */
const failing = (name: string, status?: number) =>
  Object.assign(new Error(name), {
    name,
    ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
  });
const denied = failing('AccessDenied', 403);
const silent = failing('TypeError');

/** Clocks that only move when told to. */
function clocks() {
  const time = { wall: 1_000_000, steady: 0 };
  const clock = sureClock(
    () => time.wall,
    () => time.steady,
  );
  return {
    clock,
    /** Time passes. */
    pass: (ms: number) => ((time.wall += ms), (time.steady += ms)),
    /** Somebody sets the clock, or the computer sleeps. */
    jump: (ms: number) => (time.wall += ms),
  };
}

/** Sends that note which of the two was used and answer as they are told: `ok`, or the error. */
function world() {
  const time = clocks();
  const used: string[] = [];
  const answers: Record<'header' | 'query', 'ok' | Error> = { header: 'ok', query: 'ok' };
  let during = () => undefined as unknown;
  const by =
    (way: 'header' | 'query'): Send =>
    async () => {
      used.push(way);
      if (way === 'query') during();
      const answer = answers[way];
      if (answer instanceof Error) throw answer;
      return way;
    };
  const send = queryFirst(by('header'), by('query'), time.clock);
  const { signal } = new AbortController();
  return {
    ...time,
    used,
    answers,
    whileUnderWay: (what: () => unknown) => void (during = what),
    read: (bucket = 'b', region = 'eu-west-1') =>
      send('s3', region, { input: { Bucket: bucket } }, signal),
    list: () => send('s3', 'eu-west-1', { input: {} }, signal),
    ask: (service: 'sts' | 's3control') => send(service, 'eu-west-1', { input: {} }, signal),
  };
}

test('only reads of buckets are signed in the query, and those only once the clock is proved', async () => {
  const { used, read, list, ask } = world();
  await read();
  await read();
  await list();
  await ask('sts');
  await ask('s3control');
  await read();
  expect(used).toEqual(['header', 'query', 'header', 'header', 'header', 'query']);
});

test('a refusal proves no clock', async () => {
  const { used, read, answers, ask } = world();
  answers.header = failing('SignatureDoesNotMatch', 403);
  await expect(ask('sts')).rejects.toThrow();
  await expect(read()).rejects.toThrow();
  expect(used).toEqual(['header', 'header']);
});

test.each([
  ['the clock is set back', -60_000],
  ['the clock is set forward', 60_000],
  ['the computer sleeps', 8 * 3_600_000],
])('after %s one call by headers proves the clock anew', async (_, ms) => {
  const { used, read, ask, jump, pass } = world();
  await ask('sts');
  pass(12 * 3_600_000);
  await read();
  jump(ms);
  await read();
  await read();
  expect(used).toEqual(['header', 'query', 'header', 'query']);
});

test('a page that a bucket admits to plain reads only takes the refusal as it is', async () => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  answers.query = denied;
  answers.header = silent;
  await expect(read()).rejects.toBe(denied);
  expect(used).toEqual(['header', 'query', 'header']);
});

test.each([
  ['slept', 3_600_000],
  ['set its clock', -3_600_000],
])('but not where the computer %s meanwhile, as it may have expired', async (_, ms) => {
  const { read, ask, answers, whileUnderWay, jump } = world();
  await ask('sts');
  answers.query = denied;
  answers.header = silent;
  whileUnderWay(() => jump(ms));
  await expect(read()).rejects.toBe(silent);
});

test('nor where it took so long that it may have expired', async () => {
  const { read, ask, answers, whileUnderWay, pass } = world();
  await ask('sts');
  answers.query = denied;
  answers.header = silent;
  whileUnderWay(() => pass(61_000));
  await expect(read()).rejects.toBe(silent);
});

test('each Region finds out for itself', async () => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  answers.query = denied;
  await read('b', 'eu-west-1');
  answers.query = 'ok';
  used.length = 0;
  await read('b', 'eu-west-1');
  await read('c', 'us-east-1');
  expect(used).toEqual(['header', 'query']);
});

test.each([
  ['throttling', failing('SlowDown', 503)],
  ['a redirect', failing('PermanentRedirect', 301)],
])('%s is answered to the one who asked, and tells nothing of signatures', async (_, error) => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  answers.query = error;
  await expect(read()).rejects.toBe(error);
  answers.query = 'ok';
  await read();
  expect(used).toEqual(['header', 'query', 'query']);
});

test('once queries are taken, silence and absence are believed', async () => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  await read();
  for (const error of [silent, failing('NoSuchTagSet', 404), failing('InternalError', 500)]) {
    answers.query = error;
    await expect(read()).rejects.toBe(error);
  }
  expect(used).toEqual(['header', 'query', 'query', 'query', 'query']);
});

test('a server that falters at the second try has refused nothing', async () => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  await read();
  answers.query = denied;
  answers.header = failing('SlowDown', 503);
  await expect(read('x')).rejects.toBe(answers.header);
  answers.query = 'ok';
  await read('x');
  expect(used).toEqual(['header', 'query', 'query', 'header', 'query']);
});

test('while one call tries whether queries are taken, others wait for what it finds', async () => {
  const { used, read, ask, answers } = world();
  await ask('sts');
  answers.query = denied;
  await Promise.all([read('a'), read('b'), read('c')]);
  expect(used).toEqual(['header', 'query', 'header', 'header', 'header']);
});
