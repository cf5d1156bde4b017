import { ofReadings } from '../../src/gather/readings.ts';
import { type Collection, complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import { factsOf, type Scope } from '../../src/model/facts.ts';
import type { FactSet, Reading, ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { alarm, encryptionKey, eventRule, metricFilter, topicArn, trail } from '../samples.ts';
import {
  backupPlan,
  backupRule,
  backupVault,
  objectLook,
  publicAcls,
  read,
  recoveryPoints,
} from '../samples.ts';
import { denied, known, madeUpAccount } from './account.ts';

const block = {
  blockPublicAcls: true,
  ignorePublicAcls: false,
  blockPublicPolicy: true,
  restrictPublicBuckets: false,
};

const partly = <T>(items: readonly T[]): Collection<T> => ({
  items,
  complete: false,
  gaps: [{ gap: 'throttled', actions: ['s3:ListAccessPoints'], detail: 'SlowDown' }],
});

/** A value of every fact, with nothing left empty. A fact that is forgotten is a compile error. */
const values: { [F in keyof Facts]: NonNullable<Facts[F]> } = {
  identity: { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/eva', userId: 'AIDA' },
  buckets: complete([
    { name: 'one', region: 'eu-west-1', createdAt: '2020-01-01T00:00:00.000Z' },
    { name: 'never-read', region: null, createdAt: null },
  ]),
  accountPublicAccessBlock: block,
  enabledRegions: [{ name: 'eu-west-1', optIn: 'opt-in-not-required' }],
  multiRegionAccessPoints: complete([
    { name: 'wide', alias: 'x.mrap', status: 'READY', buckets: ['one'], publicAccessBlock: null },
  ]),
  accessPoints: partly([
    {
      name: 'door',
      arn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/door',
      bucket: 'one',
      bucketAccount: null,
      networkOrigin: 'VPC',
      vpcId: 'vpc-1',
    },
  ]),
  trails: partly([
    trail({
      kmsKeyId: 'alias/k',
      logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
      snsTopicArn: 'arn:aws:sns:eu-west-1:111122223333:trail',
      status: { known: false, gap: 'denied', actions: ['cloudtrail:GetTrailStatus'], detail: 'No' },
      selectors: {
        known: true,
        value: {
          basic: [
            {
              readWrite: 'WriteOnly',
              management: false,
              excluded: ['kms.amazonaws.com'],
              data: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
            },
          ],
          advanced: [
            {
              name: 'é',
              fields: [
                {
                  field: 'resources.ARN',
                  equals: ['a'],
                  startsWith: ['b'],
                  endsWith: ['c'],
                  notEquals: ['d'],
                  notStartsWith: ['e'],
                  notEndsWith: ['f'],
                },
              ],
            },
          ],
        },
      },
    }),
  ]),
  metricFilters: partly([
    metricFilter({
      metrics: [{ namespace: 'CIS', name: 'é', value: '$.size', dimensions: ['Account'] }],
    }),
  ]),
  alarms: partly([
    alarm({
      metric: null,
      parts: [{ namespace: 'CIS', name: 'é' }],
      dimensions: ['Account'],
      threshold: 0.5,
      topics: [
        {
          about: topicArn,
          found: { known: false, gap: 'denied', actions: ['sns:L'], detail: 'No' },
        },
        {
          about: topicArn,
          found: { known: true, value: partly([{ protocol: 'sms', confirmed: false }]) },
        },
      ],
    }),
  ]),
  deliveryChannels: partly([{ name: 'default', bucket: 'config', prefix: 'a' }]),
  eventRules: partly([eventRule({ targets: { known: true, value: partly([topicArn]) } })]),
  backupPlans: partly([
    backupPlan(
      {
        rules: [
          backupRule({
            airGappedVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:gap',
            copies: [
              {
                vaultArn: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:far',
                keptDays: null,
              },
            ],
          }),
        ],
        savesAcls: false,
      },
      {
        resources: ['arn:aws:s3:::*'],
        notResources: ['arn:aws:s3:::logs'],
        anyTag: [{ key: 'é', value: '' }],
        conditions: [{ operator: 'notLike', key: 'stage', value: 'dev*' }],
      },
    ),
    {
      id: 'closed',
      name: 'orgs/closed',
      detail: { known: false, gap: 'denied', actions: ['backup:GetBackupPlan'], detail: 'No' },
      selections: read(
        partly([
          {
            plan: 'closed',
            id: 's',
            name: '',
            detail: { known: false, gap: 'throttled', actions: [], detail: '' },
          },
        ]),
      ),
    },
  ]),
  backupVaults: complete([
    backupVault({
      keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      keyType: 'CUSTOMER_MANAGED_KMS_KEY',
      locked: true,
      minRetentionDays: 7,
      maxRetentionDays: 35,
      lockDate: '2026-01-02T03:04:05.000Z',
      keyManager: read('CUSTOMER'),
      policy: read('{"Version":"2012-10-17"}'),
    }),
  ]),
  backupSettings: { s3OptedIn: false },
  macieBuckets: complete([{ bucket: 'one', score: -1, monitored: true }]),
  objects: [
    objectLook({
      looked: 10,
      acls: publicAcls,
      encryption: { known: false, gap: 'skipped', actions: ['s3:GetObject'], detail: '' },
    }),
  ],
  recoveryPoints: complete([
    recoveryPoints({ continuous: true, status: 'AVAILABLE' }),
    recoveryPoints({ airGapped: true }),
  ]),
  location: 'eu-west-1',
  publicAccessBlock: block,
  policy: '{"Version":"2012-10-17","Statement":[{"Sid":"é \\u202e"}]}\n',
  policyStatus: { isPublic: true },
  acl: { owner: 'c0ffee', grants: [{ type: 'Group', grantee: 'AllUsers', permission: 'READ' }] },
  ownership: { objectOwnership: 'BucketOwnerPreferred' },
  encryption: [
    { algorithm: 'aws:kms', kmsKeyId: 'alias/k', bucketKeyEnabled: true, blockedTypes: ['SSE-C'] },
  ],
  encryptionKey: encryptionKey(
    { multiRegion: 'PRIMARY', deletedAt: '2026-12-24T00:00:00.000Z' },
    { known: false, gap: 'denied', actions: ['kms:GetKeyRotationStatus'], detail: 'No' },
    'alias/k',
  ),
  versioning: { status: 'Suspended', mfaDelete: true },
  logging: { targetBucket: 'logs', targetPrefix: '' },
  lifecycle: [
    {
      id: 'expire',
      enabled: true,
      wholeBucket: false,
      prefix: 'tmp/',
      expirationAgeDays: 30,
      expirationDate: null,
      expiresDeleteMarkers: false,
      noncurrentExpirationAgeDays: 7,
      noncurrentVersionsKept: null,
      abortUploadsAgeDays: 3,
      transitions: [{ storageClass: 'GLACIER', ageDays: 10, noncurrent: true }],
    },
  ],
  replication: [
    {
      id: '',
      enabled: false,
      destinationBucketArn: 'arn:aws:s3:::copy',
      destinationAccount: '444455556666',
      deleteMarkers: true,
      wholeBucket: false,
    },
  ],
  objectLock: { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
  notification: { topics: 1, queues: 2, functions: 3, eventBridge: true },
  website: { indexDocument: 'index.html', errorDocument: null, redirectHost: null },
  cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [] }],
  tags: [{ key: 'owner', value: 'أحمد' }],
  acceleration: 'Enabled',
  inventory: complete([
    {
      ...{ id: 'all', enabled: true, destinationBucketArn: 'arn:aws:s3:::inv' },
      ...{ destinationAccount: '444455556666', frequency: 'Weekly' },
    },
  ]),
  accessPoint: {
    bucket: 'one',
    bucketAccount: '111122223333',
    networkOrigin: 'VPC',
    vpcId: 'vpc-1',
    publicAccessBlock: block,
  },
  accessPointPolicy: '{}',
  accessPointPolicyStatus: { isPublic: false },
  multiRegionAccessPointPolicy: '{"Version":"2012-10-17"}',
  multiRegionAccessPointPolicyStatus: { isPublic: true },
};

const factsAs = (scope: Scope, evidence: (value: unknown) => unknown): FactSet =>
  Object.fromEntries(factsOf(scope).map((fact) => [fact, evidence(values[fact])])) as FactSet;

const resource = (
  type: Scope,
  region: string,
  name: string,
  evidence: (value: unknown) => unknown = known,
): ResourceFacts => ({ type, region, resource: name, facts: factsAs(type, evidence) });

const at = '2026-11-24T09:30:00.000Z';
const reading = (startedAt: string, identity: string | null): Reading => ({
  ...{ tool: { name: 'bucketproof', version: '0.1.0' }, identity, startedAt, endedAt: at },
  calls: [
    {
      ...{ service: 's3', operation: 'GetBucketAcl', region: 'eu-west-1', route: 'relay' },
      ...{ count: 2, outcomes: { ok: 1, denied: 1 }, first: startedAt, last: at },
    },
  ],
});

/** An account in which every fact there is was read once, and refused once, in two readings. */
export const everyFact = (): Snapshot => ({
  ...madeUpAccount([]),
  ...ofReadings([
    reading('2026-11-23T09:30:00.000Z', null),
    reading('2026-11-24T09:29:00.000Z', 'arn:aws:iam::111122223333:user/ann'),
  ]),
  facts: [
    resource('account', '', '111122223333'),
    resource('region', 'eu-west-1', 'eu-west-1'),
    resource('region', 'sa-east-1', 'sa-east-1', () => denied('s3:ListAccessPoints')),
    resource('bucket', 'eu-west-1', 'one'),
    resource('bucket', '', 'closed', () => denied('s3:GetBucketAcl')),
    resource('accessPoint', 'eu-west-1', 'door'),
    resource('multiRegionAccessPoint', '', 'wide'),
  ],
  coverage: {
    bucketsListed: null,
    bucketsRead: 0,
    regions: ['eu-west-1'],
    everyRegion: false,
    skippedRegions: [{ region: 'me-south-1', service: 's3control', reason: 'no answer' }],
    ended: 'interrupted',
    note: 'The credentials expired.',
  },
});
