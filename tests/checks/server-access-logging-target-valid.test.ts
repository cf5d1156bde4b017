import check from '../../src/checks/server-access-logging-target-valid.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import { logDelivery } from '../../src/policy/groups.ts';
import {
  acl,
  allow,
  bucketEntry,
  deny,
  denyHttp,
  encryptedWith,
  grant,
  here,
  policy,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';

const on = { logging: { targetBucket: 'acme-logs', targetPrefix: 'data/' } };
const logs = 'arn:aws:s3:::acme-logs';
/** The statement that AWS documents. */
const lets = (more: object = {}) =>
  allow('s3:PutObject', {
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Resource: `${logs}/data/*`,
    Condition: {
      ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${here.bucket}` },
      StringEquals: { 'aws:SourceAccount': here.account },
    },
    ...more,
  });
const target: Partial<Facts> = {
  objectLock: null,
  encryption: encryptedWith('AES256'),
  policy: policy(lets()),
  ownership: { objectOwnership: 'BucketOwnerEnforced' },
  acl: acl(),
};
const to = (more: Partial<Facts> = {}, region?: string) => [
  { name: 'acme-logs', ...(region && { region }), facts: { ...target, ...more } },
];
const without = (...left: (keyof Facts)[]) => [
  {
    name: 'acme-logs',
    facts: Object.fromEntries(
      Object.entries(target).filter(([fact]) => !left.some((one) => one === fact)),
    ),
  },
];
const byAcl = { policy: null, ownership: null, acl: acl(grant(logDelivery, 'WRITE')) };

testCheck(check, {
  pass: [
    {
      name: 'by the policy that AWS documents',
      facts: on,
      others: to(),
      because: /^acme-logs is of the same account and Region/,
    },
    { name: 'by the policy alone, the ACL unread', facts: on, others: without('acl', 'ownership') },
    { name: 'by the ACL, where ACLs are in force', facts: on, others: to(byAcl) },
    {
      name: 'by the ACL, the policy unread',
      facts: on,
      others: [
        {
          name: 'acme-logs',
          facts: { objectLock: null, encryption: null, ownership: null, acl: byAcl.acl },
        },
      ],
    },
    {
      name: 'a Deny on plain HTTP does not hurt: delivery comes over TLS',
      facts: on,
      others: to({ policy: policy(lets(), { ...denyHttp, Resource: [logs, `${logs}/*`] }) }),
    },
    {
      name: 'Object Lock without a default retention',
      facts: on,
      others: to({ objectLock: { enabled: true, defaultRetention: null } }),
    },
    {
      name: 'to itself',
      facts: {
        ...target,
        logging: { targetBucket: here.bucket, targetPrefix: '' },
        policy: policy(
          allow('s3:PutObject', { Principal: { Service: 'logging.s3.amazonaws.com' } }),
        ),
      },
    },
  ],
  fail: [
    {
      name: 'a bucket that is not the account’s, or no longer there',
      facts: on,
      because:
        'Server access logs are named to go to acme-logs, but S3 drops them. acme-logs is no bucket of this account, and S3 delivers to no other.',
    },
    {
      name: 'another Region',
      facts: on,
      others: to({}, 'us-east-1'),
      because: /acme-logs is in us-east-1/,
    },
    {
      name: 'a default retention',
      facts: on,
      others: to({
        objectLock: {
          enabled: true,
          defaultRetention: { mode: 'GOVERNANCE', days: 1, years: null },
        },
      }),
      because: /default retention by Object Lock/,
    },
    {
      name: 'KMS',
      facts: on,
      others: to({ encryption: encryptedWith('aws:kms', 'key') }),
      because: /encrypts by default with AWS KMS/,
    },
    {
      name: 'KMS in two layers',
      facts: on,
      others: to({ encryption: encryptedWith('aws:kms:dsse') }),
    },
    {
      name: 'nothing lets it in',
      facts: on,
      others: to({ policy: null }),
      because: /does not let logging\.s3\.amazonaws\.com put objects/,
    },
    {
      name: 'an inert grant, as ACLs are disabled',
      facts: on,
      others: to({ policy: null, acl: byAcl.acl }),
    },
    {
      name: 'another prefix',
      facts: on,
      others: to({ policy: policy(lets({ Resource: `${logs}/web/*` })) }),
    },
    {
      name: 'another account’s logs only',
      facts: on,
      others: to({
        policy: policy(
          lets({ Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }),
        ),
      }),
    },
    {
      name: 'another service',
      facts: on,
      others: to({ policy: policy(lets({ Principal: { Service: 'cloudtrail.amazonaws.com' } })) }),
    },
    {
      name: 'a Deny to everyone',
      facts: on,
      others: to({ policy: policy(lets(), deny('s3:PutObject', { Resource: `${logs}/*` })) }),
    },
    {
      name: 'a known fault, though the rest is unread',
      facts: on,
      others: [{ name: 'acme-logs', facts: { encryption: encryptedWith('aws:kms') } }],
    },
  ],
  notApplicable: [
    { name: 'off', facts: { logging: null }, because: 'Server access logging is off.' },
  ],
  notAssessed: [
    { name: 'the logging is unread', facts: { tags: null } },
    {
      name: 'the target is unread',
      facts: on,
      others: [{ name: 'acme-logs', facts: {} }],
      because: /^The Object Lock of acme-logs could not be read/,
    },
    { name: 'its encryption is unread', facts: on, others: without('encryption') },
    {
      name: 'its policy is unread, and its ACL lets nobody in',
      facts: on,
      others: without('policy'),
    },
    {
      name: 'its ownership is unread, and only the ACL lets it in',
      facts: on,
      others: [
        {
          name: 'acme-logs',
          facts: { ...target, policy: null, acl: byAcl.acl, ownership: undefined },
        },
      ].map(({ name, facts: { ownership: _, ...facts } }) => ({ name, facts })),
    },
    { name: 'the list of buckets is refused', facts: on, gaps: { buckets: 'denied' } },
    {
      name: 'its Region is not known',
      facts: {
        ...on,
        buckets: complete([bucketEntry(here.bucket), bucketEntry('acme-logs', null)]),
      },
      others: to(),
      because: /^The Region of acme-logs is not known\./,
    },
    {
      name: 'its policy cannot be told',
      facts: on,
      others: to({ policy: 'no JSON' }),
      because: /cannot be told from its policy/,
    },
  ],
});
