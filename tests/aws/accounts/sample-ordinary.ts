import { allOff, type Bucket } from './account.ts';
import { objectsArn, onlyTls, policy } from './policies.ts';

const id = '123456789012';

/** The daily life of an account: buckets as they were made, half finished, or old. */
export const sampleOrdinary: readonly Bucket[] = [
  {
    name: 'fernway-analytics-lake',
    region: 'us-west-2',
    created: '2022-10-05T17:00:00.000Z',
    encryption: { algorithm: 'aws:kms:dsse', keyId: 'alias/lake', blocked: ['SSE-C'] },
    policy: policy(
      {
        Sid: 'AccessPointsDecide',
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        Resource: ['arn:aws:s3:::fernway-analytics-lake', objectsArn('fernway-analytics-lake')],
        Condition: { StringEquals: { 's3:DataAccessPointAccount': id } },
      },
      onlyTls('fernway-analytics-lake'),
    ),
    versioning: 'Enabled',
    lifecycle: [
      { id: 'large-to-ia', largerThanBytes: 131_072, transition: { after: 30, to: 'STANDARD_IA' } },
      { id: 'scratch', prefix: 'scratch/', smallerThanBytes: 1_048_576, expireAfter: 3 },
    ],
    notification: { eventBridge: true },
    inventory: [
      { id: 'daily', bucket: 'fernway-analytics-results' },
      { id: 'retired', bucket: 'fernway-analytics-results', enabled: false },
    ],
  },
  {
    name: 'fernway-analytics-results',
    region: 'us-west-2',
    created: '2022-10-05T17:05:00.000Z',
    versioning: 'Enabled',
    lifecycle: [{ id: 'results', prefix: 'results/', expireAfter: 60 }],
  },
  {
    name: 'fernway-mobile-assets',
    created: '2021-06-30T08:30:00.000Z',
    policy: policy(
      {
        Sid: 'CloudFrontReads',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: objectsArn('fernway-mobile-assets'),
        Condition: {
          StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${id}:distribution/E1FERNWAY` },
        },
      },
      onlyTls('fernway-mobile-assets'),
    ),
    cors: [{ origins: ['https://app.fernway.example'], methods: ['GET'], headers: ['range'] }],
    versioning: 'Enabled',
    replication: [{ id: 'to-ireland', to: 'fernway-mobile-assets-eu' }],
  },
  {
    name: 'fernway-mobile-assets-eu',
    region: 'eu-west-1',
    created: '2021-06-30T08:35:00.000Z',
    versioning: 'Enabled',
  },
  {
    name: 'fernway-terraform-state',
    created: '2020-02-20T20:20:00.000Z',
    encryption: { algorithm: 'aws:kms' },
    // Covers the objects only, so that listing over plain HTTP still works.
    policy: policy({
      Sid: 'DenyWithoutTls',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: objectsArn('fernway-terraform-state'),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    versioning: 'Enabled',
    logging: { bucket: 'fernway-access-logs', prefix: 'state/' },
    lifecycle: [{ id: 'old-states', expireOldVersionsAfter: 90, abortUploadsAfter: 7 }],
  },
  {
    name: 'fernway-build-artifacts',
    created: '2019-08-08T18:08:00.000Z',
    publicAccessBlock: { ...allOff, blockPublicAcls: true, ignorePublicAcls: true },
    ownership: 'BucketOwnerPreferred',
    versioning: 'Suspended',
    lifecycle: [{ id: 'forgotten', expireAfter: 90, enabled: false }],
    tags: { owner: 'platform' },
  },
  {
    name: 'fernway-contracts',
    region: 'eu-central-1',
    created: '2024-01-15T14:00:00.000Z',
    policy: policy(
      {
        Sid: 'LawFirmReads',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:root' },
        Action: 's3:GetObject',
        Resource: objectsArn('fernway-contracts'),
      },
      onlyTls('fernway-contracts'),
    ),
    versioning: 'Enabled',
    // To a bucket of the law firm, which nobody named as expected.
    replication: [{ id: 'to-counsel', to: 'harbour-counsel-files', account: '444455556666' }],
    objectLock: {},
  },
  {
    // From the first year of the firm: none of today's defaults were there.
    name: 'fernway-legacy-crm',
    created: '2011-04-02T05:06:07.000Z',
    publicAccessBlock: null,
    ownership: null,
    encryption: null,
    website: { redirectTo: 'www.fernway.example' },
    objects: {
      'export/2011-customers.csv': {
        body: 'no customers',
        contentType: 'text/csv',
        acl: 'public-read',
      },
      'export/2012-customers.csv': { body: 'no customers', contentType: 'text/csv' },
      'logo.png': { body: 'no logo', contentType: 'image/png', acl: 'public-read' },
    },
  },
  {
    name: 'fernway-athena-staging',
    region: 'ap-southeast-2',
    created: '2025-05-05T05:05:00.000Z',
    lifecycle: [{ id: 'sweep', expireAfter: 1 }],
  },
  {
    name: 'fernway-ci.cache',
    region: 'us-west-2',
    created: '2024-11-11T11:00:00.000Z',
    lifecycle: [{ id: 'cache', expireAfter: 7, abortUploadsAfter: 1 }],
    tags: { owner: 'platform', Temporary: 'true' },
  },
];
