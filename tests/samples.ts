import type {
  BackupPlan,
  BackupPlanDetail,
  BackupRule,
  BackupVault,
  RecoveryPoints,
  SelectionDetail,
} from '../src/model/backup.ts';
import { complete, type Part } from '../src/model/evidence.ts';
import type {
  BucketAcl,
  FactName,
  Facts,
  Grant,
  Inventory,
  LifecycleRule,
  PublicAccessBlock,
  ReplicationRule,
} from '../src/model/facts.ts';
import type { EventRule, MetricAlarm, MetricFilter } from '../src/model/alarms.ts';
import { type EncryptionKey, type KeyFacts, keyNamedBy } from '../src/model/keys.ts';
import type { AclLook, ObjectLook } from '../src/model/objects.ts';
import type { Trail } from '../src/model/trails.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../src/policy/groups.ts';

/** The resource that every case is about, and its surroundings. */
export const here = {
  account: '111122223333',
  region: 'eu-west-1',
  bucket: 'acme-data',
  accessPoint: 'acme-point',
  globalPoint: 'acme-everywhere',
} as const;

/** Block Public Access with these switches on, and the others off. */
export const block = (...on: (keyof PublicAccessBlock)[]): PublicAccessBlock => ({
  blockPublicAcls: on.includes('blockPublicAcls'),
  ignorePublicAcls: on.includes('ignorePublicAcls'),
  blockPublicPolicy: on.includes('blockPublicPolicy'),
  restrictPublicBuckets: on.includes('restrictPublicBuckets'),
});
export const blockAll = block(
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
);

/** An ACL of the owner with these further grants. */
export const acl = (...grants: Grant[]): BucketAcl => ({
  owner: 'owner-id',
  grants: [{ type: 'CanonicalUser', grantee: 'owner-id', permission: 'FULL_CONTROL' }, ...grants],
});
export const grant = (grantee: string, permission: string): Grant => ({
  type: 'Group',
  grantee,
  permission,
});

type Json = Readonly<Record<string, unknown>>;

/** The text of a bucket policy. A statement without Resource speaks of the bucket and its objects. */
export const policy = (...statements: Json[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Resource: [`arn:aws:s3:::${here.bucket}`, `arn:aws:s3:::${here.bucket}/*`],
      ...statement,
    })),
  });
