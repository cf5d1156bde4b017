import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { furtherPart, withFurther } from '../../src/app/routes/further.ts';
import { directPassage } from '../../src/app/routes/roof.ts';
import { gather, line } from '../../src/gather/gather.ts';
import type { Target } from '../../src/gather/gatherer.ts';
import { bucketGatherers } from '../../src/gather/index.ts';
import { scan } from '../../src/gather/scan.ts';
import type { Passage, Roof } from '../../src/gather/roof.ts';
import type { CallCount } from '../../src/model/snapshot.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { credentials } from '../aws/clients.ts';
import { type Front, startFront } from '../aws/front.ts';

const account = '123456789012';
let front: Front;
beforeAll(async () => {
  const { accessKeyId, secretAccessKey } = credentials;
  front = await startFront({
    generated: { buckets: 12 },
    secrets: { [accessKeyId]: secretAccessKey },
  });
});
beforeEach(() => front.reset());
afterAll(() => front.stop());

const held = {
  keys: () => ({ ...credentials, expiresAt: null }),
  generation: () => 0,
};
const roofOf = (passage: Passage): Roof => ({
  passages: [passage],
  further: async () => (await furtherPart()).furtherGatherers,
  now: () => '2026-01-01T00:00:00.000Z',
  clock: () => performance.now(),
  wait: async () => undefined,
  random: () => 0,
});
const direct = () => roofOf(directPassage(held, front.url, withFurther({})));
const plan = {
  region: 'us-east-1',
  provider: 'aws' as const,
  accountName: '',
  concurrency: 8,
  tool: { name: 'test', version: '0' },
};
const target: Target = {
  account,
  partition: 'aws',
  region: 'us-east-1',
  bucket: 'generated-00',
  accessPoint: '',
  ownerKnown: true,
};
const lineOf = (roof: Roof) =>
  line(
    roof,
    new AbortController().signal,
    4,
    async () => true,
    async () => false,
  );
/** Every fact of one bucket, without how and when it became known. */
async function readAll(roof: Roof, at: Partial<Target> = {}) {
  const on = lineOf(roof);
  const there = { ...target, ...at };
  const facts: Record<string, unknown> = {};
  for (const g of bucketGatherers) {
    const found = await gather(g, there, { region: there.region }, on);
    facts[g.fact] = found.known ? { value: found.value } : { gap: found.gap, code: found.detail };
  }
  return { facts, calls: on.log.lines() };
}
/** A line of the call log, without by which way and when. */
const untimed = ({ route: _, first: _first, last: _last, ...line }: CallCount) => line;
const s3 = () => front.calls.filter(({ service }) => service === 's3');
const signedIn = (way: string) => s3().filter(({ signed }) => signed === way).length;

test('a scan signs every read of a bucket in the query, after headers have proved the clock, and reads the same', async () => {
  const found = await scan(plan, direct());
  const ofBuckets = s3().filter(({ bucket }) => bucket !== undefined);
  expect(ofBuckets.length).toBeGreaterThan(12 * 15);
  expect(new Set(ofBuckets.map(({ signed }) => signed))).toEqual(new Set(['query']));
  expect(front.calls[0]).toMatchObject({ service: 'sts', signed: 'header' });
  expect(found.coverage).toMatchObject({ ended: 'complete', bucketsRead: 12 });

  const byHeaders = await scan(plan, nodeRoof(credentials, front.url, 8));
  const values = (snapshot: typeof found) =>
    snapshot.facts.map(({ type, resource, facts }) => [
      type,
      resource,
      Object.entries(facts).map(([fact, evidence]) => [
        fact,
        evidence.known ? evidence.value : [evidence.gap, evidence.detail],
      ]),
    ]);
  expect(new Set(values(found).map((one) => JSON.stringify(one)))).toEqual(
    new Set(values(byHeaders).map((one) => JSON.stringify(one))),
  );
  expect(found.calls.map(untimed)).toEqual(byHeaders.calls.map(untimed));
});

test('the query carries the owner that is expected, in the case in which S3 heeds it, and no header', async () => {
  const seen: { url: string; headers: Record<string, string>; kept: string[] }[] = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const { headers, cache, referrerPolicy, credentials } = new Request(url, init);
    const kept = [cache, referrerPolicy, credentials];
    seen.push({ url, headers: Object.fromEntries(headers), kept });
    return real(url, init);
  });
  try {
    await scan(plan, direct());
  } finally {
    vi.unstubAllGlobals();
  }
  const reads = seen.filter(({ url }) => new URL(url).pathname.startsWith('/generated-'));
  expect(reads.length).toBeGreaterThan(100);
  for (const { url, headers, kept } of reads) {
    expect(kept, 'neither on disk nor as a referrer').toEqual(['no-store', 'no-referrer', 'omit']);
    const query = new URL(url).searchParams;
    expect(query.get('x-amz-expected-bucket-owner')).toBe(account);
    expect(query.get('X-Amz-SignedHeaders')).toBe('host');
    expect(query.get('X-Amz-Expires')).toBe('1800');
    expect([...query.keys()].filter((name) => /agent|sdk/i.test(name))).toEqual([]);
    expect(Object.keys(headers).filter((name) => name !== 'host')).toEqual([]);
  }
});

