import type { Known, KnownFields } from './event.ts';

/** The calls that the CIS benchmark wants an alarm on, as CloudTrail names them. */
export const policyChanges: readonly string[] = [
  'PutBucketAcl',
  'PutBucketPolicy',
  'PutBucketCors',
  'PutBucketLifecycle',
  'PutBucketReplication',
  'DeleteBucketPolicy',
  'DeleteBucketCors',
  'DeleteBucketLifecycle',
  'DeleteBucketReplication',
];

/** Calls that came since, or that CIS leaves out, and that change who gets in or what is kept and recorded. */
export const furtherChanges: readonly string[] = [
  'PutBucketPublicAccessBlock',
  'DeleteBucketPublicAccessBlock',
  'PutAccountPublicAccessBlock',
  'DeleteAccountPublicAccessBlock',
  'PutBucketOwnershipControls',
  'PutBucketVersioning',
  'PutBucketEncryption',
  'PutBucketLogging',
  'PutAccessPointPolicy',
];

/**
 * What is known of CloudTrail's record of such a call that went through.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const recordOf = (eventName: string): KnownFields =>
  new Map<string, Known>([
    ['eventSource', 's3.amazonaws.com'],
    ['eventName', eventName],
    ['eventType', 'AwsApiCall'],
    ['eventCategory', 'Management'],
    ['managementEvent', true],
    ['readOnly', false],
    ['errorCode', null],
    ['errorMessage', null],
  ]);

/** The same record as EventBridge hands it on. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const eventOf = (eventName: string, account: string, region: string): KnownFields =>
  new Map<string, Known>([
    ['source', 'aws.s3'],
    ['detail-type', 'AWS API Call via CloudTrail'],
    ['account', account],
    ['region', region],
    ...[...recordOf(eventName)].map(
      ([path, value]) => [`detail.${path}`, value] as [string, Known],
    ),
  ]);
