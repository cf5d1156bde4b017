import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pause } from '../../src/gather/pace.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { type Roof, SessionError } from '../../src/gather/roof.ts';
import { type Progress, scan, type ScanPlan } from '../../src/gather/scan.ts';
import { factsOf } from '../../src/model/facts.ts';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { empty } from '../aws/accounts/empty.ts';
import { small } from '../aws/accounts/small.ts';
import { type Front, type Rule, startFront } from '../aws/front.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';

let held: HeldAws;
let front: Front;
beforeAll(async () => {
  held = await startHeldAws({ cors: 'open' });
  front = held.front;
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await held.stop();
});
beforeEach(() => front.reset());

const plan: ScanPlan = {
  region: 'us-east-1',
  provider: 'aws',
  accountName: '',
  concurrency: 16,
  tool: { name: 'test', version: '0' },
};
/** Delays are cut short: what is tested is that the scan waits, not how long. */
const roof = (endpoint = front.url): Roof => ({
  ...nodeRoof(
    { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token-of-the-test' },
    endpoint,
    16,
  ),
  random: () => 0.1,
  wait: (ms, signal) => pause(Math.min(ms, 5), signal),
});
async function scanSmall(rules: Rule[] = [], change: Partial<ScanPlan> = {}) {
  await held.hold(small);
  front.script(rules);
  return scan({ ...plan, ...change }, roof());
}
const bucket = (snapshot: Snapshot, name: string): ResourceFacts =>
  snapshot.facts.find(
    ({ type, resource }) => type === 'bucket' && resource === name,
  ) as ResourceFacts;

test('an account is read whole: identity, list, own settings, Regions, access points, every fact of every bucket', async () => {
  const snapshot = await scanSmall();
  expect(snapshot.account).toBe('123456789012');
  expect(snapshot.identity).toContain(':assumed-role/Auditor/');
  expect(snapshot.coverage).toMatchObject({
    bucketsListed: 5,
    bucketsRead: 5,
    everyRegion: true,
    ended: 'complete',
    note: '',
    skippedRegions: [],
  });
  expect(
    snapshot.facts
      .filter(({ type }) => type === 'bucket')
      .map(({ resource }) => resource)
      .sort(),
  ).toEqual(small.buckets.map(({ name }) => name).sort());
  for (const { type, facts } of snapshot.facts)
    if (type === 'bucket') expect(Object.keys(facts).sort()).toEqual(factsOf('bucket').sort());
  expect(bucket(snapshot, 'small-public-acl').region).toBe('eu-west-1');
  expect(snapshot.facts.some(({ type }) => type === 'accessPoint')).toBe(true);
  expect(bucket(snapshot, 'small-hardened').facts).toMatchObject({
    versioning: { known: true, value: { status: 'Enabled', mfaDelete: true } },
    notification: { known: true, value: { eventBridge: true } },
    lifecycle: { known: true, value: null },
  });
});

test('a refused read is a gap with its action, and the others go on', async () => {
  const { facts } = bucket(await scanSmall(), 'small-unreadable');
  expect(facts.acl).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['s3:GetBucketAcl'],
    detail: 'AccessDenied',
  });
  expect(facts.policy).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['s3:GetBucketPolicy'],
  });
  expect(facts.encryption).toMatchObject({ known: true });
});

test('every action that the gatherers declare, when denied, is the one the gap names', async () => {
  const snapshot = await scanSmall([
    { when: { action: 's3:GetEncryptionConfiguration' }, do: 'deny' },
  ]);
  for (const { type, facts } of snapshot.facts)
    if (type === 'bucket')
      expect(facts.encryption).toMatchObject({
        known: false,
        gap: 'denied',
        actions: ['s3:GetEncryptionConfiguration'],
      });
});

test('throttling is survived, and counted', async () => {
  const snapshot = await scanSmall([
    { when: { service: 's3' }, do: 'throttle', times: 25, after: 10 },
  ]);
  expect(snapshot.coverage.ended).toBe('complete');
  const throttled = snapshot.calls.reduce(
    (sum, { outcomes }) => sum + (outcomes['throttled'] ?? 0),
    0,
  );
  expect(throttled).toBe(25);
  expect(bucket(snapshot, 'small-private').facts.acl?.known).toBe(true);
});

test('broken connections and server errors are tried again', async () => {
  const snapshot = await scanSmall([
    { when: { operation: 'GetBucketAcl' }, do: 'reset', times: 2 },
    { when: { operation: 'GetBucketTagging' }, do: 'serverError', times: 2 },
  ]);
  for (const { type, facts, resource } of snapshot.facts)
    if (type === 'bucket' && resource !== 'small-unreadable')
      expect([facts.acl?.known, facts.tags?.known]).toEqual([true, true]);
});

