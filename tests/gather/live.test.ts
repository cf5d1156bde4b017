import { afterAll, beforeAll, expect, test } from 'vitest';
import { gather, line } from '../../src/gather/gather.ts';
import type { AnyGatherer, Target } from '../../src/gather/gatherer.ts';
import {
  accessPointGatherers,
  accountGatherers,
  bucketGatherers,
  multiRegionAccessPointGatherers,
  regionGatherers,
} from '../../src/gather/index.ts';
import { pause } from '../../src/gather/pace.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { EnabledRegion } from '../../src/model/facts.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { allOff, allOn } from '../aws/accounts/account.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import { canonicalId } from '../aws/render.ts';
import { seed } from '../aws/seed.ts';
import { account, globalPolicy, id, partly, pointPolicy, policy } from './live-account.ts';
import { complete } from './wire.ts';

const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  await seed(account, { moto, front });
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});

const target: Target = {
  account: id,
  partition: 'aws',
  region: 'us-east-1',
  bucket: '',
  accessPoint: '',
  ownerKnown: true,
};

/** Reads every fact of these gatherers from the front, with the clients that the collector uses. */
async function read(list: readonly AnyGatherer[], at: Partial<Target>) {
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't' };
  const roof = {
    ...nodeRoof(credentials, front.url, 4),
    wait: (_: number, signal: AbortSignal) => pause(0, signal),
  };
  const on = line(
    roof,
    new AbortController().signal,
    4,
    async () => true,
    async () => false,
  );
  const here = { ...target, ...at };
  const values: Record<string, unknown> = {};
  for (const g of list) {
    const evidence: Evidence<unknown> = await gather(g, here, { region: here.region }, on);
    expect(evidence, g.fact).toMatchObject({ known: true });
    if (evidence.known) values[g.fact] = evidence.value;
  }
  return values;
}

const owner = canonicalId(id);
const own = { type: 'CanonicalUser', grantee: owner, permission: 'FULL_CONTROL' };

