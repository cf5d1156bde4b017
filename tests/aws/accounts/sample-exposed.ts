import { allOff, allOn, type Bucket } from './account.ts';
import { bucketArn, everyoneReads, objectsArn, onlyTls, policy } from './policies.ts';

const partner = 'b5f7c6c1e0d94f8f8c2a7f0e6d5c4b3a29181716151413121110090807060504';

/** Buckets that the world, or half of it, can reach: some by intent and some by mistake. */
export const sampleExposed: readonly Bucket[] = [
  {
    name: 'fernway-website',
    created: '2018-05-14T09:12:00.000Z',
    publicAccessBlock: allOff,
    policy: policy(everyoneReads('fernway-website')),
    website: { index: 'index.html', error: '404.html' },
    cors: [{ origins: ['*'], methods: ['GET', 'HEAD'], maxAgeSeconds: 3000 }],
    tags: { owner: 'marketing', 'data-class': 'public' },
    objects: { 'index.html': { body: '<h1>Fernway</h1>', contentType: 'text/html' } },
  },
  {
    name: 'fernway-open-freight-data',
    region: 'us-west-2',
    created: '2020-09-01T07:00:00.000Z',
    publicAccessBlock: { ...allOn, blockPublicPolicy: false, restrictPublicBuckets: false },
    policy: policy(
      everyoneReads('fernway-open-freight-data'),
      {
        Sid: 'EveryoneLists',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: bucketArn('fernway-open-freight-data'),
      },
      onlyTls('fernway-open-freight-data'),
    ),
    versioning: 'Enabled',
    lifecycle: [
      { id: 'old-versions', expireOldVersionsAfter: 90, keepOldVersions: 3, abortUploadsAfter: 7 },
    ],
    tags: { owner: 'data', 'data-class': 'public', 'public-access': 'approved-2024-117' },
  },
  {
    // Copied by hand in a hurry, with an ACL from a forum, and forgotten.
    name: 'fernway-db-backup-2019',
    created: '2019-11-30T23:41:00.000Z',
    publicAccessBlock: null,
    ownership: 'ObjectWriter',
    encryption: { algorithm: 'AES256', blocked: [] },
    acl: [
      { to: 'everyone', permission: 'READ' },
      { to: 'everyone', permission: 'READ_ACP' },
    ],
    objects: { 'crm-full.sql.gz': { body: 'not a real dump', contentType: 'application/gzip' } },
  },
  {
    name: 'fernway-scanner-dropbox',
    region: 'eu-west-1',
    created: '2017-02-08T10:20:00.000Z',
    publicAccessBlock: allOff,
    ownership: 'BucketOwnerPreferred',
    acl: [{ to: 'everyone', permission: 'WRITE' }],
    lifecycle: [{ id: 'sweep', expireAfter: 14, abortUploadsAfter: 1 }],
    notification: { functions: ['arn:aws:lambda:eu-west-1:123456789012:function:sort-scans'] },
  },
  {
    name: 'fernway-partner-exchange',
    region: 'eu-central-1',
    created: '2016-06-21T15:05:00.000Z',
    publicAccessBlock: null,
    ownership: 'ObjectWriter',
    acl: [
      { to: 'anyAwsAccount', permission: 'READ' },
      { to: partner, permission: 'FULL_CONTROL' },
    ],
    versioning: 'Suspended',
  },
  {
    name: 'fernway-form-uploads',
    created: '2021-03-03T12:00:00.000Z',
    publicAccessBlock: allOff,
    policy: policy({
      Sid: 'BrowserUploads',
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:PutObject', 's3:PutObjectAcl'],
      Resource: objectsArn('fernway-form-uploads'),
      // Narrow as it looks, anyone can send this header.
      Condition: { StringLike: { 'aws:Referer': 'https://www.fernway.example/*' } },
    }),
    cors: [{ origins: ['*'], methods: ['PUT', 'POST'], headers: ['*'] }],
    notification: { queues: ['arn:aws:sqs:us-east-1:123456789012:form-uploads'] },
    accelerate: 'Enabled',
  },
  {
    // Public on paper only: Block Public Access takes the policy's and the ACL's effect away.
    name: 'fernway-vendor-feeds',
    region: 'ap-southeast-2',
    created: '2022-08-15T01:30:00.000Z',
    publicAccessBlock: allOn,
    ownership: 'ObjectWriter',
    acl: [{ to: 'everyone', permission: 'READ' }],
    policy: policy(everyoneReads('fernway-vendor-feeds')),
    lifecycle: [{ id: 'off', prefix: 'incoming/', expireAfter: 30, enabled: false }],
  },
];