test('one Region that does not answer is skipped with its reason, and costs a few calls only', async () => {
  const snapshot = await scanSmall([{ when: { service: 's3', region: 'eu-west-1' }, do: 'reset' }]);
  expect(snapshot.coverage.skippedRegions).toEqual([
    { region: 'eu-west-1', service: 's3', reason: 'No call there succeeded.' },
  ]);
  const { bucketsListed, bucketsRead, ended, note } = snapshot.coverage;
  expect([bucketsListed, bucketsRead, ended]).toEqual([5, 3, 'interrupted']);
  expect(note).toContain('2 of 5 buckets could not be reached');
  expect(bucket(snapshot, 'small-hardened').facts.acl).toMatchObject({ known: false });
  expect(bucket(snapshot, 'small-private').facts.acl).toMatchObject({ known: true });
  expect(
    front.calls.filter(({ service, region }) => service === 's3' && region === 'eu-west-1').length,
  ).toBeLessThan(10);
});

test('credentials that expire in the middle end the scan, and what was read stays', async () => {
  const snapshot = await scanSmall(
    [{ when: { service: 's3' }, do: 'expire', after: 30, echoToken: true }],
    { concurrency: 2 },
  );
  expect(snapshot.coverage).toMatchObject({
    ended: 'interrupted',
    note: expect.stringContaining('expired'),
  });
  const known = snapshot.facts
    .flatMap(({ type, facts }) => (type === 'bucket' ? Object.values(facts) : []))
    .filter(({ known }) => known);
  expect(known.length).toBeGreaterThan(10);
  expect(JSON.stringify(snapshot)).not.toContain('token-of-the-test');
});

test('nothing of an error body that echoes what was sent is kept', async () => {
  const snapshot = await scanSmall([
    {
      when: { operation: ['GetBucketAcl', 'GetBucketPolicy'] },
      do: { status: 400, code: 'InvalidRequest' },
      echoToken: true,
    },
    { when: { service: 'ec2' }, do: 'deny', echoToken: true },
  ]);
  const text = JSON.stringify(snapshot);
  for (const secret of ['token-of-the-test', 'ASIAEXAMPLE', 'secret'])
    expect(text).not.toContain(secret);
});

test('credentials that AWS does not know give one sentence and no snapshot', async () => {
  await held.hold(small);
  front.script([{ do: 'invalidKey', echoToken: true }]);
  await expect(scan(plan, roof())).rejects.toThrow(SessionError);
});

test('a denied list still gives the account, and says what to allow', async () => {
  const snapshot = await scanSmall([{ when: { operation: 'ListBuckets' }, do: 'deny' }]);
  expect(snapshot.coverage).toMatchObject({
    bucketsListed: null,
    bucketsRead: 0,
    ended: 'interrupted',
  });
  expect(snapshot.coverage.note).toContain('s3:ListAllMyBuckets');
});

test('an empty account is complete', async () => {
  await held.hold(empty);
  expect((await scan(plan, roof())).coverage).toMatchObject({
    bucketsListed: 0,
    bucketsRead: 0,
    ended: 'complete',
  });
});

test('a wrong endpoint says so', async () => {
  const snapshot = await scan(
    { ...plan, provider: 'other', accountName: 'store' },
    roof('http://127.0.0.1:1'),
  );
  expect(snapshot.coverage).toMatchObject({
    bucketsListed: null,
    ended: 'interrupted',
    note: expect.stringContaining('Check the address'),
  });
});

test('another provider has no STS, no account and no owner to expect', async () => {
  const snapshot = await scanSmall([], { provider: 'other', accountName: 'my store' });
  expect(snapshot).toMatchObject({
    account: 'my store',
    partition: 'other',
    identity: null,
    provider: 'other',
  });
  expect(new Set(front.calls.map(({ service }) => service))).toEqual(new Set(['s3']));
  expect(snapshot.coverage.bucketsRead).toBe(5);
});

test('stopped in the middle, the scan keeps what it has and says so', async () => {
  await held.hold(small);
  const stop = new AbortController();
  const seen: Progress[] = [];
  const kept: string[] = [];
  const snapshot = await scan(
    { ...plan, concurrency: 2 },
    roof(),
    {
      progress: (progress) => {
        seen.push(progress);
        if (progress.bucketsDone === 2) stop.abort();
      },
      checkpoint: ({ type, resource }) => void (type === 'bucket' && kept.push(resource)),
    },
    stop.signal,
  );
  expect(snapshot.coverage).toMatchObject({ ended: 'cancelled', bucketsListed: 5, bucketsRead: 2 });
  expect(kept.length).toBeGreaterThanOrEqual(2);
  const read = snapshot.facts.filter(
    ({ type, facts }) =>
      type === 'bucket' && Object.values(facts).every((e) => e.known || e.gap === 'denied'),
  );
  expect(read.length).toBeGreaterThanOrEqual(2);
  expect(seen.at(-1)?.phase).toBe('finishing');
});

test('the list is paged', async () => {
  const buckets = Array.from({ length: 1_050 }, (_, i) => ({ name: `page-${i}` }));
  const many = await startFront({
    generated: { buckets: buckets.length, regions: ['us-east-1'] },
    cors: 'open',
  });
  try {
    const stop = new AbortController();
    const snapshot = await scan(
      plan,
      roof(many.url),
      { progress: ({ bucketsListed }) => void (bucketsListed !== null && stop.abort()) },
      stop.signal,
    );
    expect(snapshot.coverage.bucketsListed).toBe(1_050);
    expect(many.calls.filter(({ operation }) => operation === 'ListBuckets')).toHaveLength(2);
  } finally {
    await many.stop();
  }
});

