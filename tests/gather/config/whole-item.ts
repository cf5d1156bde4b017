import type { resourceTypes } from '../../../src/gather/config/item.ts';
import { target } from './roof.ts';

const block = {
  blockPublicAcls: true,
  ignorePublicAcls: false,
  blockPublicPolicy: true,
  restrictPublicBuckets: false,
};
const capitals = Object.fromEntries(
  Object.entries(block).map(([name, on]) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, on]),
);

const supplementaryConfiguration = {
  AccessControlList: JSON.stringify({
    grantSet: null,
    grantList: [
      { grantee: { id: 'owner', displayName: null }, permission: 'FullControl' },
      { grantee: 'AllUsers', permission: 'Read' },
    ],
    owner: { displayName: null, id: 'owner' },
  }),
  BucketAccelerateConfiguration: { status: 'Enabled' },
  BucketCrossOriginConfiguration: {
    rules: [{ allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: ['a'] }],
  },
  BucketLifecycleConfiguration: {
    rules: [
      {
        id: 'r',
        status: 'Enabled',
        filter: {
          predicate: {
            type: 'LifecycleAndOperator',
            operands: [
              { type: 'LifecyclePrefixPredicate', prefix: 'docs/' },
              { type: 'LifecycleTagPredicate', tag: { key: 'a', value: 'b' } },
            ],
          },
        },
        expirationInDays: 60,
        noncurrentVersionExpiration: { noncurrentDays: 5, newerNoncurrentVersions: 3 },
        transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ],
  },
  BucketLoggingConfiguration: { destinationBucketName: 'logs', logFilePrefix: 'a/' },
  BucketNotificationConfiguration: {
    configurations: { one: { type: 'TopicConfiguration', topicARN: 't' } },
    eventBridgeConfiguration: {},
  },
  BucketPolicy: { policyText: '{"Statement":[]}' },
  BucketReplicationConfiguration: {
    roleARN: 'role',
    rules: {
      one: {
        status: 'Enabled',
        filter: {},
        deleteMarkerReplication: { status: 'Enabled' },
        destinationConfig: { account: '111122223333', bucketARN: 'arn:aws:s3:::to' },
      },
    },
  },
  BucketTaggingConfiguration: { tagSets: [{ tags: { owner: 'team' } }] },
  BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: true },
  BucketWebsiteConfiguration: { indexDocumentSuffix: 'index.html', errorDocument: 'e.html' },
  ObjectLockConfiguration: {
    objectLockEnabled: 'Enabled',
    rule: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } },
  },
  PublicAccessBlockConfiguration: block,
  ServerSideEncryptionConfiguration: {
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyID: 'alias/a' },
        bucketKeyEnabled: true,
      },
    ],
  },
};

export const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1';

const configurations: Readonly<Record<(typeof resourceTypes)[number], object>> = {
  'AWS::S3::Bucket': { name: 'a', creationDate: '2020-01-01T00:00:00.000Z' },
  'AWS::S3::AccountPublicAccessBlock': block,
  'AWS::S3::AccessPoint': {
    Name: 'a',
    Arn: 'arn:aws:s3:us-east-1:123456789012:accesspoint/a',
    Bucket: 'a',
    BucketAccountId: target.account,
    NetworkOrigin: 'VPC',
    VpcConfiguration: { VpcId: 'vpc-1' },
    PublicAccessBlockConfiguration: capitals,
  },
  'AWS::S3::MultiRegionAccessPoint': {
    Name: 'a',
    Alias: 'a.mrap',
    Regions: [{ Bucket: 'a' }],
    PublicAccessBlockConfiguration: capitals,
  },
  'AWS::Backup::BackupPlan': {
    BackupPlanId: 'p',
    BackupPlan: {
      BackupPlanName: 'daily',
      BackupPlanRule: [
        {
          RuleName: 'nightly',
          ScheduleExpression: 'cron(0 5 ? * * *)',
          EnableContinuousBackup: false,
          Lifecycle: { DeleteAfterDays: 35 },
          TargetBackupVault: 'main',
          CopyActions: [
            {
              DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:far',
              Lifecycle: { DeleteAfterDays: 90 },
            },
          ],
        },
      ],
      AdvancedBackupSettings: [
        {
          ResourceType: 'S3',
          BackupOptions: { BackupACLs: 'disabled', BackupObjectTags: 'enabled' },
        },
      ],
    },
  },
  'AWS::Backup::BackupSelection': {
    BackupPlanId: 'p',
    SelectionId: 's',
    BackupSelection: {
      SelectionName: 'buckets',
      IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
      Resources: ['arn:aws:s3:::a'],
      NotResources: ['arn:aws:s3:::b'],
      ListOfTags: [
        { ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'yes' },
      ],
      Conditions: {
        StringLike: [{ ConditionKey: 'aws:ResourceTag/team', ConditionValue: 'web-*' }],
      },
    },
  },
  'AWS::Backup::RecoveryPoint': {
    BackupVaultName: 'main',
    RecoveryPointArn: 'arn:aws:backup:us-east-1:123456789012:recovery-point:continuous:a-1',
    ResourceArn: 'arn:aws:s3:::a',
    ResourceType: 'S3',
    Status: 'AVAILABLE',
    CreationDate: '2026-11-01T05:00:00.000Z',
  },
  'AWS::CloudTrail::Trail': {
    name: 'main',
    trailARN: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main',
    homeRegion: 'us-east-1',
    isMultiRegionTrail: true,
    isOrganizationTrail: false,
    hasCustomEventSelectors: true,
    includeGlobalServiceEvents: true,
    logFileValidationEnabled: true,
    s3BucketName: 'trail-logs',
    s3KeyPrefix: 'a',
    kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1',
  },
  'AWS::KMS::Key': {
    keyId: '1',
    arn: keyArn,
    awsaccountId: target.account,
    enabled: true,
    keyManager: 'CUSTOMER',
    keyState: 'Enabled',
    keyUsage: 'ENCRYPT_DECRYPT',
    customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    deletionDate: null,
  },
};

/** An item of a type with every setting that AWS Config records of it. */
export const wholeItem = (resourceType: (typeof resourceTypes)[number]): object => ({
  resourceType,
  resourceId: 'a',
  resourceName: 'a',
  accountId: target.account,
  awsRegion: 'us-east-1',
  arn: resourceType === 'AWS::KMS::Key' ? keyArn : 'arn:aws:s3:::a',
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: '2026-11-30T12:00:00.000Z',
  configuration: configurations[resourceType],
  supplementaryConfiguration:
    resourceType === 'AWS::S3::Bucket'
      ? supplementaryConfiguration
      : resourceType === 'AWS::KMS::Key'
        ? { KeyRotationStatus: true }
        : {},
});
