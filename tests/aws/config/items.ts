import { allOn, type AccessPoint, type Account } from '../accounts/account.ts';
import { element } from '../answer.ts';
import type { Context } from '../context.ts';
import { canonicalId } from '../render.ts';
import { readSettings } from './settings.ts';
import { supplementary } from './supplementary.ts';

/** One resource as AWS Config records it, before it is written in the form of an answer. */
export interface Item {
  resourceType: string;
  resourceId: string;
  resourceName: string | null;
  accountId: string;
  awsRegion: string;
  arn: string;
  configurationItemStatus: string;
  configurationItemCaptureTime: string;
  resourceCreationTime: string | null;
  configuration: object;
  supplementaryConfiguration: Readonly<Record<string, unknown>>;
}

const recordedAt = '2026-11-30T12:00:00.000Z';

/** Every item of S3 of an account, made from its state as S3 itself would tell it, denials left aside. */
export async function itemsOf(id: string, context: Context): Promise<readonly Item[]> {
  const account = context.world.account(id) ?? { id, buckets: [] };
  const recording = context.config.recordings.get(id);
  const common = {
    accountId: id,
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: recording?.capturedAt ?? recordedAt,
    supplementaryConfiguration: {},
    resourceName: null,
    resourceCreationTime: null,
  };
  const buckets: Item[] = [];
  for (const bucket of account.buckets) {
    const awsRegion = bucket.region ?? 'us-east-1';
    const settings = await readSettings(bucket.name, awsRegion, id, context);
    const creationDate = bucket.created ?? '2025-01-01T00:00:00.000Z';
    const owner = { displayName: null, id: canonicalId(id) };
    buckets.push({
      ...common,
      resourceType: 'AWS::S3::Bucket',
      resourceId: bucket.name,
      resourceName: bucket.name,
      awsRegion,
      arn: `arn:aws:s3:::${bucket.name}`,
      resourceCreationTime: creationDate,
      configuration: { name: bucket.name, owner, creationDate },
      supplementaryConfiguration: supplementary(settings, recording?.without ?? []),
    });
  }
  const gone = (recording?.deleted ?? []).map((name) => ({
    ...common,
    resourceType: 'AWS::S3::Bucket',
    resourceId: name,
    resourceName: name,
    awsRegion: 'us-east-1',
    arn: `arn:aws:s3:::${name}`,
    configurationItemStatus: 'ResourceDeleted',
    configuration: {},
  }));
  const points = (account.accessPoints ?? []).map((point) => pointItem(account, point, common));
  const globals = (account.multiRegionAccessPoints ?? []).map((point) => ({
    ...common,
    resourceType: 'AWS::S3::MultiRegionAccessPoint',
    resourceId: point.name,
    awsRegion: 'us-west-2',
    arn: `arn:aws:s3::${id}:accesspoint/${point.alias}`,
    configuration: {
      Name: point.name,
      Alias: point.alias,
      CreatedAt: '2025-03-01T09:00:00Z',
      Regions: point.buckets.map((Bucket) => ({ Bucket, BucketAccountId: id })),
      PublicAccessBlockConfiguration: capitals(point.publicAccessBlock ?? allOn),
    },
  }));
  const more = (recording?.more ?? []).map((item) => ({
    ...{ ...common, awsRegion: 'us-east-1', arn: item.resourceId },
    ...item,
  }));
  return [
    ...more,
    ...buckets,
    ...gone,
    ...points,
    ...globals,
    ...(await accountBlock(id, common, context)),
  ];
}

type Common = Omit<Item, 'resourceType' | 'resourceId' | 'awsRegion' | 'arn' | 'configuration'>;

function pointItem(account: Account, point: AccessPoint, common: Common): Item {
  const home = account.buckets.find(({ name }) => name === point.bucket)?.region ?? 'us-east-1';
  const arn = `arn:aws:s3:${home}:${account.id}:accesspoint/${point.name}`;
  return {
    ...common,
    resourceType: 'AWS::S3::AccessPoint',
    resourceId: point.name,
    awsRegion: home,
    arn,
    configuration: {
      Name: point.name,
      Arn: arn,
      Bucket: point.bucket,
      BucketAccountId: account.id,
      NetworkOrigin: point.vpc ? 'VPC' : 'Internet',
      ...(point.vpc && { VpcConfiguration: { VpcId: point.vpc } }),
      PublicAccessBlockConfiguration: capitals(point.publicAccessBlock ?? allOn),
    },
  };
}

const names = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const small = (name: string): string => `${name[0]?.toLowerCase()}${name.slice(1)}`;

const capitals = (block: object): object =>
  Object.fromEntries(names.map((name) => [name, block[small(name) as never]]));

/** The account's block, which every Region with a recorder records; nothing where it was never set. */
async function accountBlock(id: string, common: Common, context: Context): Promise<Item[]> {
  const headers = { 'x-amz-account-id': id };
  const url = '/v20180820/configuration/publicAccessBlock';
  const answer = await context.backend.ask({ url, headers, account: id });
  if (answer.status !== 200) return [];
  const body = answer.body.toString();
  const configuration = Object.fromEntries(
    names.map((name) => [small(name), element(body, name) === 'true']),
  );
  return ['us-east-1', 'eu-west-1', 'us-west-2'].map((awsRegion) => ({
    ...common,
    resourceType: 'AWS::S3::AccountPublicAccessBlock',
    resourceId: id,
    awsRegion,
    arn: '',
    configuration,
  }));
}
