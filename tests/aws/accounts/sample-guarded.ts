import type { Bucket } from './account.ts';
import { bucketArn, objectsArn, onlyTls, policy, takesLogs } from './policies.ts';

const id = '123456789012';
const key = (region: string): string =>
  `arn:aws:kms:${region}:${id}:key/3f2b8c1e-6a54-4d0f-9c7b-2e1d0a9f8b76`;
const organisation = 'o-fernway123';

/** Buckets that somebody took care of, and the two that the auditor may not fully read. */
export const sampleGuarded: readonly Bucket[] = [
  {
    name: 'fernway-access-logs',
    created: '2023-05-02T08:00:00.000Z',
    policy: policy(takesLogs('fernway-access-logs', id), onlyTls('fernway-access-logs')),
    lifecycle: [{ id: 'one-year', expireAfter: 365, abortUploadsAfter: 7 }],
    tags: { owner: 'security', purpose: 'access logs' },
  },
  {
    // Set up before S3 could take logs by policy.
    name: 'fernway-access-logs-eu',
    region: 'eu-west-1',
    created: '2018-10-10T10:10:00.000Z',
    ownership: 'ObjectWriter',
    acl: [
      { to: 'logDelivery', permission: 'WRITE' },
      { to: 'logDelivery', permission: 'READ_ACP' },
    ],
    lifecycle: [{ id: 'one-year', expireAfter: 365 }],
  },
  {
    name: 'fernway-payroll',
    region: 'eu-west-1',
    created: '2023-07-19T06:45:00.000Z',
    encryption: { algorithm: 'aws:kms', keyId: key('eu-west-1'), bucketKey: true },
    policy: policy(onlyTls('fernway-payroll')),
    versioning: 'Enabled',
    objectLock: { mode: 'COMPLIANCE', years: 7 },
    logging: { bucket: 'fernway-access-logs-eu', prefix: 'payroll/' },
    replication: [{ id: 'to-frankfurt', to: 'fernway-payroll-replica', deleteMarkers: true }],
    notification: { eventBridge: true },
    tags: { owner: 'people', 'data-class': 'confidential' },
  },
  {
    name: 'fernway-payroll-replica',
    region: 'eu-central-1',
    created: '2023-07-19T06:50:00.000Z',
    encryption: { algorithm: 'aws:kms', keyId: key('eu-central-1'), bucketKey: true },
    policy: policy(onlyTls('fernway-payroll-replica')),
    versioning: 'Enabled',
    objectLock: { mode: 'COMPLIANCE', years: 7 },
    tags: { owner: 'people', 'data-class': 'confidential' },
  },
  {
    name: 'fernway-invoices',
    created: '2021-01-11T11:11:00.000Z',
    encryption: { algorithm: 'aws:kms', keyId: 'alias/invoices', bucketKey: true },
    policy: policy(onlyTls('fernway-invoices')),
    versioning: 'Enabled',
    mfaDelete: true,
    logging: { bucket: 'fernway-access-logs', prefix: 'invoices/' },
    replication: [{ id: 'paused', to: 'fernway-invoices-dr', enabled: false }],
    notification: { topics: ['arn:aws:sns:us-east-1:123456789012:invoices'] },
    inventory: [{ id: 'weekly', bucket: 'fernway-analytics-results' }],
    tags: { owner: 'finance', 'data-class': 'confidential' },
  },
  {
    name: 'fernway-cloudtrail',
    created: '2022-02-02T02:02:00.000Z',
    policy: policy(
      {
        Sid: 'TrailChecksAcl',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: bucketArn('fernway-cloudtrail'),
        Condition: {
          StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${id}:trail/main` },
        },
      },
      {
        Sid: 'TrailWrites',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${bucketArn('fernway-cloudtrail')}/AWSLogs/${id}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
      onlyTls('fernway-cloudtrail'),
    ),
    versioning: 'Enabled',
    objectLock: { mode: 'GOVERNANCE', days: 400 },
    logging: { bucket: 'fernway-access-logs', prefix: 'cloudtrail/' },
    lifecycle: [{ id: 'archive', transition: { after: 90, to: 'GLACIER' }, expireAfter: 2555 }],
  },
  {
    name: 'fernway-org-shared',
    created: '2024-04-04T04:04:00.000Z',
    policy: policy(
      {
        Sid: 'OrganisationReads',
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [bucketArn('fernway-org-shared'), objectsArn('fernway-org-shared')],
        Condition: { StringEquals: { 'aws:PrincipalOrgID': organisation } },
      },
      onlyTls('fernway-org-shared'),
    ),
    encryption: { algorithm: 'aws:kms', keyId: key('us-east-1'), bucketKey: true },
    versioning: 'Enabled',
    replication: [{ id: 'to-oregon', to: 'fernway-analytics-results' }],
    logging: { bucket: 'fernway-access-logs', prefix: 'org-shared/' },
  },
  {
    // Human resources keep even the auditors out, by a Deny in the bucket policy.
    name: 'fernway-hr-restricted',
    region: 'eu-west-1',
    created: '2020-12-01T09:00:00.000Z',
    publicAccessBlock: null,
    ownership: 'ObjectWriter',
    encryption: { algorithm: 'aws:kms', keyId: key('eu-west-1') },
    versioning: 'Enabled',
    denied: [
      's3:GetBucketAcl',
      's3:GetBucketPolicy',
      's3:GetBucketPolicyStatus',
      's3:GetBucketTagging',
    ],
  },
  {
    name: 'fernway-security-vault',
    created: '2023-03-23T13:23:00.000Z',
    versioning: 'Enabled',
    objectLock: { mode: 'GOVERNANCE', days: 30 },
    denied: [
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketOwnershipControls',
      's3:GetBucketAcl',
      's3:GetEncryptionConfiguration',
      's3:GetBucketLogging',
      's3:GetBucketVersioning',
      's3:GetLifecycleConfiguration',
      's3:GetReplicationConfiguration',
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketNotification',
      's3:GetBucketWebsite',
      's3:GetBucketCORS',
    ],
  },
];
