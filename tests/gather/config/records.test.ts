import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FactName } from '../../../src/model/facts.ts';
import type { Account } from '../../aws/accounts/account.ts';
import type { Recording } from '../../aws/config/state.ts';
import { type HeldAws, startHeldAws } from '../../aws/held.ts';
import { id, lineOf, read, roofOf } from './roof.ts';

let aws: HeldAws;
beforeAll(async () => {
  aws = await startHeldAws();
});
afterAll(async () => {
  expect(aws.front.unknown).toEqual([]);
  await aws.stop();
});

/** Six buckets in two Regions, and an access point. */
const account: Account = {
  id,
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  },
  buckets: [
    ...['a', 'b', 'c', 'd', 'e'].map((letter) => ({ name: `here-${letter}` })),
    { name: 'there-a', region: 'eu-west-1', versioning: 'Enabled' as const },
  ],
  accessPoints: [{ name: 'door', bucket: 'there-a' }],
};
beforeEach(() => aws.hold(account));

function recorded(how: Partial<Recording> = {}) {
  aws.front.config.record({ account: id, ...how });
  const on = lineOf(roofOf(aws.front));
  return (fact: FactName, at = {}) => read(fact, on, at);
}
const asked = () => aws.front.calls.filter(({ service }) => service === 'config');

test('a Region is asked once for all its buckets, page by page', async () => {
  const of = recorded({ pageSize: 2 });
  const facts = ['acl', 'versioning', 'policy'] as const;
  const found = await Promise.all(
    ['here-a', 'here-e'].flatMap((bucket) => facts.map((fact) => of(fact, { bucket }))),
  );
  expect(found.map((evidence) => evidence.known && evidence.from)).toEqual(Array(6).fill('config'));
  // Five buckets and the account's block, two on a page.
  expect(asked().map(({ region }) => region)).toEqual(Array(3).fill('us-east-1'));
});

test('the list comes from every Region that is enabled, and is never complete', async () => {
  const list = await recorded()('buckets');
  expect(list).toMatchObject({
    known: true,
    from: 'config',
    value: {
      complete: false,
      gaps: [{ gap: 'unrecorded', actions: [], detail: 'OnlyRecorded' }],
    },
  });
  const names = list.known ? (list.value as { items: { name: string }[] }).items : [];
  expect(names.map(({ name }) => name).sort()).toEqual(
    account.buckets.map(({ name }) => name).sort(),
  );
  expect(new Set(asked().map(({ region }) => region)).size).toBe(17);
});

test('the Region of a bucket is found among all of them', async () => {
  expect(await recorded()('location', { bucket: 'there-a' })).toMatchObject({
    known: true,
    value: 'eu-west-1',
  });
});

test('where Regions cannot be listed, that is said of the list', async () => {
  const of = recorded();
  aws.front.script([{ when: { action: 'ec2:DescribeRegions' }, do: 'deny' }]);
  expect(await of('buckets')).toMatchObject({
    known: true,
    value: {
      complete: false,
      gaps: [{ detail: 'OnlyRecorded' }, { gap: 'denied', actions: ['ec2:DescribeRegions'] }],
    },
  });
});

test('a denied query is a gap with its action, beside that of S3', async () => {
  const of = recorded();
  aws.front.script([{ when: { action: 'config:SelectResourceConfig' }, do: 'deny' }]);
  expect(await of('acl', { bucket: 'here-a' })).toMatchObject({
    known: false,
    gap: 'blocked',
    actions: ['s3:GetBucketAcl', 'config:SelectResourceConfig'],
    tried: [
      { route: 'direct', gap: 'blocked' },
      { route: 'config', gap: 'denied', detail: 'AccessDeniedException' },
    ],
  });
});

test('a Region that denies leaves the others, and is named in the list', async () => {
  const of = recorded();
  aws.front.script([
    { when: { action: 'config:SelectResourceConfig', region: 'eu-west-1' }, do: 'deny' },
  ]);
  const list = await of('buckets');
  expect(list).toMatchObject({
    known: true,
    value: {
      gaps: [{ detail: 'OnlyRecorded' }, { gap: 'denied', detail: 'AccessDeniedException' }],
    },
  });
  expect(await of('acl', { bucket: 'here-a' })).toMatchObject({ known: true });
});

