import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import type { Keys, ScanProgress, ScanScope } from '../../src/app/engine/protocol.ts';
import { sessionPolicy } from '../../src/app/routes/session-policy.ts';
import * as checks from '../../src/checks/index.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { small } from '../aws/accounts/small.ts';
import type { Front } from '../aws/front.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';
import { auditor } from '../aws/identity.ts';
import { openAlone } from './open-file.ts';
import { everything } from './scope.ts';

let held: HeldAws;
let front: Front;
let store: Store;
let engine: EngineCore;
let n = 0;
beforeAll(async () => {
  held = await startHeldAws({ cors: 'open' });
  front = held.front;
});
afterAll(() => held.stop());
beforeEach(async () => {
  await held.hold(small);
  store = await openStore(`live-${n++}`);
  engine = await connected();
});

const keys = (accessKeyId: string): Keys => ({
  accessKeyId,
  secretAccessKey: 'live-secret',
  sessionToken: 'live-token',
  expiresAt: null,
});
/** An engine on the store, as a page that opens has one, with credentials. */
async function connected(): Promise<EngineCore> {
  const made = createEngine({
    store,
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
  await made.connect(keys('ASIAFIRST'), {
    region: 'us-east-1',
    endpoint: front.url,
    provider: 'aws',
    // The form gives the endpoint's host where nobody named an account.
    accountName: new URL(front.url).host,
  });
  return made;
}
const countOf = (calls: Snapshot['calls']) => calls.reduce((sum, { count }) => sum + count, 0);
/** Starts a scan and lets a test await its states. */
function start(scope: Partial<ScanScope> = {}, on = engine) {
  const seen: ScanProgress[] = [];
  const waiting: { is: (progress: ScanProgress) => boolean; done: () => void }[] = [];
  const ended = on.scan({ ...everything, ...scope }, (progress) => {
    seen.push(progress);
    for (const one of [...waiting])
      if (one.is(progress)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.done();
      }
  });
  const until = (is: (progress: ScanProgress) => boolean) =>
    new Promise<void>((done) => waiting.push({ is, done }));
  return { ended, until, seen };
}
const waits = ({ paused }: ScanProgress) => paused?.why === 'session';
const load = async (id: string | null) => (await store.load(id as string)) as Snapshot;
const factsOf = ({ facts }: Snapshot, name: string) =>
  facts.find(({ type, resource }) => type === 'bucket' && resource === name)?.facts;
const reads = (name: string) => front.calls.filter(({ bucket }) => bucket === name).length;
/** Evidence that was left unread because of a stop or of the session. */
const unfinished = ({ facts }: Snapshot) =>
  facts.flatMap(({ facts: set }) =>
    Object.values(set).filter((evidence) => !evidence.known && evidence.gap === 'skipped'),
  );

describe('credentials that expire', () => {
  test('twice in one scan: it waits, goes on with new ones, and nothing is lost', async () => {
    front.script([
      { when: { accessKey: 'ASIAFIRST' }, do: 'expire', after: 40, echoToken: true },
      { when: { accessKey: 'ASIASECOND' }, do: 'expire', after: 40, echoToken: true },
    ]);
    const { ended, until, seen } = start();
    await until(waits);
    expect(seen.at(-1)?.paused?.says).toContain('The credentials have expired.');
    const again = until(waits);
    await engine.renew(keys('ASIASECOND'));
    await again;
    await engine.renew(keys('ASIATHIRD'));
    const end = await ended;
    expect(end).toMatchObject({ ended: 'complete', note: '' });
    const snapshot = await load(end.audit);
    expect(snapshot.coverage.bucketsRead).toBe(5);
    expect(unfinished(snapshot)).toEqual([]);
    const counted = snapshot.calls.reduce((sum, { count }) => sum + count, 0);
    // Beside the scan's own calls the front saw three questions whose keys these are: at first, and twice anew.
    expect(front.calls.length - counted).toBe(3);
    const pauses = seen.filter((one, at) => waits(one) && !waits(seen[at - 1] ?? one));
    expect(pauses.length).toBe(2);
  });

  test('before the first call of all', async () => {
    front.script([{ when: { accessKey: 'ASIAFIRST' }, do: 'expire' }]);
    const { ended, until } = start();
    await until(waits);
    await engine.renew(keys('ASIASECOND'));
    expect(await ended).toMatchObject({ ended: 'complete' });
  });

  test('new ones of another account, of root, or expired too are refused, and the scan waits on', async () => {
    front.script([
      { when: { accessKey: 'ASIAFIRST' }, do: 'expire', after: 40 },
      { when: { accessKey: 'ASIAOLD' }, do: 'expire' },
    ]);
    const { ended, until, seen } = start();
    await until(waits);
    front.identity = {
      ...auditor,
      account: '999999999999',
      arn: 'arn:aws:sts::999999999999:assumed-role/Other/me',
    };
    await expect(engine.renew(keys('ASIAOTHER'))).rejects.toThrow(
      /are of account 999999999999, but the scan reads account 123456789012/,
    );
    front.identity = { ...auditor, arn: 'arn:aws:iam::123456789012:root' };
    await expect(engine.renew(keys('ASIAROOT'))).rejects.toThrow(/root user/);
    front.identity = auditor;
    await expect(engine.renew(keys('ASIAOLD'))).rejects.toThrow(/have expired/);
    expect(waits(seen.at(-1) as ScanProgress)).toBe(true);
    await engine.renew(keys('ASIASECOND'));
    expect(await ended).toMatchObject({ ended: 'complete' });
  });

  test('those of a role taken on here: the keys that may take it on are enough, and it is taken on as before', async () => {
    const theirs = { ...auditor, account: '222233334444' };
    const role = {
      roleArn: 'arn:aws:iam::222233334444:role/Client',
      externalId: 'client-42',
      mfaSerial: 'arn:aws:iam::123456789012:mfa/me',
      mfaCode: '123456',
      durationSeconds: 900,
      sessionName: 'bucketproof',
      narrowed: true,
    };
    front.script([{ do: 'expire', after: 10 }]);
    const taken = await engine.assume(role);
    expect(taken).toMatchObject({
      account: theirs.account,
      taken: { roleArn: role.roleArn, mfa: true },
    });
    const { ended, until } = start();
    await until(waits);
    // A stranger may not take it on.
    front.script([{ when: { service: 'sts', operation: 'AssumeRole' }, do: 'deny', times: 1 }]);
    await expect(engine.renew(keys('ASIASTRANGER'), '654321')).rejects.toThrow(/sts:AssumeRole/);
    front.calls.length = 0;
    const renewed = await engine.renew(keys('ASIAFIRST'), '654321');
    expect(renewed).toEqual({ ...taken, expiresAt: renewed.expiresAt });
    expect(front.calls.find(({ operation }) => operation === 'AssumeRole')?.form).toMatchObject({
      ...{ RoleArn: role.roleArn, ExternalId: 'client-42', TokenCode: '654321' },
      Policy: sessionPolicy(),
    });
    expect(await ended).toMatchObject({ ended: 'complete' });
  });

  test('while the user had paused, it waits for both', async () => {
    front.script([
      { do: { latencyMs: 20 } },
      { when: { accessKey: 'ASIAFIRST' }, do: 'expire', after: 60 },
    ]);
    const { ended, until, seen } = start();
    await until(waits);
    const both = until(({ paused }) => paused?.why === 'user');
    await engine.pauseScan();
    await engine.renew(keys('ASIASECOND'));
    await both;
    const calls = front.calls.length;
    expect(seen.at(-1)?.paused?.why).toBe('user');
    expect(front.calls.length).toBe(calls);
    await engine.resumeScan();
    expect(await ended).toMatchObject({ ended: 'complete' });
  });

  test('stopped while it waits, it keeps what it has and can be continued', async () => {
    front.script([{ when: { accessKey: 'ASIAFIRST' }, do: 'expire', after: 70 }]);
    const { ended, until } = start();
    await until(waits);
    await engine.cancelScan();
    const end = await ended;
    expect(end.ended).toBe('cancelled');
    front.script([]);
    const next = await start({ from: { audit: end.audit as string, mode: 'continue' } }).ended;
    expect(next).toMatchObject({ audit: end.audit, ended: 'complete' });
    expect(unfinished(await load(end.audit))).toEqual([]);
  });
});

test('a pause lets what is under way finish and sends nothing more', async () => {
  front.script([{ do: { latencyMs: 30 } }]);
  const { ended, until } = start();
  await until(({ phase }) => phase === 'reading');
  const held = until(({ paused }) => paused?.why === 'user');
  await engine.pauseScan();
  await held;
  // All that was sent is answered; then the front hears nothing, however long one listens.
  while (front.calls.some(({ status }) => status === 0))
    await new Promise((later) => setTimeout(later, 10));
  const sent = front.calls.length;
  await new Promise((later) => setTimeout(later, 200));
  expect(front.calls.length).toBe(sent);
  await engine.resumeScan();
  expect(await ended).toMatchObject({ ended: 'complete' });
});

describe('an audit to go on with', () => {
  /** A scan whose page closes: the engine is left alone while its store stays as it is. */
  async function crash(when: (progress: ScanProgress) => boolean) {
    const before = store;
    let isClosed = false;
    const closed = (): never => {
      throw new Error('the page is closed');
    };
    store = {
      ...before,
      save: async (...args) => (isClosed ? closed() : before.save(...args)),
      append: async (...args) => (isClosed ? closed() : before.append(...args)),
      replace: async (...args) => (isClosed ? closed() : before.replace(...args)),
    };
    const dying = await connected();
    const { ended, until, seen } = start({}, dying);
    await until(when);
    const last = seen.at(-1) as ScanProgress;
    isClosed = true;
    await dying.cancelScan();
    await ended.catch(() => undefined);
    store = before;
    return { id: last.audit as string, done: last.bucketsDone };
  }

  test.each([
    ['right after the list was read', 0],
    ['after two buckets', 2],
  ])(
    'crashed %s, it is continued and no bucket counted as done is read again',
    async (_, least) => {
      front.script([{ do: { latencyMs: 15 } }]);
      const { id, done } = await crash(
        ({ bucketsListed, bucketsDone }) => bucketsListed !== null && bucketsDone >= least,
      );
      front.script([]);
      engine = await connected();
      const view = await engine.open(id);
      expect(view.summary.ended).toBe('interrupted');
      expect(view.snapshot.coverage.bucketsRead).toBeGreaterThanOrEqual(done);
      const callsBefore = view.snapshot.calls.reduce((sum, { count }) => sum + count, 0);
      const kept = (await load(id)).facts.filter(({ type }) => type === 'bucket');
      expect(kept.length).toBeGreaterThanOrEqual(done);
      // The list counts what is stored, and not what the head said when the page closed.
      const [listed] = await engine.audits();
      expect(listed).toMatchObject({ id, ended: 'interrupted', bucketsRead: kept.length });
      expect(listed?.counts).toEqual(view.counts);
      front.calls.length = 0;
      const end = await start({ from: { audit: id, mode: 'continue' } }).ended;
      expect(end).toMatchObject({ audit: id, ended: 'complete', note: '' });
      for (const { resource } of kept) expect([resource, reads(resource)]).toEqual([resource, 0]);
      const snapshot = await load(id);
      expect(snapshot.coverage.bucketsRead).toBe(5);
      expect(snapshot.startedAt).toBe(view.snapshot.startedAt);
      const calls = snapshot.calls.reduce((sum, { count }) => sum + count, 0);
      expect(calls).toBe(callsBefore + front.calls.length);
    },
  );

  test('another account is refused, and the audit stays as it is', async () => {
    const { audit } = await start().ended;
    const before = await load(audit);
    front.identity = { ...auditor, account: '999999999999' };
    const other = await connected();
    await expect(
      start({ from: { audit: audit as string, mode: 'renew' } }, other).ended,
    ).rejects.toThrow(/audit is of account 123456789012, but the credentials are of account 9{12}/);
    expect(await load(audit)).toEqual(before);
  });

  test('a complete one has nothing to continue', async () => {
    const { audit } = await start().ended;
    await expect(
      start({ from: { audit: audit as string, mode: 'continue' } }).ended,
    ).rejects.toThrow(/complete/);
  });

  test.each([
    ['a named bucket', { buckets: ['small-private'] }, ['small-private']],
    [
      'the buckets of a Region',
      { regions: ['eu-west-1'] },
      small.buckets.filter(({ region }) => region === 'eu-west-1').map(({ name }) => name),
    ],
    ['what is older than now', { readBefore: 'now' }, small.buckets.map(({ name }) => name)],
    ['what is older than long ago', { readBefore: '2020-01-01T00:00:00.000Z' }, []],
  ])('%s is read anew into a copy', async (_, scope, names) => {
    const { audit } = await start().ended;
    const before = await load(audit);
    front.calls.length = 0;
    const readBefore = 'readBefore' in scope ? scope.readBefore : null;
    const end = await start({
      ...scope,
      readBefore: readBefore === 'now' ? new Date(Date.now() + 1).toISOString() : readBefore,
      from: { audit: audit as string, mode: 'renew' },
    }).ended;
    expect(end.ended).toBe('complete');
    expect(end.audit).not.toBe(audit);
    const read = small.buckets.map(({ name }) => name).filter((name) => reads(name) > 0);
    expect(read.sort()).toEqual([...names].sort());
    expect(await load(audit)).toEqual(before);
    const copy = await load(end.audit);
    expect(copy.coverage.bucketsRead).toBe(5);
    // Both readings are told, and the log has the calls of both.
    const [first, second] = copy.readings ?? [];
    expect([first?.endedAt, second?.endedAt]).toEqual([before.endedAt, copy.endedAt]);
    expect(first?.calls).toEqual(before.calls);
    expect(countOf(copy.calls)).toBe(countOf(before.calls) + front.calls.length);
    const { oldest } = await engine.open(end.audit as string);
    expect(oldest < copy.startedAt).toBe(names.length < 5);
  });

  test('what is denied now keeps its earlier value; vanished buckets are dropped and counted', async () => {
    const { audit } = await start().ended;
    const before = factsOf(await load(audit), 'small-private');
    front.script([{ when: { action: 's3:GetBucketAcl' }, do: 'deny' }]);
    const stored = await store.load(audit as string);
    const ghost = { type: 'bucket' as const, region: 'us-east-1', resource: 'ghost', facts: {} };
    await store.append(audit as string, [ghost]);
    expect(stored).not.toBeNull();
    const end = await start({ from: { audit: audit as string, mode: 'renew' } }).ended;
    expect(end).toMatchObject({
      ended: 'complete',
      note: '1 bucket is no longer in the list of the account and was left out.',
    });
    const copy = await load(end.audit);
    expect(factsOf(copy, 'small-private')?.acl).toEqual(before?.acl);
    expect(factsOf(copy, 'small-private')?.tags).not.toEqual(before?.tags);
    expect(factsOf(copy, 'ghost')).toBeUndefined();
  });
});

test('a read that was refused once is counted once', async () => {
  front.script([{ when: { operation: 'ListBuckets' }, do: 'deny' }]);
  const { ended, seen } = start();
  await ended;
  expect(front.calls.filter(({ operation }) => operation === 'ListBuckets')).toHaveLength(1);
  expect(seen.at(-1)?.problems).toEqual([
    { says: 'list of buckets: access was denied (s3:ListAllMyBuckets)', count: 1 },
  ]);
});

test('an audit with a bucket that could not be reached says so, and is continued there', async () => {
  const bucket = 'small-private';
  front.script([{ when: { bucket }, do: 'reset' }]);
  const { ended, seen } = start();
  const end = await ended;
  expect(end).toMatchObject({
    ended: 'interrupted',
    note: expect.stringContaining('1 of 5 buckets could not be reached'),
  });
  expect(seen.at(-1)).toMatchObject({ bucketsInScope: 5, bucketsDone: 4 });
  front.script([]);
  front.calls.length = 0;
  const from = { audit: end.audit as string, mode: 'continue' as const };
  expect(await start({ from }).ended).toMatchObject({ ended: 'complete', note: '' });
  expect(new Set(front.calls.flatMap((call) => call.bucket ?? []))).toEqual(new Set([bucket]));
});

describe('a scan of a part', () => {
  test('reads the named buckets, and says of the others that they were left out', async () => {
    const { audit } = await start({ buckets: ['small-hardened'] }).ended;
    const snapshot = await load(audit);
    expect(snapshot.coverage).toMatchObject({
      bucketsListed: 5,
      bucketsRead: 1,
      ended: 'complete',
      scope: { buckets: ['small-hardened'] },
    });
    expect(reads('small-private')).toBe(0);
    const { findings } = await engine.bucket(audit as string, 'small-private');
    expect(findings.every(({ verdict }) => !['pass', 'fail'].includes(verdict))).toBe(true);
    expect(findings.map(({ because }) => because).join()).toContain(
      'outside the scope that was chosen',
    );
    const file = await engine.exportJson(audit as string);
    const back = await openAlone(engine, new File([file], 'x.json'));
    expect((await engine.open(back)).snapshot.coverage).toEqual(snapshot.coverage);
  });

  test('of some checks reads what they need; the others are not assessed', async () => {
    const { audit } = await start({ checks: ['versioning-enabled'] }).ended;
    const asked = new Set(front.calls.map(({ operation }) => operation));
    expect(asked).toContain('GetBucketVersioning');
    expect(asked).not.toContain('GetBucketAcl');
    const { findings } = await engine.bucket(audit as string, 'small-hardened');
    const verdict = (check: string) => findings.find((one) => one.check === check);
    expect(verdict('versioning-enabled')?.verdict).toBe('pass');
    expect(verdict('server-access-logging')?.verdict).toBe('notAssessed');
    expect(verdict('audit-identity-can-read')?.because).toContain('chosen checks need');
  });
});

describe('the estimate', () => {
  test('counts what a scan then does, and lists once', async () => {
    const estimate = await engine.estimate(everything);
    expect(estimate).toMatchObject({ buckets: 5, listed: 5, note: '', missing: [] });
    expect(estimate.seconds).toBeGreaterThan(0);
    await engine.estimate({ ...everything, pace: 'quiet' });
    expect(front.calls.filter(({ operation }) => operation === 'ListBuckets')).toHaveLength(1);
    front.calls.length = 0;
    await start().ended;
    const more = front.calls.length - estimate.calls;
    expect(more).toBeGreaterThanOrEqual(0);
    expect(more).toBeLessThan(20);
  });

  test('follows the scope and names what is not there', async () => {
    const estimate = await engine.estimate({ ...everything, buckets: ['small-private', 'x'] });
    expect(estimate).toMatchObject({ buckets: 1, listed: 5, missing: ['x'] });
    const { calls } = await engine.estimate({ ...everything, checks: ['versioning-enabled'] });
    expect(calls).toBeLessThan(15);
  });

  test('invents nothing where the list is denied', async () => {
    front.script([{ when: { operation: 'ListBuckets' }, do: 'deny' }]);
    expect(await engine.estimate(everything)).toMatchObject({
      buckets: null,
      listed: null,
      seconds: null,
      note: expect.stringContaining('s3:ListAllMyBuckets'),
    });
  });
});
