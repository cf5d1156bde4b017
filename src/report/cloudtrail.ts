import type { CallCount, Snapshot } from '../model/snapshot.ts';

/** Under which names CloudTrail keeps one of our calls. */
export interface TrailEvent {
  /** For example `s3.amazonaws.com`. */
  source: string;
  /** One name, or several where sources differ: the more likely one first. */
  names: readonly string[];
  /**
   * How the names are known: AWS's documentation has them, published CloudTrail events show them, or they are taken
   * to be the API's own.
   */
  basis: 'documented' | 'recorded' | 'assumed';
}

/**
 * Names that AWS lists, where they are not the API's own, or that published events show.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
const s3: Readonly<Record<string, Pick<TrailEvent, 'names' | 'basis'>>> = {
  GetBucketAccelerateConfiguration: { names: ['GetAccelerateConfiguration'], basis: 'recorded' },
  GetBucketLifecycleConfiguration: { names: ['GetBucketLifecycle'], basis: 'documented' },
  GetBucketNotificationConfiguration: { names: ['GetBucketNotification'], basis: 'documented' },
  GetBucketOwnershipControls: { names: ['GetBucketOwnershipControls'], basis: 'recorded' },
  // AWS's list and published events disagree.
  GetObjectLockConfiguration: {
    names: ['GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'],
    basis: 'documented',
  },
  GetPublicAccessBlock: { names: ['GetBucketPublicAccessBlock'], basis: 'documented' },
  // Events of who lists inventories show the name of the call for a single one.
  ListBucketInventoryConfigurations: {
    names: ['GetBucketInventoryConfiguration', 'ListBucketInventoryConfigurations'],
    basis: 'recorded',
  },
};
const s3AsTheApi = [
  ...['GetBucketAcl', 'GetBucketCors', 'GetBucketEncryption', 'GetBucketLocation'],
  ...['GetBucketLogging', 'GetBucketPolicy', 'GetBucketReplication', 'GetBucketTagging'],
  ...['GetBucketVersioning', 'GetBucketWebsite', 'ListBuckets'],
];

/** Calls of S3 Control are logged as S3's. */
const s3control: Readonly<Record<string, Pick<TrailEvent, 'names' | 'basis'>>> = {
  GetPublicAccessBlock: { names: ['GetAccountPublicAccessBlock'], basis: 'documented' },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-monitoring-logging.html
  GetAccessPointPolicy: { names: ['GetAccessPointPolicy'], basis: 'documented' },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointCloudTrail.html
  GetMultiRegionAccessPointPolicy: {
    names: ['GetMultiRegionAccessPointPolicy'],
    basis: 'documented',
  },
  ListAccessPoints: { names: ['ListAccessPoints'], basis: 'recorded' },
  ListMultiRegionAccessPoints: { names: ['ListMultiRegionAccessPoints'], basis: 'recorded' },
};

/** Services of which CloudTrail logs each call under the API's name, as their own guides say. */
const asTheApi: readonly string[] = ['config', 'ec2', 'iam', 'organizations', 'sts'];

/**
 * What CloudTrail calls a call. All of ours are reads of settings, which it logs as management events: they are in
 * its event history, and in a trail unless that leaves out reads.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function eventOf({
  service,
  operation,
}: Pick<CallCount, 'service' | 'operation'>): TrailEvent {
  const isS3 = service === 's3' || service === 's3control';
  const source = `${isS3 ? 's3' : service}.amazonaws.com`;
  const known = isS3 ? ownEntry(service === 's3' ? s3 : s3control, operation) : undefined;
  if (known) return { source, ...known };
  const isDocumented =
    asTheApi.includes(service) || (service === 's3' && s3AsTheApi.includes(operation));
  return { source, names: [operation], basis: isDocumented ? 'documented' : 'assumed' };
}

const ownEntry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Whether there is a CloudTrail behind a snapshot at all. */
export const hasTrail = ({ provider }: Pick<Snapshot, 'provider'>): boolean => provider === 'aws';

export const basisTitle: Readonly<Record<TrailEvent['basis'], string>> = {
  documented: 'as AWS documents it',
  recorded: 'as published events show it',
  assumed: 'taken to be the name in the API',
};

/** What each way of a call's ending means, in the words of a report. Others are shown as they are. */
export const outcomeTitle: ReadonlyMap<string, string> = new Map([
  ['ok', 'answered'],
  ['absent', 'not configured'],
  ['denied', 'denied'],
  ['blocked', 'withheld by the browser'],
  ['network', 'no answer'],
  ['throttled', 'throttled'],
  ['unsupported', 'not supported'],
  ['gone', 'gone'],
  ['failed', 'failed'],
  ['elsewhere', 'sent to another Region'],
  ['session', 'credentials refused'],
  ['silent', 'no answer'],
]);

/** The suffix of the user agent that requests of this program carry; empty for a program that is none of ours. */
export const agentOf = ({ name, version }: Snapshot['tool']): string =>
  name.startsWith('bucketproof') ? `bucketproof/${version}` : '';
