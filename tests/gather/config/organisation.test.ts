import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aggregatorReach, findAggregators } from '../../../src/gather/config/aggregator.ts';
import { configLine } from '../../../src/gather/config/line.ts';
import {
  type OrganisationPlan,
  type OrganisationProgress,
  readOrganisation,
} from '../../../src/gather/config/organisation.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { snapshotFrom } from '../../../src/report/import/snapshot.ts';
import { allOn, type Account } from '../../aws/accounts/account.ts';
import { type Front, startFront } from '../../aws/front.ts';
import { type Moto, startMoto } from '../../aws/moto.ts';
import { seed } from '../../aws/seed.ts';
import { id, lineOf, roofOf, target } from './roof.ts';

const accountOf = (of: string, buckets: number): Account => ({
  id: of,
  publicAccessBlock: allOn,
  buckets: Array.from({ length: buckets }, (_, at) => ({
    name: `org-${of}-${at}`,
    region: at % 2 ? 'eu-west-1' : 'us-east-1',
  })),
});
const members = ['222222222222', '333333333333', '444444444444'];

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  for (const [at, of] of members.entries()) await seed(accountOf(of, at * 3), { moto, front });
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});
beforeEach(() => {
  front.reset();
  for (const [at, of] of members.entries()) {
    front.register(accountOf(of, at * 3));
    front.config.record({ account: of, pageSize: 2, regions: ['us-east-1', 'eu-west-1'] });
  }
  front.config.aggregate({
    name: 'whole-firm',
    owner: id,
    region: 'eu-west-1',
    accounts: members,
    organisation: true,
  });
});

const plan: OrganisationPlan = {
  aggregator: { name: 'whole-firm', region: 'eu-west-1' },
  accounts: members,
  region: 'us-east-1',
  partition: 'aws',
  identity: `arn:aws:iam::${id}:user/eva`,
  tool: { name: 'test', version: '0' },
};

async function readAll(change: Partial<OrganisationPlan> = {}, signal?: AbortSignal) {
  const snapshots: Snapshot[] = [];
  const told: OrganisationProgress[] = [];
  const end = await readOrganisation(
    { ...plan, ...change },
    roofOf(front),
    {
      snapshot: (one) => void snapshots.push(one),
      progress: (progress) => void told.push(progress),
    },
    signal,
  );
  snapshots.sort((a, b) => (a.account < b.account ? -1 : 1));
  return { end, snapshots, told };
}
const named = (snapshot: Snapshot | undefined, type: string) =>
  snapshot?.facts.filter((one) => one.type === type).map(({ resource }) => resource);

test('aggregators are found in whichever Region they live', async () => {
  const found = await findAggregators(target, lineOf(roofOf(front)));
  expect(found).toEqual({
    aggregators: [{ name: 'whole-firm', region: 'eu-west-1', organisation: true }],
    regions: 17,
    gaps: [],
  });
});

test('what an aggregator holds: accounts with their resources, Regions, and no failure', async () => {
  const reach = await aggregatorReach(
    { name: 'whole-firm', region: 'eu-west-1' },
    target,
    lineOf(roofOf(front)),
  );
  expect(reach.gaps).toEqual([]);
  expect(reach.failing).toEqual([]);
  // The account's block counts once for each Region with a recorder that holds it.
  expect(reach.accounts).toEqual([
    { account: '222222222222', resources: 2 },
    { account: '333333333333', resources: 5 },
    { account: '444444444444', resources: 8 },
  ]);
  expect(reach.regions.map(({ region }) => region).sort()).toEqual(['eu-west-1', 'us-east-1']);
});

test('an aggregator that is not there, or that may not be asked, is a gap', async () => {
  const gone = await aggregatorReach(
    { name: 'gone', region: 'eu-west-1' },
    target,
    lineOf(roofOf(front)),
  );
  expect(gone.accounts).toEqual([]);
  expect(gone.gaps[0]).toMatchObject({
    gap: 'failed',
    detail: 'NoSuchConfigurationAggregatorException',
  });
  front.script([{ when: { action: 'config:DescribeConfigurationAggregators' }, do: 'deny' }]);
  const found = await findAggregators(target, lineOf(roofOf(front)));
  expect(found).toMatchObject({ aggregators: [], regions: 17 });
  expect(found.gaps.length).toBe(17);
  expect(found.gaps[0]).toMatchObject({
    gap: 'denied',
    actions: ['config:DescribeConfigurationAggregators'],
  });
});

test('one snapshot for each account, with its own buckets, block and calls', async () => {
  const { end, snapshots, told } = await readAll();
  expect(end).toEqual({ ended: 'complete', unread: [] });
  expect(snapshots.map(({ account }) => account)).toEqual(members);
  expect(snapshots.map((one) => one.coverage.bucketsListed)).toEqual([null, 3, 6]);
  expect(named(snapshots[1], 'bucket')).toEqual([0, 1, 2].map((at) => `org-333333333333-${at}`));
  expect(named(snapshots[1], 'region')).toEqual(['eu-west-1', 'us-east-1']);
  for (const one of snapshots) {
    expect(one.facts[0]?.facts.accountPublicAccessBlock).toMatchObject({
      known: true,
      value: allOn,
      from: 'config',
      at: '2026-11-30T12:00:00.000Z',
    });
    expect(one.identity).toBe(plan.identity);
    expect(one.calls.map(({ operation }) => operation)).toEqual(['SelectAggregateResourceConfig']);
  }
  // Five and eight items, two on a page.
  expect(snapshots.map(({ calls }) => calls[0]?.count)).toEqual([1, 3, 4]);
  expect(told.at(-1)).toEqual({ accounts: 3, done: 3, buckets: 9, calls: 8 });
});

