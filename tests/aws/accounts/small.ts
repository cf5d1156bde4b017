import { allOff, type Account } from './account.ts';

/** Five buckets in two Regions, two of them public: enough to see every screen. */
export const small: Account = {
  id: '123456789012',
  publicAccessBlock: null,
  buckets: [
    { name: 'small-private', created: '2024-02-03T08:00:00.000Z' },
    {
      name: 'small-public-site',
      publicAccessBlock: allOff,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'EveryoneReads',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::small-public-site/*',
          },
        ],
      },
      website: { index: 'index.html' },
      cors: [{ origins: ['https://app.example.com'], methods: ['GET'], headers: ['*'] }],
    },
    {
      name: 'small-public-acl',
      region: 'eu-west-1',
      publicAccessBlock: null,
      ownership: 'ObjectWriter',
      acl: [{ to: 'everyone', permission: 'READ' }],
    },
    {
      name: 'small-hardened',
      region: 'eu-west-1',
      versioning: 'Enabled',
      mfaDelete: true,
      encryption: { algorithm: 'aws:kms', keyId: 'alias/small', bucketKey: true },
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: ['arn:aws:s3:::small-hardened', 'arn:aws:s3:::small-hardened/*'],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
      notification: { eventBridge: true },
      tags: { owner: 'security', stage: 'prod' },
    },
    { name: 'small-unreadable', denied: ['s3:GetBucketAcl', 's3:GetBucketPolicy'] },
  ],
  accessPoints: [
    {
      name: 'small-reports',
      bucket: 'small-private',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::123456789012:role/Reports' },
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:us-east-1:123456789012:accesspoint/small-reports/object/*',
          },
        ],
      },
    },
  ],
};
