import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import * as checks from '../../../src/checks/index.ts';
import { scan, type ScanPlan } from '../../../src/gather/scan.ts';
import type { Service } from '../../../src/gather/gatherer.ts';
import type { Check } from '../../../src/model/check.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { Account } from '../../aws/accounts/account.ts';
import { accounts } from '../../aws/accounts/index.ts';
import type { Recording } from '../../aws/config/state.ts';
import { type HeldAws, startHeldAws } from '../../aws/held.ts';
import { account as everySetting } from '../live-account.ts';
import { id, roofOf } from './roof.ts';

let aws: HeldAws;
beforeAll(async () => {
  aws = await startHeldAws();
});
afterAll(async () => {
  expect(aws.front.unknown).toEqual([]);
  await aws.stop();
});
beforeEach(() => aws.front.reset());

const plan: ScanPlan = {
  region: 'us-east-1',
  provider: 'aws',
  accountName: '',
  concurrency: 16,
  tool: { name: 'test', version: '0' },
};
async function scanned(account: Account, closed?: readonly Service[], how?: Partial<Recording>) {
  await aws.hold(account);
  if (how) aws.front.config.record({ account: account.id, ...how });
  return scan(plan, roofOf(aws.front, closed));
}
const every = Object.values(checks) as unknown as readonly Check[];
const findings = (snapshot: Snapshot): Map<string, Finding> =>
  new Map([...audit(snapshot, every)].map((finding) => [finding.key, finding]));
const noDenials = (account: Account): Account => ({
  ...account,
  denied: [],
  buckets: account.buckets.map((bucket) => ({ ...bucket, denied: [] })),
});
const sample = noDenials(accounts.sample);
const settings = noDenials(everySetting);

test('with S3 closed to the page, a scan ends with the buckets that AWS Config records, and with verdicts', async () => {
  const snapshot = await scanned(sample, undefined, {});
  expect(snapshot.coverage).toMatchObject({
    bucketsListed: 26,
    bucketsRead: 26,
    ended: 'complete',
  });
  const buckets = snapshot.facts.filter(({ type }) => type === 'bucket');
  expect(buckets.map(({ resource }) => resource).sort()).toEqual(
    sample.buckets.map(({ name }) => name).sort(),
  );
  const account = snapshot.facts.find(({ type }) => type === 'account')?.facts;
  expect(account?.buckets).toMatchObject({
    known: true,
    from: 'config',
    value: { complete: false },
  });
  const made = [...findings(snapshot).values()];
  expect(made.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(100);
  expect(made.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(50);
  const open = made.find(
    ({ check, resource }) => check === 'versioning-enabled' && resource === 'fernway-website',
  );
  expect(open).toMatchObject({ verdict: 'fail', at: '2026-11-30T12:00:00.000Z' });
  expect(snapshot.calls.filter(({ service }) => service === 'config').length).toBeGreaterThan(0);
});

test.each([
  ['the sample, as queries answer', sample, { form: 'query' }],
  ['the sample, as items hold it', sample, { form: 'item' }],
  ['every setting', settings, {}],
  ['buckets alone', sample, { types: ['AWS::S3::Bucket'] }],
  ['one Region', sample, { regions: ['us-east-1'] }],
  [
    'items of an old version',
    sample,
    { without: ['PublicAccessBlockConfiguration', 'AccessControlList'] },
  ],
] as const)(
  'no verdict differs from that of S3 itself, it is only withdrawn: %s',
  async (_, account, how) => {
    const live = findings(await scanned(account, []));
    const recorded = findings(await scanned(account, undefined, how));
    let drawn = 0;
    for (const [key, { verdict }] of recorded) {
      if (verdict === 'notAssessed') continue;
      expect(`${key} ${verdict}`).toBe(`${key} ${live.get(key)?.verdict}`);
      drawn++;
    }
    expect(drawn).toBeGreaterThan(20);
  },
);

test('what AWS Config never records is a gap that says so, and names both ways', async () => {
  const { facts } = await scanned(sample, undefined, {});
  const bucket = facts.find(({ type }) => type === 'bucket');
  for (const fact of ['ownership', 'policyStatus', 'inventory'] as const)
    expect(bucket?.facts[fact]).toMatchObject({
      known: false,
      gap: 'blocked',
      tried: [
        { route: 'direct', gap: 'blocked' },
        { route: 'config', gap: 'unrecorded', detail: 'NeverRecorded' },
      ],
    });
});

test('what S3 denies is taken from AWS Config, and nothing else is', async () => {
  await aws.hold(accounts.sample);
  aws.front.config.record({ account: id });
  const { facts } = await scan(plan, roofOf(aws.front, []));
  const of = (name: string) => facts.find(({ resource }) => resource === name)?.facts;
  expect(of('fernway-hr-restricted')).toMatchObject({
    acl: { known: true, from: 'config' },
    policy: { known: true, from: 'config' },
    versioning: { known: true, from: 'direct' },
    policyStatus: { known: false, gap: 'denied', actions: ['s3:GetBucketPolicyStatus'] },
  });
  const regions = aws.front.calls
    .filter(({ service }) => service === 'config')
    .map((c) => c.region);
  // Both buckets that deny something are in these Regions.
  expect([...new Set(regions)].sort()).toEqual(['eu-west-1', 'us-east-1']);
});

test('nothing is asked of AWS Config where S3 answers everything', async () => {
  await scanned(settings, []);
  expect(aws.front.calls.filter(({ service }) => service === 'config')).toEqual([]);
});

test('where nothing is recorded, no bucket is made up and the list says why', async () => {
  const snapshot = await scanned(sample);
  expect(snapshot.facts.filter(({ type }) => type === 'bucket')).toEqual([]);
  const account = snapshot.facts.find(({ type }) => type === 'account')?.facts;
  expect(account?.buckets).toMatchObject({
    known: false,
    gap: 'blocked',
    tried: [{ route: 'direct' }, { route: 'config', gap: 'unrecorded', detail: 'NothingRecorded' }],
  });
  expect([...findings(snapshot).values()].filter(({ verdict }) => verdict === 'pass')).toEqual([]);
});