test('the call log counts every request that was sent', async () => {
  const snapshot = await scanSmall();
  const counted = snapshot.calls.reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(front.calls.length);
  for (const { operation, first = '', last = '' } of snapshot.calls) {
    expect([first, last].sort(), operation).toEqual([first, last]);
    expect(first >= snapshot.startedAt && last <= snapshot.endedAt, operation).toBe(true);
  }
  expect(snapshot.readings).toBeUndefined();
});

test('every request says in its user agent which program sent it', async () => {
  await scanSmall();
  expect(front.calls.length).toBeGreaterThan(50);
  for (const { agent, operation } of front.calls)
    expect(agent, operation).toMatch(/^aws-sdk-js\/.* bucketproof\/0\.0\.0-test$/);
});

describe('60 buckets in two Regions', () => {
  let many: Front;
  beforeAll(async () => {
    many = await startFront({
      generated: { buckets: 60, regions: ['us-east-1', 'eu-west-1'] },
      cors: 'open',
    });
  });
  afterAll(() => many.stop());
  beforeEach(() => many.reset());
  const browser = () => ({ ...roof(many.url), browser: true });
  const unread = (snapshot: Snapshot) =>
    snapshot.facts
      .filter(({ type, facts }) => type === 'bucket' && Object.values(facts).some((e) => !e.known))
      .map(({ resource }) => resource);

  const one = { service: 's3', bucket: 'generated-06' };
  const first = { service: 's3', bucket: 'generated-01' };
  test.each<[string, Rule, boolean]>([
    ['with server errors', { when: one, do: 'serverError' }, false],
    ['with server errors, in a browser', { when: one, do: 'serverError' }, true],
    ['that breaks connections', { when: one, do: 'reset' }, false],
    ['that breaks connections, in a browser', { when: one, do: 'reset' }, true],
    ['that is the first of its Region', { when: first, do: 'reset' }, false],
    ['that is the first of its Region, with errors', { when: first, do: 'serverError' }, true],
  ])('one bucket %s is not assessed, and all others are', async (_, rule, isBrowser) => {
    many.script([rule]);
    const snapshot = await scan(plan, isBrowser ? browser() : roof(many.url));
    expect(unread(snapshot)).toEqual([rule.when?.bucket]);
    expect(snapshot.coverage).toMatchObject({
      bucketsListed: 60,
      bucketsRead: 59,
      skippedRegions: [],
      ended: 'interrupted',
      note: expect.stringContaining('1 of 60 buckets could not be reached'),
    });
    // It is read when the scan is continued.
    many.script([]);
    many.calls.length = 0;
    const earlier = { snapshot, mode: 'continue' as const, readBefore: null };
    const whole = await scan({ ...plan, earlier }, roof(many.url));
    expect(whole.coverage).toMatchObject({ bucketsRead: 60, ended: 'complete', note: '' });
    expect(new Set(many.calls.flatMap(({ bucket }) => bucket ?? []))).toEqual(
      new Set([rule.when?.bucket]),
    );
  });

  test.each(['reset', 'serverError'] as const)(
    'a Region that is dead (%s) from the first, or in the middle, is given up soon',
    async (deed) => {
      for (const after of [0, 40]) {
        many.calls.length = 0;
        many.script([{ when: { service: 's3', region: 'eu-west-1' }, do: deed, after }]);
        const snapshot = await scan(plan, roof(many.url));
        expect(snapshot.coverage.skippedRegions).toMatchObject([
          { region: 'eu-west-1', service: 's3' },
        ]);
        expect(snapshot.coverage.ended).toBe('interrupted');
        expect(snapshot.coverage.bucketsRead).toBeGreaterThanOrEqual(30);
        expect(snapshot.coverage.bucketsRead).toBeLessThan(35);
        const sent = many.calls.filter(
          ({ service, region }) => service === 's3' && region === 'eu-west-1',
        );
        // No more than the buckets that were under way, each call three times.
        expect(sent.length - after).toBeLessThan(after === 0 ? 10 : 4 * 17 * 3);
      }
    },
  );

  test.each<[string, Rule['when']]>([
    ['the first call to a Region', { service: 's3', region: 'eu-west-1' }],
    ['the list of buckets', { operation: 'ListBuckets' }],
    ['STS', { service: 'sts' }],
    ['S3 Control', { service: 's3control' }],
  ])('one connection that breaks at %s costs nothing', async (_, when) => {
    for (const from of [roof(many.url), browser()]) {
      many.script([{ ...(when && { when }), do: 'reset', times: 1 }]);
      const snapshot = await scan(plan, from);
      expect(unread(snapshot)).toEqual([]);
      expect(snapshot.coverage).toMatchObject({
        bucketsRead: 60,
        skippedRegions: [],
        ended: 'complete',
      });
    }
  });
});
