import { describe, expect, test } from 'vitest';
import { readFact, readItem } from '../../../src/gather/config/item.ts';
import { readResult } from '../../../src/gather/config/resource.ts';
import { mappings } from '../../../src/gather/config/table.ts';
import type { BucketFacts } from '../../../src/model/facts.ts';
import { target } from './roof.ts';

const now = '2026-12-01T00:00:00.000Z';
const at = '2026-11-30T12:00:00.000Z';

const bucket = (supplementaryConfiguration: object, more: object = {}) =>
  JSON.stringify({
    resourceType: 'AWS::S3::Bucket',
    resourceId: 'a-bucket',
    resourceName: 'a-bucket',
    accountId: target.account,
    awsRegion: 'eu-west-1',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: at,
    configuration: { name: 'a-bucket', creationDate: '2020-01-01T00:00:00.000Z' },
    supplementaryConfiguration,
    ...more,
  });

/** What is told of a fact by an item with this under its key; `undefined` leaves the key out. */
function told(fact: keyof BucketFacts, recorded: unknown) {
  const m = mappings.find((one) => one.fact === fact);
  if (!m) throw new TypeError(fact);
  const item = readItem(bucket(recorded === undefined ? {} : { [m.key]: recorded }), now);
  if (!item) throw new TypeError('no item');
  const evidence = readFact(item, m, { ...target, bucket: 'a-bucket' });
  return evidence.known ? evidence.value : evidence.detail;
}

const owner = 'b5f7c6c1e0d94f8f8c2a7f0e6d5c4b3a29181716151413121110090807060504';
const acl = {
  grantSet: null,
  grantList: [
    { grantee: { id: owner, displayName: null }, permission: 'FullControl' },
    { grantee: 'AllUsers', permission: 'Read' },
    { grantee: 'AuthenticatedUsers', permission: 'WriteAcp' },
    { grantee: 'LogDelivery', permission: 'ReadAcp' },
    { grantee: { id: 'other' }, permission: 'Write' },
  ],
  owner: { displayName: 'someone', id: owner },
  isRequesterCharged: false,
};
const grants = [
  { type: 'CanonicalUser', grantee: owner, permission: 'FULL_CONTROL' },
  {
    type: 'Group',
    grantee: 'http://acs.amazonaws.com/groups/global/AllUsers',
    permission: 'READ',
  },
  {
    type: 'Group',
    grantee: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
    permission: 'WRITE_ACP',
  },
  {
    type: 'Group',
    grantee: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
    permission: 'READ_ACP',
  },
  { type: 'CanonicalUser', grantee: 'other', permission: 'WRITE' },
];
const text = JSON.stringify;
const rule = {
  id: 'r',
  status: 'Enabled',
  filter: {},
  expirationInDays: 60.0,
  noncurrentVersionExpirationInDays: -1.0,
  expiredObjectDeleteMarker: false,
};
const readRule = {
  id: 'r',
  enabled: true,
  wholeBucket: true,
  prefix: null,
  expirationAgeDays: 60,
  expirationDate: null,
  expiresDeleteMarkers: false,
  noncurrentExpirationAgeDays: null,
  noncurrentVersionsKept: null,
  abortUploadsAgeDays: null,
  transitions: [],
};
const filtered = (predicate: object) => ({ rules: [{ ...rule, filter: { predicate } }] });