test('such a snapshot can be written and opened again', async () => {
  const { snapshots } = await readAll();
  for (const one of snapshots)
    expect(snapshotFrom(JSON.parse(JSON.stringify(one)))).toMatchObject({
      account: one.account,
      facts: one.facts,
    });
});

test('some accounts alone, and none that could slip into the query', async () => {
  const { end, snapshots } = await readAll({
    accounts: ['333333333333', "1' OR accountId = '2", '555555555555'],
  });
  expect(end.unread).toEqual([
    { account: "1' OR accountId = '2", says: 'An account id has 12 digits.' },
    {
      account: '555555555555',
      says: expect.stringMatching(/^AWS Config has recorded nothing of Amazon S3 in it/),
    },
  ]);
  expect(snapshots.map(({ account }) => account)).toEqual(['333333333333']);
});

test('an account of which no bucket is recorded is not said to have none', async () => {
  const { snapshots } = await readAll({ accounts: ['222222222222'] });
  expect(snapshots[0]?.coverage.bucketsListed).toBeNull();
  expect(snapshots[0]?.facts[0]?.facts.buckets).toMatchObject({
    known: false,
    gap: 'unrecorded',
    detail: 'NotRecorded',
  });
});

test('accounts without any record of S3 are told, named by the aggregator or by what else is recorded', async () => {
  front.config.record({ account: '555555555555' });
  front.config.aggregate({
    ...{ name: 'named', owner: id, region: 'us-east-1' },
    accounts: ['333333333333', '555555555555', '666666666666'],
    failing: [
      { account: '333333333333', region: 'eu-west-1', status: 'FAILED', code: 'AccessDenied' },
      { account: '555555555555', region: 'us-east-1', status: 'OUTDATED' },
    ],
  });
  front.config.aggregate({
    ...{ name: 'of-an-organisation', owner: id, region: 'us-east-1', organisation: true },
    accounts: ['333333333333', '555555555555', '666666666666'],
  });
  const reach = (name: string) =>
    aggregatorReach({ name, region: 'us-east-1' }, target, lineOf(roofOf(front)));
  const named = await reach('named');
  expect(named.accounts).toEqual([
    { account: '333333333333', resources: 5 },
    { account: '555555555555', resources: 0 },
    { account: '666666666666', resources: 0 },
  ]);
  expect(named.failing).toEqual([
    { source: '333333333333', region: 'eu-west-1', status: 'FAILED', code: 'AccessDenied' },
    { source: '555555555555', region: 'us-east-1', status: 'OUTDATED', code: '' },
  ]);
  // Nobody names an account of an organisation in which nothing at all is recorded.
  const { accounts } = await reach('of-an-organisation');
  expect(accounts.map(({ account }) => account)).toEqual(['333333333333', '555555555555']);
});

test('a Region that alone does not take the credentials ends nothing', async () => {
  front.script([{ when: { service: 'config', region: 'eu-west-3' }, do: 'invalidToken' }]);
  const { on, refused } = configLine(roofOf(front), new AbortController().signal, 4, target);
  const told: string[] = [];
  const found = await findAggregators(target, on, (asked, of) => told.push(`${asked} of ${of}`));
  expect(refused()).toBeNull();
  expect(found.aggregators.map(({ name }) => name)).toEqual(['whole-firm']);
  expect(found.gaps).toMatchObject([{ gap: 'denied', region: 'eu-west-3' }]);
  expect([told[0], told.at(-1)]).toEqual(['0 of 17', '17 of 17']);
});

test('an account of which nothing could be read is told with its reason', async () => {
  front.script([{ when: { action: 'config:SelectAggregateResourceConfig' }, do: 'deny' }]);
  const { end, snapshots } = await readAll();
  expect(snapshots).toEqual([]);
  expect(end.ended).toBe('complete');
  expect(end.unread.map(({ account }) => account)).toEqual(members);
  expect(end.unread[0]?.says).toContain('config:SelectAggregateResourceConfig');
});

test('cancelling keeps what was handed out', async () => {
  const stop = new AbortController();
  stop.abort();
  const { end, snapshots } = await readAll({}, stop.signal);
  expect(end).toEqual({ ended: 'cancelled', unread: [] });
  expect(snapshots).toEqual([]);
});

test('refused credentials are no gap of any account', async () => {
  front.script([{ when: { service: 'config' }, do: 'expire' }]);
  await expect(readAll()).rejects.toMatchObject({ code: 'ExpiredTokenException' });
  front.script([{ when: { service: 'config' }, do: 'expire', after: 3 }]);
  const { end } = await readAll();
  expect(end).toMatchObject({ ended: 'interrupted', refused: 'ExpiredTokenException' });
});
