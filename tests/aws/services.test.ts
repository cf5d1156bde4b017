// @vitest-environment node
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetBucketAclCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetAccessPointPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  ListAccessPointsCommand,
  GetMultiRegionAccessPointPolicyStatusCommand,
  ListMultiRegionAccessPointsCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { allOff, type Account } from './accounts/account.ts';
import { byEndpoint, byName } from './clients.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { seed } from './seed.ts';

const AccountId = '123456789012';
const open = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } };
const account: Account = {
  id: AccountId,
  publicAccessBlock: { ...allOff, blockPublicPolicy: true },
  buckets: [{ name: 'east' }, { name: 'west', region: 'eu-west-1' }],
  enabledRegions: ['il-central-1'],
  accessPoints: [
    { name: 'east-closed', bucket: 'east' },
    { name: 'east-open', bucket: 'east', policy: open, publicAccessBlock: allOff },
    { name: 'east-vpc', bucket: 'east', policy: open, vpc: 'vpc-1' },
    { name: 'west-only', bucket: 'west' },
  ],
  multiRegionAccessPoints: [
    { name: 'both', alias: 'abc.mrap', buckets: ['east', 'west'], policy: open },
    { name: 'plain', alias: 'def.mrap', buckets: [] },
  ],
};

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  await seed(account, { moto, front });
});
afterEach(() => expect(front.unknown).toEqual([]));
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

const control = (region?: string) => new S3ControlClient(byName(front, region));
const nameOf = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'answered',
    (error: Error) => error.name,
  );

test('answers S3 Control at the host that carries the account', async () => {
  const answer = await control().send(new GetPublicAccessBlockCommand({ AccountId }));
  expect(answer.PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: false,
  });
  expect(front.calls.at(-1)).toMatchObject({
    service: 's3control',
    host: `${AccountId}.s3-control.us-east-1.amazonaws.com`,
    action: 's3:GetAccountPublicAccessBlock',
  });
});

test('answers S3 Control at a plain endpoint by its header, and refuses another account', async () => {
  const ask = (account: string) =>
    fetch(`${front.url}/v20180820/configuration/publicAccessBlock`, {
      headers: {
        'x-amz-account-id': account,
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/s3/aws4_request',
      },
    });
  expect(await (await ask(AccountId)).text()).toContain('<BlockPublicPolicy>true');
  const refused = await ask('999999999999');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toMatch(/<ErrorResponse>.*<Code>AccessDenied</s);
});

test('lists access points per Region and per bucket, in pages, with the bucket owner', async () => {
  const first = await control().send(new ListAccessPointsCommand({ AccountId, MaxResults: 2 }));
  expect(first.AccessPointList?.map((p) => p.Name)).toEqual(['east-closed', 'east-open']);
  expect(first.AccessPointList?.[0]?.BucketAccountId).toBe(AccountId);
  const NextToken = first.NextToken ?? '';
  const second = await control().send(new ListAccessPointsCommand({ AccountId, NextToken }));
  expect(second.AccessPointList?.map((p) => [p.Name, p.NetworkOrigin])).toEqual([
    ['east-vpc', 'VPC'],
  ]);
  expect(second.NextToken).toBeUndefined();
  const there = await control('eu-west-1').send(new ListAccessPointsCommand({ AccountId }));
  expect(there.AccessPointList?.map((p) => p.Name)).toEqual(['west-only']);
});

test('tells of one access point, its policy, and whether that is public', async () => {
  const of = (Name: string) => ({ AccountId, Name });
  const point = await control().send(new GetAccessPointCommand(of('east-vpc')));
  expect(point).toMatchObject({ Bucket: 'east', VpcConfiguration: { VpcId: 'vpc-1' } });
  const policy = await control().send(new GetAccessPointPolicyCommand(of('east-open')));
  expect(JSON.parse(policy.Policy ?? '')).toEqual(open);
  const isPublic = async (name: string) =>
    (await control().send(new GetAccessPointPolicyStatusCommand(of(name)))).PolicyStatus?.IsPublic;
  expect([await isPublic('east-open'), await isPublic('east-vpc')]).toEqual([true, false]);
  const unset = control().send(new GetAccessPointPolicyStatusCommand(of('east-closed')));
  expect(await nameOf(unset)).toBe('NoSuchAccessPointPolicy');
  const elsewhere = control('eu-west-1').send(new GetAccessPointCommand(of('east-open')));
  expect(await nameOf(elsewhere)).toBe('NoSuchAccessPoint');
});