export const allow = (Action: string | string[], more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: '*',
  Action,
  ...more,
});
export const deny = (Action: string | string[], more: Json = {}): Json => ({
  ...allow(Action, more),
  Effect: 'Deny',
});
/** The Deny on plain HTTP as AWS documents it. */
export const denyHttp = deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
export const toFriend = { Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
export const fromOffice = { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
/** Hands the decision to access points of this account, as AWS documents it. */
export const delegated = allow('*', {
  Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
});

/** Allows what no policy should, and denies everybody the policy itself. */
const traps: Json[] = [
  allow('', { ...toFriend, Action: undefined, NotAction: 's3:PutObject' }),
  allow('s3:*', { Principal: { AWS: '777788889999' }, Sid: 'All' }),
  allow('s3:PutObject', { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
  deny('s3:*BucketPolicy'),
];
/** Lets in everyone but those named. */
const allBut: Json = { Effect: 'Allow', NotPrincipal: toFriend.Principal, Action: 's3:GetObject' };
/** Denies all that can be denied to uploads and to old transports. */
const strict: Json[] = [
  denyHttp,
  deny('s3:*', { Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
  deny('s3:PutObject', {
    Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
  }),
];

export const lifecycleRule = (more: Partial<LifecycleRule> = {}): LifecycleRule => ({
  id: 'tidy',
  enabled: true,
  wholeBucket: true,
  prefix: null,
  expirationAgeDays: 365,
  expirationDate: null,
  expiresDeleteMarkers: false,
  noncurrentExpirationAgeDays: null,
  noncurrentVersionsKept: null,
  abortUploadsAgeDays: null,
  transitions: [],
  ...more,
});
export const replicationRule = (to: string, more: Partial<ReplicationRule> = {}) => ({
  id: 'copy',
  enabled: true,
  destinationBucketArn: `arn:aws:s3:::${to}`,
  destinationAccount: null,
  deleteMarkers: false,
  wholeBucket: true,
  ...more,
});
export const inventoryTo = (bucket: string, more: Partial<Inventory> = {}): Inventory => ({
  id: 'weekly',
  enabled: true,
  destinationBucketArn: `arn:aws:s3:::${bucket}`,
  destinationAccount: null,
  frequency: 'Weekly',
  ...more,
});
export const encryptedWith = (algorithm: string, kmsKeyId: string | null = null) => [
  { algorithm, kmsKeyId, bucketKeyEnabled: false, blockedTypes: [] },
];
/** A customer managed key that is enabled and rotates, with these changes. */
const keyFacts = (change: Partial<KeyFacts> = {}): KeyFacts => ({
  arn: `arn:aws:kms:${here.region}:${here.account}:key/key-id`,
  account: here.account,
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  multiRegion: null,
  deletedAt: null,
  ...change,
});
export const encryptionKey = (
  key: Partial<KeyFacts> | null = {},
  rotates: Part<boolean> = { known: true, value: true },
  named = 'key-id',
): EncryptionKey => ({ named, key: key && keyFacts(key), rotates });
export const bucketEntry = (name: string, region: string | null = here.region) => ({
  name,
  region,
  createdAt: null,
});
export const pointEntry = (
  name: string = here.accessPoint,
  networkOrigin: 'Internet' | 'VPC' = 'Internet',
  bucket: string = here.bucket,
) => ({
  name,
  arn: `arn:aws:s3:${here.region}:${here.account}:accesspoint/${name}`,
  bucket,
  bucketAccount: here.account,
  networkOrigin,
  vpcId: networkOrigin === 'VPC' ? 'vpc-0a1b2c3d' : null,
});
export const globalArn = `arn:aws:s3::${here.account}:accesspoint/mfzwi23gnjvgw.mrap`;
export const multiRegionPoint = (...buckets: string[]) => ({
  name: here.globalPoint,
  alias: 'mfzwi23gnjvgw.mrap',
  status: 'READY',
  buckets,
  publicAccessBlock: block(),
});
const pointSettings = (publicAccessBlock: PublicAccessBlock) => ({
  bucket: here.bucket,
  bucketAccount: here.account,
  networkOrigin: 'Internet' as const,
  vpcId: null,
  publicAccessBlock,
});

const blocks = [null, block(), blockAll, block('ignorePublicAcls'), block('restrictPublicBuckets')];
const texts = [
  null,
  policy(allow('s3:GetObject', toFriend)),
  policy(allow('s3:GetObject')),
  policy(allow('s3:PutObject')),
  policy(allow('s3:ListBucket')),
  policy(allow('s3:*', fromOffice)),
  policy(delegated),
  policy(denyHttp),
  policy(...traps),
  policy(allBut),
  policy(...strict),
  policy(deny('s3:*')),
];
/** Lets S3 deliver server access logs, to whichever bucket has it. */
const letsLogsIn = policy(
  allow('s3:PutObject', { Principal: { Service: 'logging.s3.amazonaws.com' }, Resource: '*' }),
);
const statuses = [null, { isPublic: true }, { isPublic: false }];

/** A trail that logs, with these changes. By itself it records management events alone. */
export const trail = (change: Partial<Trail> = {}): Trail => ({
  name: 'main',
  arn: `arn:aws:cloudtrail:${here.region}:${here.account}:trail/main`,
  homeRegion: here.region,
  multiRegion: true,
  ofOrganization: false,
  bucket: 'acme-trail',
  prefix: '',
  kmsKeyId: null,
  logFileValidation: true,
  globalServiceEvents: true,
  logGroupArn: null,
  snsTopicArn: null,
  status: { known: true, value: { logging: true, deliveryError: null, deliveredAt: null } },
  selectors: {
    known: true,
    value: {
      basic: [{ readWrite: 'All', management: true, excluded: [], data: [] }],
      advanced: [],
    },
  },
  ...change,
});

/** The metric filter of the CIS benchmark, as AWS documents it, on the log group `trail`. */
export const metricFilter = (change: Partial<MetricFilter> = {}): MetricFilter => ({
  name: 's3-policy',
  logGroup: 'trail',
  pattern: policyChanges,
  metrics: [{ namespace: 'Security', name: 'S3PolicyChanges', value: '1', dimensions: [] }],
  ...change,
});
/** https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-8 */
export const policyChanges =
  '{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}';
export const topicArn = `arn:aws:sns:${here.region}:${here.account}:security`;
/** The alarm on that filter's metric, whose topic has a confirmed subscriber. */
export const alarm = (change: Partial<MetricAlarm> = {}): MetricAlarm => ({
  name: 's3-policy',
  metric: { namespace: 'Security', name: 'S3PolicyChanges' },
  parts: [],
  dimensions: [],
  actionsEnabled: true,
  actions: [topicArn],
  state: 'OK',
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  periodSeconds: 300,
  evaluationPeriods: 1,
  topics: [
    {
      about: topicArn,
      found: { known: true, value: complete([{ protocol: 'email', confirmed: true }]) },
    },
  ],
  ...change,
});
/** A rule on all calls of S3 that CloudTrail records. */
export const eventRule = (change: Partial<EventRule> = {}): EventRule => ({
  name: 's3-changes',
  enabled: true,
  pattern: JSON.stringify({
    source: ['aws.s3'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['s3.amazonaws.com'] },
  }),
  targets: { known: true, value: complete([topicArn]) },
  ...change,
});

export const read = <T>(value: T): Part<T> => ({ known: true, value });

/** A daily rule that keeps snapshots for 30 days, with these changes. */
export const backupRule = (change: Partial<BackupRule> = {}): BackupRule => ({
  name: 'daily',
  schedule: 'cron(0 5 ? * * *)',
  timezone: 'Etc/UTC',
  continuous: false,
  keptDays: 30,
  vault: 'main',
  airGappedVaultArn: null,
  copies: [],
  ...change,
});
export const continuousRule = (change: Partial<BackupRule> = {}): BackupRule =>
  backupRule({ name: 'any-moment', continuous: true, keptDays: 35, ...change });

export const selecting = (change: Partial<SelectionDetail> = {}): SelectionDetail => ({
  resources: [`arn:aws:s3:::${here.bucket}`],
  notResources: [],
  anyTag: [],
  conditions: [],
  ...change,
});

/** A selection of whatever has this tag, which buckets have where they are tagged at all. */
export const byTag = { resources: [], anyTag: [{ key: 'team', value: 'storage' }] };
export const tagged = [{ key: 'team', value: 'storage' }] as const;

/** A plan that saves the bucket as this rule says, with these changes. */
export const backupPlan = (
  detail: Partial<BackupPlanDetail> = {},
  selection: Partial<SelectionDetail> = {},
  name = 'nightly',
): BackupPlan => ({
  id: `id-of-${name}`,
  name,
  detail: read({ rules: [backupRule()], savesAcls: true, savesTags: true, ...detail }),
  selections: read(
    complete([
      {
        plan: `id-of-${name}`,
        id: 'selection-1',
        name: 'buckets',
        detail: read(selecting(selection)),
      },
    ]),
  ),
});

/** A vault with AWS’s own key and without a lock, with these changes. */
export const backupVault = (change: Partial<BackupVault> = {}): BackupVault => ({
  name: 'main',
  arn: `arn:aws:backup:${here.region}:${here.account}:backup-vault:${change.name ?? 'main'}`,
  type: 'BACKUP_VAULT',
  keyArn: null,
  keyType: null,
  locked: false,
  minRetentionDays: null,
  maxRetentionDays: null,
  lockDate: null,
  keyManager: read(null),
  policy: read(null),
  ...change,
});

/** One completed recovery point of the day on which cases are judged, with these changes. */
export const recoveryPoints = (change: Partial<RecoveryPoints> = {}): RecoveryPoints => ({
  vault: 'main',
  airGapped: false,
  continuous: false,
  status: 'COMPLETED',
  count: 1,
  newest: '2026-11-24T05:10:00.000Z',
  ...change,
});

/** A look at all ten objects of a bucket, none of them public and all with SSE-S3, with these changes. */
export const objectLook = (change: Partial<ObjectLook> = {}): ObjectLook => ({
  by: 'sample',
  at: '2026-11-23T09:30:00.000Z',
  listed: 10,
  all: true,
  looked: 10,
  acls: read({ read: 10, unread: [], publicCount: 0, public: [] }),
  encryption: read({
    read: 10,
    unread: [],
    by: [{ algorithm: 'AES256', key: null, count: 10, example: 'a.csv' }],
  }),
  ...change,
});

/** The ACLs of ten objects, one of them readable by everyone. */
export const publicAcls = read<AclLook>({
  read: 10,
  unread: [],
  publicCount: 1,
  public: [
    {
      key: 'a.csv',
      version: 'v1',
      latest: true,
      grants: [
        {
          type: 'Group',
          grantee: allUsers,
          permission: 'READ',
        },
      ],
    },
  ],
});

/**
 * Values that each fact can take, "not configured" included: enough of them to turn every check that rests on
 * the fact, and no more. The harness puts them where a fact is hidden, to learn whether it matters.
 * `where` is the bucket whose fact it is: the one a case is about, or a neighbour.
 */
export const samples: { readonly [F in FactName]: (where: string) => readonly Facts[F][] } = {
  identity: () => [
    { account: here.account, arn: 'arn:aws:iam::111122223333:role/audit', userId: 'AROA' },
  ],
  buckets: () => [
    complete([bucketEntry(here.bucket)]),
    complete([bucketEntry(here.bucket), bucketEntry('acme-unread')]),
    { items: [bucketEntry(here.bucket)], complete: false, gaps: [] },
  ],
  accountPublicAccessBlock: () => blocks,
  enabledRegions: () => [
    [{ name: here.region, optIn: 'opt-in-not-required' }],
    [here.region, 'us-east-1'].map((name) => ({ name, optIn: 'opt-in-not-required' as const })),
  ],
  multiRegionAccessPoints: () => [
    complete([]),
    complete([multiRegionPoint(here.bucket)]),
    complete([{ ...multiRegionPoint(here.bucket), name: 'acme-second', alias: 'second.mrap' }]),
  ],
  accessPoints: () => [
    complete([]),
    complete([pointEntry('acme-vpc', 'VPC')]),
    complete([pointEntry()]),
    { items: [], complete: false, gaps: [] },
  ],
  trails: () => [complete([]), complete([trail()]), { items: [], complete: false, gaps: [] }],
  metricFilters: () => [
    complete([]),
    complete([metricFilter()]),
    complete([
      metricFilter({
        metrics: [{ namespace: 'CIS', name: 'S3PolicyChanges', value: '1', dimensions: [] }],
      }),
    ]),
  ],
  alarms: () => [complete([]), complete([alarm()])],
  eventRules: () => [complete([]), complete([eventRule()])],
  deliveryChannels: () => [
    complete([]),
    complete([{ name: 'default', bucket: here.bucket, prefix: '' }]),
    complete([{ name: 'default', bucket: 'foreign', prefix: 'a' }]),
  ],
  backupPlans: () => [
    complete([]),
    complete([backupPlan()]),
    complete([backupPlan({ rules: [continuousRule()] })]),
    complete([backupPlan({}, byTag)]),
    { items: [], complete: false, gaps: [] },
  ],
  backupVaults: () => [
    complete([]),
    complete([backupVault()]),
    complete([backupVault({ locked: true, minRetentionDays: 7 })]),
    { items: [], complete: false, gaps: [] },
  ],
  backupSettings: () => [{ s3OptedIn: true }, { s3OptedIn: false }, { s3OptedIn: null }],
  macieBuckets: () => [null],
  location: () => [here.region, 'us-east-1'],
  objects: () => [
    [objectLook()],
    [
      objectLook({
        listed: 0,
        looked: 0,
        acls: read({ read: 0, unread: [], publicCount: 0, public: [] }),
        encryption: read({ read: 0, unread: [], by: [] }),
      }),
    ],
    [
      objectLook({
        all: false,
        acls: publicAcls,
        encryption: read({
          read: 10,
          unread: [],
          by: [{ algorithm: 'none', key: null, count: 10, example: 'a.csv' }],
        }),
      }),
    ],
  ],
  publicAccessBlock: () => blocks,
  policy: (where) => (where === here.bucket ? texts : [...texts, letsLogsIn]),
  policyStatus: () => statuses,
  acl: () => [
    acl(),
    acl(grant(allUsers, 'READ')),
    acl(grant(allUsers, 'WRITE')),
    acl(grant(authenticatedUsers, 'READ_ACP')),
    acl(grant(logDelivery, 'WRITE')),
    { owner: 'another-id', grants: [] },
  ],
  ownership: () => [
    null,
    { objectOwnership: 'BucketOwnerEnforced' },
    { objectOwnership: 'BucketOwnerPreferred' },
  ],
  encryption: () => [
    null,
    encryptedWith(''),
    encryptedWith('AES256'),
    encryptedWith('aws:kms', 'key-id'),
    [{ algorithm: 'aws:kms', kmsKeyId: 'key-id', bucketKeyEnabled: true, blockedTypes: [] }],
    [{ algorithm: 'AES256', kmsKeyId: null, bucketKeyEnabled: false, blockedTypes: ['SSE-C'] }],
  ],
  encryptionKey: () => [
    null,
    encryptionKey(),
    encryptionKey({ manager: 'AWS' }),
    encryptionKey({ state: 'Disabled' }, { known: true, value: false }),
    encryptionKey(null),
  ],
  versioning: () => [
    { status: null, mfaDelete: false },
    { status: 'Suspended', mfaDelete: false },
    { status: 'Enabled', mfaDelete: false },
    { status: 'Enabled', mfaDelete: true },
  ],
  logging: (where) => [
    null,
    { targetBucket: where === here.bucket ? 'acme-logs' : here.bucket, targetPrefix: '' },
    { targetBucket: where, targetPrefix: '' },
  ],
  lifecycle: () => [
    null,
    [lifecycleRule()],
    [lifecycleRule({ enabled: false })],
    [lifecycleRule({ expirationAgeDays: 1 })],
    [lifecycleRule({ noncurrentExpirationAgeDays: 90, abortUploadsAgeDays: 7 })],
  ],
  replication: (where) => [
    null,
    [replicationRule(where === here.bucket ? 'acme-copy' : here.bucket)],
    [replicationRule('acme-elsewhere', { enabled: false })],
  ],
  objectLock: () => [
    null,
    { enabled: true, defaultRetention: null },
    { enabled: true, defaultRetention: { mode: 'GOVERNANCE', days: 30, years: null } },
    { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 1 } },
  ],
  notification: () => [
    { topics: 0, queues: 0, functions: 0, eventBridge: false },
    { topics: 0, queues: 1, functions: 0, eventBridge: false },
    { topics: 0, queues: 0, functions: 0, eventBridge: true },
  ],
  website: () => [null, { indexDocument: 'index.html', errorDocument: null, redirectHost: null }],
  cors: () => [
    null,
    [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: [] }],
    [{ allowedOrigins: ['https://acme.example'], allowedMethods: ['GET'], allowedHeaders: [] }],
  ],
  tags: () => [
    null,
    [{ key: 'team', value: 'storage' }],
    [
      { key: 'team', value: 'storage' },
      { key: 'stage', value: 'prod' },
    ],
    [{ key: 'PublicAccessApproved', value: 'true' }],
    [{ key: 'Temporary', value: 'yes' }],
  ],
  acceleration: () => [null, 'Enabled', 'Suspended'],
  inventory: () => [
    complete([]),
    complete([inventoryTo(here.bucket)]),
    complete([inventoryTo('acme-strange')]),
    { items: [], complete: false, gaps: [] },
  ],
  recoveryPoints: () => [
    complete([]),
    complete([recoveryPoints()]),
    complete([recoveryPoints({ newest: '2026-10-01T05:10:00.000Z' })]),
    complete([recoveryPoints({ continuous: true, status: 'AVAILABLE' })]),
    { items: [], complete: false, gaps: [] },
  ],
  accessPoint: () => [
    pointSettings(block()),
    pointSettings(blockAll),
    { ...pointSettings(blockAll), networkOrigin: 'VPC', vpcId: 'vpc-0a1b2c3d' },
  ],
  accessPointPolicy: () => [
    null,
    policy(allow('s3:GetObject', { Resource: `${pointEntry().arn}/object/*` })),
    policy(allow('s3:PutObject', { Resource: `${pointEntry().arn}/object/*` })),
    policy(allow('s3:ListBucket', { Resource: pointEntry().arn })),
  ],
  accessPointPolicyStatus: () => statuses,
  multiRegionAccessPointPolicy: () => [
    null,
    policy(allow('s3:GetObject', { Resource: `${globalArn}/object/*` })),
    policy(allow('s3:PutObject', { Resource: `${globalArn}/object/*` })),
    policy(allow('s3:ListBucket', { Resource: globalArn })),
  ],
  multiRegionAccessPointPolicyStatus: () => statuses,
};

/**
 * Whether AWS can be in this state. S3's word on a policy goes with its text: there is one exactly where there is a
 * policy, and it is "public" exactly where a statement for everyone has no condition that S3 counts. The key that was
 * read is the one that the default encryption names.
 */
export function possible({
  encryption,
  encryptionKey: keyRead,
  policy: text,
  policyStatus: status,
  accessPointPolicy: pointText,
  accessPointPolicyStatus: pointStatus,
  multiRegionAccessPointPolicy: globalText,
  multiRegionAccessPointPolicyStatus: globalStatus,
}: Partial<Facts>): boolean {
  return (
    (encryption === undefined ||
      keyRead === undefined ||
      keyNamedBy(encryption) === (keyRead?.named ?? null)) &&
    goTogether(text, status, fixedForBuckets) &&
    goTogether(pointText, pointStatus, fixed) &&
    goTogether(globalText, globalStatus, fixed)
  );
}

function goTogether(
  text: string | null | undefined,
  status: { isPublic: boolean } | null | undefined,
  keys: readonly string[],
): boolean {
  if (text === undefined || status === undefined) return true;
  if (text === null || status === null) return text === status;
  const open = isOpen(text, keys);
  return open === null || status.isPublic === open;
}

/** A case asks the same few texts a million times. */
const seenBy = new WeakMap<readonly string[], Map<string, boolean | null>>();

/** Whether S3 counts a policy as public; null where the text is beyond this simple reading. */
function isOpen(text: string, keys: readonly string[]): boolean | null {
  const seen = seenBy.get(keys) ?? new Map<string, boolean | null>();
  seenBy.set(keys, seen);
  const known = seen.get(text);
  if (known !== undefined) return known;
  const open = allowsForEveryone(text);
  const answer = open && open.some((statement) => !isFixed(statement['condition'], keys));
  seen.set(text, answer);
  return answer;
}

const fixed = [
  ...['PrincipalOrgID', 'PrincipalAccount', 'PrincipalArn', 'SourceIp', 'SourceVpc', 'SourceVpce'],
  ...['SourceArn', 'SourceAccount', 'userid'],
].map((key) => `aws:${key}`);
const fixedForBuckets = [...fixed, 's3:DataAccessPointAccount', 's3:DataAccessPointArn'];

/** Whether one of the keys that S3 counts has plain values; addresses that are broader than /8 are not tried here. */
const isFixed = (condition: unknown, keys: readonly string[]): boolean =>
  Object.entries((condition ?? {}) as Record<string, Record<string, unknown>>).some(
    ([operator, of]) =>
      /^(StringEquals|StringLike|ArnEquals|ArnLike|IpAddress)$/.test(operator) &&
      Object.entries(of).some(
        ([key, value]) =>
          keys.some((known) => known.toLowerCase() === key.toLowerCase()) &&
          (key.includes('DataAccessPoint') || !/[*?$]|\/[0-7]"/.test(JSON.stringify(value))),
      ),
  );

/** Statements that allow everyone something; null where the text is beyond this simple reading. */
function allowsForEveryone(text: string): readonly Json[] | null {
  const body = lowerKeys(textOrNull(text));
  const list = [body?.['statement']].flat().map(lowerKeys);
  if (!list.every((statement) => statement !== null)) return null;
  const allows = list.filter(({ effect }) => effect === 'Allow');
  if (JSON.stringify(allows).includes('"Federated"')) return null;
  return allows.filter(
    ({ principal }) => principal === undefined || JSON.stringify(principal).includes('"*"'),
  );
}

const lowerKeys = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]))
    : null;

function textOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
