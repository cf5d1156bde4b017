import type { Account } from './account.ts';

/** Without the two calls that an old list of names lacks. */
const changes = [
  ...['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle'],
  ...['PutBucketReplication', 'DeleteBucketPolicy', 'DeleteBucketReplication'],
];

/**
 * What Fernway records: a trail of all Regions with writes to objects, but without a key. Its alarm misses two calls,
 * and one subscriber never confirmed beside one that did.
 */
export const sampleTrails: Pick<
  Account,
  'trails' | 'topics' | 'alarms' | 'eventRules' | 'deliveryChannels'
> = {
  trails: [
    {
      ...{ name: 'main', region: 'us-east-1', bucket: 'fernway-cloudtrail', validation: true },
      dataEvents: { of: ['arn:aws:s3'], readWrite: 'WriteOnly' },
      logGroup: {
        name: 'cloudtrail-main',
        filters: [
          {
            name: 's3-policy-changes',
            pattern: `{ ($.eventSource = s3.amazonaws.com) && (${changes.map((name) => `($.eventName = ${name})`).join(' || ')}) }`,
            namespace: 'Fernway/Security',
            metric: 'S3PolicyChanges',
          },
        ],
      },
    },
  ],
  topics: [
    {
      name: 'security-alerts',
      subscribers: [
        { email: 'security@fernway.example', confirmed: true },
        { email: 'former-admin@fernway.example', confirmed: false },
      ],
    },
  ],
  alarms: [
    {
      ...{ name: 's3-policy-changes', namespace: 'Fernway/Security', metric: 'S3PolicyChanges' },
      topics: ['security-alerts'],
    },
  ],
  deliveryChannels: [{ name: 'default', bucket: 'fernway-cloudtrail' }],
  eventRules: [{ name: 'nightly-report', region: 'eu-central-1', schedule: 'cron(0 3 * * ? *)' }],
};