test('lists Multi-Region access points in us-west-2 only', async () => {
  const ask = (region: string) =>
    control(region).send(new ListMultiRegionAccessPointsCommand({ AccountId }));
  const { AccessPoints } = await ask('us-west-2');
  expect(AccessPoints?.map((p) => [p.Name, p.Regions?.map((r) => r.Region)])).toEqual([
    ['both', ['us-east-1', 'eu-west-1']],
    ['plain', []],
  ]);
  expect(await nameOf(ask('us-east-1'))).toBe('InvalidRequest');
});

test('tells the policies of Multi-Region access points in us-west-2 only', async () => {
  const ask = (Name: string, region = 'us-west-2') =>
    control(region).send(new GetMultiRegionAccessPointPolicyStatusCommand({ AccountId, Name }));
  expect((await ask('both')).Established).toEqual({ IsPublic: true });
  expect(await nameOf(ask('plain'))).toBe('NoSuchMultiRegionAccessPointPolicy');
  expect(await nameOf(ask('none'))).toBe('NoSuchMultiRegionAccessPoint');
  expect(await nameOf(ask('both', 'eu-west-1'))).toBe('InvalidRequest');
});

test('says who the caller is, at every address, and who holds an assumed role', async () => {
  const role = {
    Account: AccountId,
    Arn: `arn:aws:sts::${AccountId}:assumed-role/Auditor/bucketproof`,
  };
  const who = new GetCallerIdentityCommand({});
  expect(await new STSClient(byEndpoint(front)).send(who)).toMatchObject(role);
  expect(await new STSClient(byName(front, 'eu-west-1')).send(who)).toMatchObject(role);
  expect(front.calls.map((call) => call.region)).toEqual(['us-east-1', 'eu-west-1']);

  const sts = new STSClient(byEndpoint(front));
  const RoleArn = 'arn:aws:iam::222233334444:role/Reader';
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }),
  );
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    sessionToken: keys?.SessionToken ?? '',
  };
  const there = new STSClient({ ...byEndpoint(front), credentials });
  expect(await there.send(who)).toMatchObject({
    Account: '222233334444',
    Arn: 'arn:aws:sts::222233334444:assumed-role/Reader/audit',
  });
  const s3 = new S3Client({ ...byEndpoint(front), credentials, forcePathStyle: true });
  expect(await nameOf(s3.send(new GetBucketAclCommand({ Bucket: 'east' })))).toBe('AccessDenied');
});

test('knows which Regions are on, and refuses the token where one is off', async () => {
  const ec2 = new EC2Client(byEndpoint(front));
  const enabled = await ec2.send(new DescribeRegionsCommand({}));
  expect(enabled.Regions).toHaveLength(18);
  const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
  const states = new Map(all.Regions?.map((r) => [r.RegionName, r.OptInStatus]));
  expect(states.get('us-east-1')).toBe('opt-in-not-required');
  expect(states.get('il-central-1')).toBe('opted-in');
  expect(states.get('af-south-1')).toBe('not-opted-in');
  const off = new STSClient(byEndpoint(front, 'af-south-1'));
  expect(await nameOf(off.send(new GetCallerIdentityCommand({})))).toBe('InvalidClientTokenId');
});

test('writes down what moto answers with a page of HTML', async () => {
  const response = await fetch(`${front.url}/analyzer`, {
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/access-analyzer/aws4_request',
    },
  });
  expect(response.status).toBe(501);
  expect(front.unknown.splice(0)).toMatchObject([{ url: '/analyzer' }]);
});

test('gives the answer of the overlay for what moto lacks', async () => {
  const body = JSON.stringify({ analyzers: [] });
  const headers = { 'content-type': 'application/json' };
  front.overlay.set('access-analyzer', 'ListAnalyzers', '*', { status: 200, headers, body });
  const response = await fetch(`${front.url}/analyzer`, {
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/access-analyzer/aws4_request',
    },
  });
  expect(await response.json()).toEqual({ analyzers: [] });
});