test('a bucket with every setting', async () => {
  expect(await read(bucketGatherers, { bucket: 'live-full', region: 'eu-west-1' })).toEqual({
    location: 'eu-west-1',
    publicAccessBlock: partly,
    policy,
    policyStatus: { isPublic: true },
    acl: { owner, grants: [own, { type: 'Group', grantee: everyone, permission: 'READ_ACP' }] },
    ownership: { objectOwnership: 'ObjectWriter' },
    encryption: [
      { algorithm: 'aws:kms', kmsKeyId: 'alias/live', bucketKeyEnabled: true, blockedTypes: [] },
    ],
    versioning: { status: 'Enabled', mfaDelete: true },
    logging: { targetBucket: 'live-new', targetPrefix: 'full/' },
    lifecycle: [
      {
        id: 'all',
        enabled: true,
        wholeBucket: true,
        prefix: null,
        expirationAgeDays: null,
        expirationDate: null,
        expiresDeleteMarkers: false,
        noncurrentExpirationAgeDays: 90,
        noncurrentVersionsKept: 3,
        abortUploadsAgeDays: 7,
        transitions: [],
      },
      {
        id: 'large',
        enabled: false,
        wholeBucket: false,
        prefix: '古い/',
        expirationAgeDays: 365,
        expirationDate: null,
        expiresDeleteMarkers: false,
        noncurrentExpirationAgeDays: null,
        noncurrentVersionsKept: null,
        abortUploadsAgeDays: null,
        transitions: [{ storageClass: 'GLACIER_IR', ageDays: 30, noncurrent: false }],
      },
    ],
    replication: [
      {
        id: 'copy',
        enabled: true,
        destinationBucketArn: 'arn:aws:s3:::live-new',
        destinationAccount: '444455556666',
        deleteMarkers: true,
        wholeBucket: true,
      },
      {
        id: 'off',
        enabled: false,
        destinationBucketArn: 'arn:aws:s3:::live-old',
        destinationAccount: null,
        deleteMarkers: false,
        wholeBucket: true,
      },
    ],
    objectLock: { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
    notification: { topics: 1, queues: 0, functions: 1, eventBridge: true },
    website: { indexDocument: 'index.html', errorDocument: 'エラー.html', redirectHost: null },
    cors: [
      {
        allowedOrigins: ['https://a.example'],
        allowedMethods: ['GET', 'PUT'],
        allowedHeaders: ['*'],
      },
    ],
    tags: [
      { key: '所有者', value: 'データ基盤 <1>' },
      { key: 'empty', value: '' },
    ],
    acceleration: 'Enabled',
    inventory: complete(
      {
        id: 'daily',
        enabled: true,
        destinationBucketArn: 'arn:aws:s3:::live-new',
        destinationAccount: null,
        frequency: 'Weekly',
        wholeBucket: true,
        allVersions: true,
      },
      {
        id: 'retired',
        enabled: false,
        destinationBucketArn: 'arn:aws:s3:::live-new',
        destinationAccount: null,
        frequency: 'Weekly',
        wholeBucket: true,
        allVersions: true,
      },
    ),
  });
});

const nothing = {
  location: 'us-east-1',
  policy: null,
  policyStatus: null,
  versioning: { status: null, mfaDelete: false },
  logging: null,
  lifecycle: null,
  replication: null,
  objectLock: null,
  notification: { topics: 0, queues: 0, functions: 0, eventBridge: false },
  website: null,
  cors: null,
  tags: null,
  acceleration: null,
  inventory: complete(),
};

test('a bucket as S3 makes it today', async () => {
  expect(await read(bucketGatherers, { bucket: 'live-new' })).toEqual({
    ...nothing,
    publicAccessBlock: allOn,
    acl: { owner, grants: [own] },
    ownership: { objectOwnership: 'BucketOwnerEnforced' },
    encryption: [
      { algorithm: 'AES256', kmsKeyId: null, bucketKeyEnabled: false, blockedTypes: ['SSE-C'] },
    ],
  });
});

test('a bucket from before any of the defaults', async () => {
  expect(await read(bucketGatherers, { bucket: 'live-old' })).toEqual({
    ...nothing,
    publicAccessBlock: null,
    acl: { owner, grants: [own, { type: 'Group', grantee: everyone, permission: 'READ' }] },
    ownership: null,
    encryption: null,
  });
});

test('the account', async () => {
  const { enabledRegions, ...facts } = await read(
    accountGatherers.filter(({ fact }) => fact !== 'multiRegionAccessPoints'),
    {},
  );
  expect(facts).toEqual({
    identity: {
      account: id,
      arn: expect.stringMatching(/^arn:aws:sts::123456789012:assumed-role\/Auditor\//),
      userId: expect.stringMatching(/./),
    },
    buckets: complete(
      { name: 'live-full', region: 'eu-west-1', createdAt: '2021-03-04T05:06:07.000Z' },
      { name: 'live-new', region: 'us-east-1', createdAt: '2026-05-06T07:08:09.000Z' },
      { name: 'live-old', region: 'us-east-1', createdAt: '2009-01-02T03:04:05.000Z' },
    ),
    accountPublicAccessBlock: { ...allOff, blockPublicAcls: true },
  });
  const state = (name: string) =>
    (enabledRegions as readonly EnabledRegion[]).find((region) => region.name === name)?.optIn;
  expect([state('us-east-1'), state('ap-east-1'), state('me-south-1')]).toEqual([
    'opt-in-not-required',
    'opted-in',
    'not-opted-in',
  ]);
});

test('access points of a Region, and none in another', async () => {
  const entry = (name: string) => ({
    name,
    arn: `arn:aws:s3:eu-west-1:${id}:accesspoint/${name}`,
    bucket: 'live-full',
    bucketAccount: id,
  });
  expect(await read(regionGatherers, { region: 'eu-west-1' })).toEqual({
    accessPoints: complete(
      { ...entry('live-point'), networkOrigin: 'Internet', vpcId: null },
      { ...entry('live-vpc'), networkOrigin: 'VPC', vpcId: 'vpc-1' },
    ),
  });
  expect(await read(regionGatherers, { region: 'us-east-1' })).toEqual({
    accessPoints: complete(),
  });
});

test('an access point with a policy, and one without', async () => {
  const of = (accessPoint: string) =>
    read(accessPointGatherers, { accessPoint, region: 'eu-west-1' });
  const bucket = { bucket: 'live-full', bucketAccount: id };
  expect(await of('live-point')).toEqual({
    accessPoint: { ...bucket, networkOrigin: 'Internet', vpcId: null, publicAccessBlock: allOn },
    accessPointPolicy: pointPolicy,
    accessPointPolicyStatus: { isPublic: false },
  });
  expect(await of('live-vpc')).toEqual({
    accessPoint: { ...bucket, networkOrigin: 'VPC', vpcId: 'vpc-1', publicAccessBlock: partly },
    accessPointPolicy: null,
    accessPointPolicyStatus: null,
  });
});

test('Multi-Region access points', async () => {
  const list = accountGatherers.filter(({ fact }) => fact === 'multiRegionAccessPoints');
  expect(await read(list, { region: 'us-west-2' })).toEqual({
    multiRegionAccessPoints: complete(
      {
        name: 'live-global',
        alias: 'mlive.mrap',
        status: 'READY',
        buckets: ['live-full', 'live-new'],
        publicAccessBlock: allOn,
      },
      {
        name: 'live-plain',
        alias: 'mplain.mrap',
        status: 'READY',
        buckets: ['live-full'],
        publicAccessBlock: allOn,
      },
    ),
  });
});

test('the policy of a Multi-Region access point, and of one without', async () => {
  const of = (accessPoint: string) =>
    read(multiRegionAccessPointGatherers, { accessPoint, region: 'us-west-2' });
  expect(await of('live-global')).toEqual({
    multiRegionAccessPointPolicy: globalPolicy,
    multiRegionAccessPointPolicyStatus: { isPublic: true },
  });
  expect(await of('live-plain')).toEqual({
    multiRegionAccessPointPolicy: null,
    multiRegionAccessPointPolicyStatus: null,
  });
});
