import { expect, test } from 'vitest';
import { gather, type Home, line } from '../../src/gather/gather.ts';
import type { AnyGatherer, Target } from '../../src/gather/gatherer.ts';
import type { Passage, Records } from '../../src/gather/roof.ts';
import type { Evidence, Route } from '../../src/model/evidence.ts';

const tags: AnyGatherer = {
  fact: 'tags',
  service: 's3',
  operation: 'GetBucketTagging',
  action: 's3:GetBucketTagging',
  call: class {},
  input: () => ({}),
  absent: ['NoSuchTagSet'],
  read: (output: { from: string }) => output.from,
};
const target: Target = {
  account: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
  bucket: 'b',
  accessPoint: '',
  ownerKnown: true,
};
const failing = (name: string, status?: number, region?: string) =>
  Object.assign(new Error(name), {
    name,
    $metadata: { httpStatusCode: status },
    ...(status !== undefined && {
      $response: { statusCode: status, headers: region ? { 'x-amz-bucket-region': region } : {} },
    }),
  });

/** A way that answers every call so; `in` are the Regions to which it leads, all where it is left out. */
function way(route: Route, answer: 'ok' | Error, leadsTo?: readonly string[]) {
  const sent: string[] = [];
  const passage: Passage = {
    route,
    browser: route !== 'file',
    serves: (_service, region) => leadsTo?.includes(region) ?? true,
    ...(leadsTo && { regions: leadsTo }),
    async send(_service, region) {
      sent.push(region);
      if (answer instanceof Error) throw answer;
      return { from: route };
    },
  };
  return { passage, sent };
}
function ask(ways: readonly ReturnType<typeof way>[], records?: Records, home?: Home) {
  const on = line(
    {
      passages: ways.map(({ passage }) => passage),
      ...(records && { records }),
      now: () => '2026-01-01T00:00:00.000Z',
      clock: () => 0,
      wait: async () => undefined,
      random: () => 0,
    },
    new AbortController().signal,
    4,
    async () => true,
    async () => false,
  );
  const one = (bucket = 'b') =>
    gather(tags, { ...target, bucket }, home ?? { region: 'eu-west-1' }, on);
  return { on, one };
}
const withheld = failing('TypeError');
const recorded = (evidence: Evidence<unknown> | null): Records => ({ read: async () => evidence });
const yesterday = '2025-12-31T00:00:00.000Z';

test('the first way that makes a fact known is the one it comes from, and the next is not asked', async () => {
  const direct = way('direct', 'ok');
  const relay = way('relay', 'ok');
  expect(await ask([direct, relay]).one()).toMatchObject({ known: true, from: 'direct' });
  expect(relay.sent).toEqual([]);
});

test('what the browser withholds comes by the relay, and is asked directly no more', async () => {
  const direct = way('direct', withheld);
  const relay = way('relay', 'ok');
  const { one, on } = ask([direct, relay]);
  for (const bucket of ['a', 'b', 'c', 'd'])
    expect(await one(bucket)).toMatchObject({ known: true, from: 'relay' });
  // Twice about each of two buckets, which tells that it is not one bucket alone.
  expect(direct.sent).toHaveLength(4);
  expect(relay.sent).toHaveLength(4);
  // The Region is read, so it is not among those that were left out.
  expect(on.reach.skipped()).toEqual([]);
});

test('a Region is left out only where no way leads to it', async () => {
  const { one, on } = ask([way('direct', withheld), way('relay', withheld)]);
  for (const bucket of ['a', 'b', 'c']) await one(bucket);
  expect(on.reach.skipped()).toEqual([
    {
      region: 'eu-west-1',
      service: 's3',
      reason: 'The browser was not allowed to read an answer.',
    },
  ]);
});

test('what AWS answered is the same by every way', async () => {
  for (const [name, status] of [
    ['AccessDenied', 403],
    ['MethodNotAllowed', 405],
    ['NoSuchBucket', 404],
    ['SlowDown', 503],
  ] as const) {
    const relay = way('relay', 'ok');
    const evidence = await ask([way('direct', failing(name, status)), relay]).one();
    expect(evidence).toMatchObject({ known: false, detail: name, tried: [{ route: 'direct' }] });
    expect(relay.sent).toEqual([]);
  }
});

test('a gap names every way that was tried, and says what AWS said where it said something', async () => {
  const evidence = await ask(
    [way('direct', withheld), way('relay', failing('AccessDenied', 403))],
    recorded({
      known: false,
      gap: 'denied',
      actions: ['config:SelectResourceConfig'],
      tried: [{ route: 'config', gap: 'denied', detail: 'AccessDeniedException' }],
      detail: 'AccessDeniedException',
    }),
  ).one();
  expect(evidence).toEqual({
    known: false,
    gap: 'denied',
    actions: ['s3:GetBucketTagging', 'config:SelectResourceConfig'],
    tried: [
      { route: 'direct', gap: 'blocked', detail: 'NoAnswer' },
      { route: 'relay', gap: 'denied', detail: 'AccessDenied' },
      { route: 'config', gap: 'denied', detail: 'AccessDeniedException' },
    ],
    detail: 'AccessDenied',
  });
});

test('what was denied live may have been recorded, as it was then', async () => {
  const value = { known: true, value: [], from: 'config', at: yesterday } as const;
  const { one } = ask([way('direct', failing('AccessDenied', 403))], recorded(value));
  expect(await one()).toEqual(value);
  // A fact that is never recorded stays as it is.
  const none = ask([way('direct', failing('AccessDenied', 403))], recorded(null));
  expect(await none.one()).toMatchObject({ gap: 'denied', tried: [{ route: 'direct' }] });
});

test('a way is asked only about what it leads to, and a redirect may lead out of it', async () => {
  const elsewhere = way('relay', 'ok', ['us-east-1']);
  expect(await ask([way('direct', withheld), elsewhere]).one()).toMatchObject({ gap: 'blocked' });
  expect(elsewhere.sent).toEqual([]);

  const moved = way('relay', failing('PermanentRedirect', 301, 'us-east-2'), ['eu-west-1']);
  const home: Home = { region: 'eu-west-1' };
  const evidence = await ask([way('direct', withheld), moved], undefined, home).one();
  expect(evidence).toMatchObject({ known: false, gap: 'blocked' });
  expect(home).toEqual({ region: 'us-east-2', movedBy: 'relay' });
});

test('what every Region answers alike is asked in a Region to which the way leads', async () => {
  const relay = way('relay', 'ok', ['us-east-1']);
  const { on } = ask([way('direct', withheld), relay]);
  const buckets = { ...tags, fact: 'buckets', anyRegion: true } as const;
  const list = await gather(buckets, { ...target, bucket: '' }, { region: 'eu-west-1' }, on);
  expect(list).toMatchObject({ known: true, from: 'relay' });
  expect(relay.sent).toEqual(['us-east-1']);
});

test('where no way leads, that is the gap', async () => {
  expect(await ask([way('relay', 'ok', [])]).one()).toEqual({
    known: false,
    gap: 'blocked',
    actions: ['s3:GetBucketTagging'],
    tried: [],
    detail: 'NoRoute',
  });
});

test('credentials that were refused are not asked for what was recorded', async () => {
  let read = 0;
  const records: Records = { read: async () => (read++, null) };
  const { one } = ask([way('direct', failing('ExpiredToken', 400))], records);
  expect(await one()).toMatchObject({ known: false, gap: 'skipped', detail: 'ExpiredToken' });
  expect(read).toBe(0);
});