test('a bucket of somebody else is refused in the query as in the headers', async () => {
  const roof = direct();
  await proveClock(roof);
  const { facts } = await readAll(roof, { account: '999999999999' });
  expect(facts['acl']).toEqual({ gap: 'denied', code: 'AccessDenied' });
});

async function proveClock(roof: Roof) {
  const { signal } = new AbortController();
  await roof.passages[0]?.send('sts', 'us-east-1', new GetCallerIdentityCommand({}), signal);
}

describe('falls back to headers', () => {
  const whole = async () => (await readAll(nodeRoof(credentials, front.url, 4))).facts;

  test.each([
    ['refuses them as denied', { status: 403, code: 'AccessDenied' }],
    ['refuses them as a wrong signature', { status: 403, code: 'SignatureDoesNotMatch' }],
    ['does not know them', { status: 400, code: 'InvalidRequest' }],
    ['has not made them', { status: 501, code: 'NotImplemented' }],
    ['fails at them', { status: 500, code: 'InternalError' }],
    ['takes them for another address', { status: 404, code: 'NoSuchKey' }],
    ['lists objects instead', { status: 200, code: '', body: '<ListBucketResult/>' }],
    ['answers with nothing', { status: 200, code: '', body: '' }],
    ['breaks the connection', 'reset' as const],
  ])('at once and for good where a server %s', async (_, deed) => {
    const right = await whole();
    front.reset();
    front.script([{ when: { signed: 'query' }, do: deed }]);
    const roof = direct();
    await proveClock(roof);
    expect((await readAll(roof)).facts).toEqual(right);
    const before = signedIn('query');
    await readAll(roof, { bucket: 'generated-02' });
    expect(signedIn('query')).toBe(before);
  });

  test('for one bucket whose policy forbids them, and for no other', async () => {
    const right = await whole();
    front.reset();
    front.script([{ when: { signed: 'query', bucket: 'generated-00' }, do: 'deny' }]);
    const roof = direct();
    await proveClock(roof);
    await readAll(roof, { bucket: 'generated-02' });
    const { facts, calls } = await readAll(roof);
    expect(facts).toEqual(right);
    front.calls.length = 0;
    await readAll(roof, { bucket: 'generated-04' });
    expect(signedIn('header')).toBe(0);
    // The request that was refused stands in the log beside the one that was answered.
    const first = calls.find(({ outcomes }) => outcomes['denied'] !== undefined);
    expect(first).toMatchObject({ count: 2, outcomes: { denied: 1 } });
  });

  test('what is denied either way is denied, and costs two requests', async () => {
    front.script([{ when: { operation: 'GetBucketAcl' }, do: 'deny' }]);
    const roof = direct();
    await proveClock(roof);
    await readAll(roof, { bucket: 'generated-02' });
    front.calls.length = 0;
    const { facts, calls } = await readAll(roof);
    expect(facts['acl']).toEqual({ gap: 'denied', code: 'AccessDenied' });
    const acl = s3().filter(({ operation }) => operation === 'GetBucketAcl');
    expect(acl.map(({ signed }) => signed)).toEqual(['query', 'header']);
    expect(calls.find(({ operation }) => operation === 'GetBucketAcl')).toMatchObject({
      count: 2,
      outcomes: { denied: 2 },
    });
    expect(signedIn('query')).toBe(bucketGatherers.length);
  });

  test('where everything is denied, it stops asking twice', async () => {
    front.script([{ when: { service: 's3' }, do: 'deny' }]);
    const roof = direct();
    await proveClock(roof);
    const { facts } = await readAll(roof);
    expect(new Set(Object.values(facts).map((gap) => JSON.stringify(gap)))).toEqual(
      new Set(['{"gap":"denied","code":"AccessDenied"}']),
    );
    expect(signedIn('query')).toBe(3);
    expect(signedIn('header')).toBe(bucketGatherers.length);
  });
});

describe('the clock', () => {
  test('without a call by headers nothing is signed in the query, and such a call is enough', async () => {
    await readAll(direct());
    expect(s3().map(({ signed }) => signed)).toEqual([
      'header',
      ...Array.from({ length: bucketGatherers.length - 1 }, () => 'query'),
    ]);
  });

  test.each([
    ['expired', 40 * 60_000],
    ['not valid yet', -40 * 60_000],
  ])('a query that S3 calls %s is a fault of the session, and no denial', async (_, ahead) => {
    const found = await scan(plan, direct(), {
      progress: ({ bucketsDone }) => {
        if (bucketsDone >= 3) front.aheadMs = ahead;
      },
    });
    expect(found.coverage.ended).toBe('interrupted');
    expect(found.coverage.note).toContain('The clock of this computer is off');
    const gaps = found.facts.flatMap(({ facts }) =>
      Object.values(facts).flatMap((one) => (one.known ? [] : one.gap)),
    );
    expect(gaps).toContain('skipped');
    expect(gaps).not.toContain('denied');
    expect(found.calls.some(({ outcomes }) => outcomes['session'])).toBe(true);
  });
});