const cases: { [F in keyof BucketFacts]?: [string, unknown, unknown][] } = {
  acl: [
    ['as JSON text within JSON text', text(text(acl)), { owner, grants }],
    ['as JSON text', text(acl), { owner, grants }],
    [
      'an unknown group',
      text({ ...acl, grantList: [{ grantee: 'Others', permission: 'Read' }] }),
      'UnknownRecord',
    ],
    [
      'an inherited word for a group',
      text({ ...acl, grantList: [{ grantee: 'constructor', permission: 'Read' }] }),
      'UnknownRecord',
    ],
    [
      'an unknown permission',
      text({ ...acl, grantList: [{ grantee: 'AllUsers', permission: 'Look' }] }),
      'UnknownRecord',
    ],
    ['no list of grants', text({ ...acl, grantList: null }), 'UnknownRecord'],
    ['no owner', text({ ...acl, owner: null }), 'UnknownRecord'],
    ['null', null, 'UnknownRecord'],
  ],
  policy: [
    ['a text, byte for byte', { policyText: ' {\n"a" : "é"}' }, ' {\n"a" : "é"}'],
    ['the same in an item', text({ policyText: ' {\n"a" : "é"}' }), ' {\n"a" : "é"}'],
    ['a null', text({ policyText: null }), null],
    ['a null that the query left out', {}, null],
    ['something else than a policy', { truncated: true }, 'UnknownRecord'],
    ['a text of a million and one', { policyText: 'x'.repeat(1_000_001) }, 'UnknownRecord'],
    ['a text that is empty', { policyText: '' }, 'UnknownRecord'],
    ['an object for a text', { policyText: { Statement: [] } }, 'UnknownRecord'],
    ['text that is no JSON', '{"policyText":', 'UnknownRecord'],
  ],
  publicAccessBlock: [
    [
      'four switches',
      {
        blockPublicAcls: true,
        ignorePublicAcls: false,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
      {
        blockPublicAcls: true,
        ignorePublicAcls: false,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
    ],
    [
      'three switches',
      { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true },
      'UnknownRecord',
    ],
    [
      'switches as text',
      {
        blockPublicAcls: 'true',
        ignorePublicAcls: 'true',
        blockPublicPolicy: 'true',
        restrictPublicBuckets: 'true',
      },
      'UnknownRecord',
    ],
    ['nothing in it', {}, 'UnknownRecord'],
  ],
  encryption: [
    [
      'a rule',
      {
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'aws:kms',
              kmsMasterKeyID: 'alias/a',
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      [
        {
          algorithm: 'aws:kms',
          kmsKeyId: 'alias/a',
          bucketKeyEnabled: true,
          blockedTypes: 'notRecorded',
        },
      ],
    ],
    [
      'no key',
      {
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256', kmsMasterKeyID: null },
            bucketKeyEnabled: false,
          },
        ],
      },
      [
        {
          algorithm: 'AES256',
          kmsKeyId: null,
          bucketKeyEnabled: false,
          blockedTypes: 'notRecorded',
        },
      ],
    ],
    ['no rule', { rules: [] }, 'UnknownRecord'],
    ['a rule without an algorithm', { rules: [{ bucketKeyEnabled: true }] }, 'UnknownRecord'],
  ],
  versioning: [
    [
      'never enabled',
      { status: 'Off', isMfaDeleteEnabled: null },
      { status: null, mfaDelete: false },
    ],
    ['never enabled, by a query', { status: 'Off' }, { status: null, mfaDelete: false }],
    [
      'enabled with MFA delete',
      { status: 'Enabled', isMfaDeleteEnabled: true },
      { status: 'Enabled', mfaDelete: true },
    ],
    [
      'suspended',
      { status: 'Suspended', isMfaDeleteEnabled: false },
      { status: 'Suspended', mfaDelete: false },
    ],
    ['an unknown status', { status: 'On' }, 'UnknownRecord'],
    ['no status', {}, 'UnknownRecord'],
  ],
  logging: [
    ['off', { destinationBucketName: null, logFilePrefix: null }, null],
    ['off, by a query', {}, null],
    [
      'on',
      { destinationBucketName: 'logs', logFilePrefix: 'a/' },
      { targetBucket: 'logs', targetPrefix: 'a/' },
    ],
    [
      'on without a prefix',
      { destinationBucketName: 'logs' },
      { targetBucket: 'logs', targetPrefix: '' },
    ],
    ['a prefix alone', { logFilePrefix: 'a/' }, 'UnknownRecord'],
  ],
  lifecycle: [
    ['the whole bucket', { rules: [rule] }, [readRule]],
    ['no rule', { rules: null }, null],
    [
      'a prefix',
      filtered({ type: 'LifecyclePrefixPredicate', prefix: 'docs/' }),
      [{ ...readRule, wholeBucket: false, prefix: 'docs/' }],
    ],
    [
      'a tag',
      filtered({ type: 'LifecycleTagPredicate', tag: { key: 'a', value: 'b' } }),
      [{ ...readRule, wholeBucket: false }],
    ],
    [
      'a size',
      filtered({ type: 'LifecycleObjectSizeGreaterThanPredicate', objectSizeGreaterThan: 1 }),
      [{ ...readRule, wholeBucket: false }],
    ],
    [
      'several conditions',
      filtered({
        type: 'LifecycleAndOperator',
        operands: [
          { type: 'LifecyclePrefixPredicate', prefix: 'docs/' },
          { type: 'LifecycleTagPredicate', tag: { key: 'a', value: 'b' } },
          { type: 'LifecycleTagPredicate', tag: { key: 'c', value: 'd' } },
        ],
      }),
      [{ ...readRule, wholeBucket: false, prefix: 'docs/' }],
    ],
    [
      'a condition that is not known',
      filtered({ type: 'LifecycleMoonPredicate' }),
      'UnknownRecord',
    ],
    [
      'conditions within conditions',
      filtered({
        type: 'LifecycleAndOperator',
        operands: [{ type: 'LifecycleAndOperator', operands: [] }],
      }),
      'UnknownRecord',
    ],
    [
      'neither filter nor prefix',
      { rules: [{ id: 'r', status: 'Enabled', expirationInDays: 1 }] },
      'UnknownRecord',
    ],
    [
      'the first version of the format',
      {
        rules: [
          {
            id: 'r',
            status: 'Disabled',
            prefix: 'a/',
            filter: null,
            expirationInDays: 1,
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      [
        {
          ...readRule,
          enabled: false,
          wholeBucket: false,
          prefix: 'a/',
          expirationAgeDays: 1,
          abortUploadsAgeDays: 7,
        },
      ],
    ],
    [
      'dates, moves and versions',
      {
        rules: [
          {
            ...rule,
            expirationInDays: -1,
            expirationDate: '2030-01-01T00:00:00.000Z',
            noncurrentVersionExpirationInDays: 545,
            noncurrentVersionExpiration: { noncurrentDays: 545, newerNoncurrentVersions: 3 },
            transitions: [{ days: 30, date: null, storageClass: 'STANDARD_IA' }],
            noncurrentVersionTransitions: [{ days: 180, storageClass: 'GLACIER' }],
          },
        ],
      },
      [
        {
          ...readRule,
          expirationAgeDays: null,
          expirationDate: '2030-01-01T00:00:00.000Z',
          noncurrentExpirationAgeDays: 545,
          noncurrentVersionsKept: 3,
          transitions: [
            { storageClass: 'STANDARD_IA', ageDays: 30, noncurrent: false },
            { storageClass: 'GLACIER', ageDays: 180, noncurrent: true },
          ],
        },
      ],
    ],
    ['an age that is no number', { rules: [{ ...rule, expirationInDays: '60' }] }, 'UnknownRecord'],
    ['an age below none', { rules: [{ ...rule, expirationInDays: -2 }] }, 'UnknownRecord'],
    ['a date that is none', { rules: [{ ...rule, expirationDate: 'soon' }] }, 'UnknownRecord'],
  ],
  replication: [
    [
      'the first version of the format',
      {
        roleARN: 'r',
        rules: {
          one: {
            prefix: '',
            status: 'Enabled',
            destinationConfig: {
              Account: '111122223333',
              bucketARN: 'arn:aws:s3:::to',
              storageClass: null,
            },
          },
        },
      },
      [
        {
          id: 'one',
          enabled: true,
          destinationBucketArn: 'arn:aws:s3:::to',
          destinationAccount: '111122223333',
          deleteMarkers: true,
        },
      ],
    ],
    [
      'a filter',
      {
        rules: {
          one: {
            status: 'Disabled',
            filter: {},
            deleteMarkerReplication: { status: 'Disabled' },
            destinationConfig: { account: '111122223333', bucketARN: 'arn:aws:s3:::to' },
          },
        },
      },
      [
        {
          id: 'one',
          enabled: false,
          destinationBucketArn: 'arn:aws:s3:::to',
          destinationAccount: '111122223333',
          deleteMarkers: false,
        },
      ],
    ],
    [
      'a filter without a word on delete markers',
      { rules: { one: { status: 'Enabled', filter: {}, destinationConfig: { bucketARN: 'a' } } } },
      'NotInRecord',
    ],
    ['none', { roleARN: null, rules: {} }, null],
  ],
  notification: [
    [
      'targets and no word on EventBridge',
      {
        configurations: {
          a: { type: 'QueueConfiguration', queueARN: 'q' },
          b: { type: 'LambdaConfiguration', functionARN: 'f' },
          c: { type: 'TopicConfiguration', topicARN: 't' },
        },
      },
      { topics: 1, queues: 1, functions: 1, eventBridge: 'notRecorded' },
    ],
    ['no target and no word on EventBridge', { configurations: {} }, 'NotInRecord'],
    [
      'no target, and EventBridge off',
      { configurations: {}, eventBridgeConfiguration: null },
      { topics: 0, queues: 0, functions: 0, eventBridge: false },
    ],
    [
      'EventBridge on',
      { configurations: {}, eventBridgeConfiguration: {} },
      { topics: 0, queues: 0, functions: 0, eventBridge: true },
    ],
    [
      'a target under a hostile id',
      JSON.parse('{"configurations":{"__proto__":{"type":"TopicConfiguration"}}}'),
      { topics: 1, queues: 0, functions: 0, eventBridge: 'notRecorded' },
    ],
    [
      'an unknown kind of target',
      { configurations: { a: { type: 'constructor' } } },
      'UnknownRecord',
    ],
    ['no targets', {}, 'UnknownRecord'],
  ],
  tags: [
    [
      'tags',
      { tagSets: [{ tags: { a: '1', b: '' } }] },
      [
        { key: 'a', value: '1' },
        { key: 'b', value: '' },
      ],
    ],
    [
      'a tag named __proto__',
      JSON.parse('{"tagSets":[{"tags":{"__proto__":"x"}}]}'),
      [{ key: '__proto__', value: 'x' }],
    ],
    ['none', { tagSets: [] }, null],
    ['an object for a value', { tagSets: [{ tags: { a: {} } }] }, 'UnknownRecord'],
    ['a set without tags', { tagSets: [{ tags: {} }] }, 'UnknownRecord'],
  ],
  website: [
    [
      'pages',
      {
        indexDocumentSuffix: 'index.html',
        errorDocument: null,
        redirectAllRequestsTo: null,
        routingRules: [],
      },
      { indexDocument: 'index.html', errorDocument: null, redirectHost: null },
    ],
    [
      'a redirect',
      { redirectAllRequestsTo: { protocol: 'https', hostName: 'a.example' }, routingRules: [] },
      { indexDocument: null, errorDocument: null, redirectHost: 'a.example' },
    ],
    ['nothing', { indexDocumentSuffix: null, routingRules: [] }, null],
    ['an error page alone', { errorDocument: 'e.html' }, 'UnknownRecord'],
  ],
  cors: [
    [
      'a rule',
      {
        rules: [
          {
            allowedOrigins: ['*'],
            allowedMethods: ['GET'],
            allowedHeaders: null,
            maxAgeSeconds: 0,
          },
        ],
      },
      [{ allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [] }],
    ],
    ['none', {}, null],
    [
      'an origin that is no text',
      { rules: [{ allowedOrigins: [1], allowedMethods: ['GET'] }] },
      'UnknownRecord',
    ],
  ],
  acceleration: [
    ['never set', { status: null }, null],
    ['never set, by a query', {}, null],
    ['on', { status: 'Enabled' }, 'Enabled'],
    ['an unknown status', { status: 'Fast' }, 'UnknownRecord'],
  ],
  objectLock: [
    [
      'with retention',
      {
        objectLockEnabled: 'Enabled',
        rule: { defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
      },
      { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
    ],
    [
      'without',
      { objectLockEnabled: 'Enabled', rule: null },
      { enabled: true, defaultRetention: null },
    ],
    ['none', {}, null],
    [
      'retention without a length',
      { objectLockEnabled: 'Enabled', rule: { defaultRetention: { mode: 'COMPLIANCE' } } },
      'UnknownRecord',
    ],
  ],
};

test('every mapping has its cases', () => {
  expect(Object.keys(cases).sort()).toEqual(mappings.map(({ fact }) => fact).sort());
});

for (const [fact, rows] of Object.entries(cases) as [
  keyof BucketFacts,
  [string, unknown, unknown][],
][])
  describe(fact, () => {
    test('left out of the item, it is not known', () => {
      expect(told(fact, undefined)).toBe('NotInRecord');
    });
    test.each(rows)('%s', (_, recorded, value) => {
      expect(told(fact, recorded)).toEqual(value);
    });
  });

describe('an item', () => {
  const read = (result: unknown) => readResult(result, target, now);

  test('in the forms of time that AWS writes', () => {
    for (const time of ['2026-11-30T07:00:00-05:00', '2026-11-30T12:00:00.000000Z'])
      expect(readItem(bucket({}, { configurationItemCaptureTime: time }), now)?.at).toBe(at);
  });

  test.each(['ResourceDeleted', 'ResourceDeletedNotRecorded', 'ResourceNotRecorded', 'Odd'])(
    'of status %s is none',
    (configurationItemStatus) => {
      expect(read(bucket({}, { configurationItemStatus }))).toBeNull();
    },
  );

  test.each([
    ['of another account', { accountId: '999999999999' }],
    ['of another type', { resourceType: 'AWS::EC2::Instance' }],
    ['of an inherited type', { resourceType: 'constructor' }],
  ])('%s is none', (_, more) => {
    expect(read(bucket({}, more))).toBeNull();
  });

  test.each([
    ['without a time', { configurationItemCaptureTime: undefined }],
    ['with a time that is none', { configurationItemCaptureTime: 'yesterday' }],
    ['with a Region that is none', { awsRegion: 'evil.example/' }],
    ['without a Region', { awsRegion: undefined }],
    ['without a name', { resourceId: '', resourceName: '' }],
    ['with a name of two lines', { resourceName: 'a\nb' }],
  ])('%s cannot be read', (_, more) => {
    expect(read(bucket({}, more))).toEqual({ type: 'unreadable' });
  });

  test.each([
    ['no text', 1],
    ['no JSON', '{"'],
    ['no object', '[]'],
    ['far too long', `"${'x'.repeat(2_000_001)}"`],
    ['nested a hundred thousand times', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('that is %s cannot be read', (_, result) => {
    expect(read(result)).toEqual({ type: 'unreadable' });
  });

  test('of deep nesting is read for what it tells', () => {
    const deep = '{"policyText":'.repeat(50_000) + 'null' + '}'.repeat(50_000);
    const found = read(bucket({ BucketPolicy: deep }));
    expect(found).toMatchObject({ facts: { policy: { known: false, detail: 'UnknownRecord' } } });
  });
});