test('throttling is waited out', async () => {
  const of = recorded();
  aws.front.script([{ when: { service: 'config' }, do: 'throttle', times: 3 }]);
  expect(await of('versioning', { bucket: 'here-a' })).toMatchObject({ known: true });
});

test('a page that fails leaves what came before it, and the list says why there may be more', async () => {
  const of = recorded({ pageSize: 2 });
  aws.front.script([
    {
      when: { service: 'config', region: 'us-east-1' },
      after: 1,
      do: { status: 400, code: 'Odd' },
    },
  ]);
  expect(await of('acl', { bucket: 'here-a' })).toMatchObject({ known: true });
  expect(await of('acl', { bucket: 'here-e' })).toMatchObject({
    tried: [{ route: 'direct' }, { route: 'config', gap: 'failed', detail: 'Odd' }],
  });
});

test.each([
  ['a Region without a recorder', { regions: ['eu-west-1'] }, 'NothingRecorded'],
  ['a type that is not recorded', { types: ['AWS::S3::AccountPublicAccessBlock'] }, 'NotRecorded'],
  ['a key that the item lacks', { without: ['BucketPolicy'] }, 'NotInRecord'],
] as const)('%s is a gap, and never "not configured"', async (_, how, detail) => {
  expect(await recorded(how)('policy', { bucket: 'here-a' })).toMatchObject({
    known: false,
    tried: [{ route: 'direct' }, { route: 'config', gap: 'unrecorded', detail }],
  });
});

test('a deleted bucket is none', async () => {
  const of = recorded({ deleted: ['gone-a'] });
  const list = await of('buckets');
  expect(JSON.stringify(list)).not.toContain('gone-a');
  expect(await of('policy', { bucket: 'gone-a' })).toMatchObject({ known: false });
});

test('each fact carries the time of its record, and none is later than now', async () => {
  const old = await recorded({ capturedAt: '2024-02-03T04:05:06.000Z' })('acl', {
    bucket: 'here-a',
  });
  expect(old).toMatchObject({ at: '2024-02-03T04:05:06.000Z' });
  const before = new Date().toISOString();
  const late = await recorded({ capturedAt: '2099-01-01T00:00:00.000Z' })('acl', {
    bucket: 'here-a',
  });
  expect(late.known && late.at >= before && late.at <= new Date().toISOString()).toBe(true);
});

test('the account, its access points and their settings', async () => {
  const of = recorded();
  expect(await of('accountPublicAccessBlock')).toMatchObject({
    known: true,
    from: 'config',
    value: account.publicAccessBlock,
  });
  expect(await of('accessPoints', { region: 'eu-west-1' })).toMatchObject({
    known: true,
    value: { items: [{ name: 'door', bucket: 'there-a' }], complete: false },
  });
  // An empty list of records says nothing.
  expect(await of('accessPoints')).toMatchObject({ known: false, gap: 'blocked' });
  expect(await of('accessPoint', { region: 'eu-west-1', accessPoint: 'door' })).toMatchObject({
    known: true,
    value: { bucket: 'there-a', networkOrigin: 'Internet' },
  });
  expect(await of('accessPoint', { accessPoint: 'constructor' })).toMatchObject({ known: false });
});

test('nothing is asked for what is never recorded, nor on behalf of nobody', async () => {
  const of = recorded();
  await of('ownership', { bucket: 'here-a' });
  await of('policy', { bucket: 'here-a', account: '' });
  await of('policy', { bucket: 'here-a', partition: 'other' });
  expect(asked()).toEqual([]);
});

test('what belongs to another account is left out', async () => {
  const of = recorded();
  expect(await of('policy', { bucket: 'here-a', account: '999999999999' })).toMatchObject({
    known: false,
  });
});
