import type { BackupBucketFacts, BackupRegionFacts } from './backup.ts';
import type { Collection } from './evidence.ts';
import type { AlarmFacts } from './alarms.ts';
import type { EncryptionKey } from './keys.ts';
import type { MacieBucket } from './macie.ts';
import type { ObjectLook } from './objects.ts';
import type { TrailFacts } from './trails.ts';

/** Stands in a value for a part of it that AWS Config does not tell. */
export type NotRecorded = 'notRecorded';

/** The four switches of Block Public Access, at one level. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export interface PublicAccessBlock {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

/** Who the credentials belong to, as STS says. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export interface Identity {
  account: string;
  arn: string;
  userId: string;
}

/** One line of the account's bucket list. `region` is null where the list did not say. */
export interface BucketEntry {
  name: string;
  region: string | null;
  /** ISO time. AWS changes it when the bucket policy is edited. */
  createdAt: string | null;
}

/** A Region the account can use. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export interface EnabledRegion {
  name: string;
  optIn: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
}

/** A grant of a bucket ACL. `grantee` is a canonical id, an e-mail address or a group's URI. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
export interface Grant {
  type: 'CanonicalUser' | 'AmazonCustomerByEmail' | 'Group';
  grantee: string;
  permission: string;
}

/** The ACL that S3 shows. Grants that a switch neutralises are hidden by S3 itself. */
export interface BucketAcl {
  owner: string;
  grants: readonly Grant[];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export interface OwnershipControls {
  objectOwnership: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
}

/** One rule of the default encryption. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html */
export interface EncryptionRule {
  algorithm: string;
  kmsKeyId: string | null;
  bucketKeyEnabled: boolean;
  /** Encryption types that uploads may not use, for example `SSE-C`. AWS Config does not record them. */
  blockedTypes: readonly string[] | NotRecorded;
}

/** `status` is null where versioning was never enabled. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export interface Versioning {
  status: 'Enabled' | 'Suspended' | null;
  mfaDelete: boolean;
}

/** Where server access logs go. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
export interface Logging {
  targetBucket: string;
  targetPrefix: string;
}

/** One lifecycle rule, reduced to what audits ask of it. Ages are in days, sizes in bytes. */
export interface LifecycleRule {
  id: string;
  enabled: boolean;
  /** True where the rule applies to every object of the bucket. */
  wholeBucket: boolean;
  prefix: string | null;
  expirationAgeDays: number | null;
  expirationDate: string | null;
  expiresDeleteMarkers: boolean;
  noncurrentExpirationAgeDays: number | null;
  noncurrentVersionsKept: number | null;
  abortUploadsAgeDays: number | null;
  transitions: readonly { storageClass: string; ageDays: number | null; noncurrent: boolean }[];
}

/** One replication rule. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html */
export interface ReplicationRule {
  id: string;
  enabled: boolean;
  destinationBucketArn: string;
  destinationAccount: string | null;
  deleteMarkers: boolean;
  /** Whether no filter narrows the rule. Not told by AWS Config, nor by files of earlier versions. */
  wholeBucket?: boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ObjectLockConfiguration.html */
export interface ObjectLock {
  enabled: boolean;
  defaultRetention: { mode: string; days: number | null; years: number | null } | null;
}

/** Counts of each kind of notification target. */
export interface Notification {
  topics: number;
  queues: number;
  functions: number;
  /** AWS Config leaves it out of older records; then another target is known. */
  eventBridge: boolean | NotRecorded;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html */
export interface Website {
  indexDocument: string | null;
  errorDocument: string | null;
  redirectHost: string | null;
}

/** One CORS rule. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
export interface CorsRule {
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  allowedHeaders: readonly string[];
}

export interface Tag {
  key: string;
  value: string;
}

/** One inventory configuration. https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html */
export interface Inventory {
  id: string;
  enabled: boolean;
  destinationBucketArn: string;
  /** The account that is to own the destination; null: none is named, and S3 does not ask. Not told by files of earlier versions. */
  destinationAccount?: string | null;
  frequency: string;
  /** Whether no prefix narrows what it lists, and whether it lists earlier versions too. Not told by files of earlier versions. */
  wholeBucket?: boolean;
  allVersions?: boolean;
}

/** One line of the list of access points of a Region. */
export interface AccessPointEntry {
  name: string;
  arn: string;
  bucket: string;
  bucketAccount: string | null;
  networkOrigin: 'Internet' | 'VPC';
  vpcId: string | null;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPoint.html */
export interface AccessPointSettings {
  bucket: string;
  bucketAccount: string | null;
  networkOrigin: 'Internet' | 'VPC';
  vpcId: string | null;
  publicAccessBlock: PublicAccessBlock;
}

/** A Multi-Region access point, with its buckets. `status` is empty where AWS Config, which does not record it, told of it. */
export interface MultiRegionAccessPoint {
  name: string;
  alias: string;
  status: string;
  buckets: readonly string[];
  publicAccessBlock: PublicAccessBlock | null;
}

/** Facts about the account as a whole. */
export interface AccountFacts {
  /** Who the audit's credentials belong to. */
  identity: Identity;
  /** The general purpose buckets of the account. Directory, table and vector buckets are other resources. */
  buckets: Collection<BucketEntry>;
  /** Effective Block Public Access of the account, an organisation's S3 policy included; null: never set. */
  accountPublicAccessBlock: PublicAccessBlock | null;
  /** Regions the account knows of, with their opt-in state. */
  enabledRegions: readonly EnabledRegion[];
  /** Multi-Region access points, which only us-west-2 can list. */
  multiRegionAccessPoints: Collection<MultiRegionAccessPoint>;
}

/** Facts about one Region of the account. */
export interface RegionFacts extends TrailFacts, AlarmFacts, BackupRegionFacts {
  /** What Macie knows of buckets; null where it is not enabled, or may not be asked: it answers both alike. */
  macieBuckets: Collection<MacieBucket> | null;
  /** Access points owned by the account in this Region. */
  accessPoints: Collection<AccessPointEntry>;
}

/** Facts about one bucket. `null` means that AWS says it is not configured. */
export interface BucketFacts extends BackupBucketFacts {
  /** The Region the bucket lives in. */
  location: string;
  /** The bucket's own Block Public Access; null: never set, or removed. */
  publicAccessBlock: PublicAccessBlock | null;
  /** The bucket policy, byte for byte; null: there is none. */
  policy: string | null;
  /** S3's own answer whether the policy is public; null: there is no policy. It ignores ACLs and Block Public Access. */
  policyStatus: { isPublic: boolean } | null;
  /** The bucket ACL as S3 shows it. */
  acl: BucketAcl;
  /** Object Ownership; null: never set, which behaves as ObjectWriter. */
  ownership: OwnershipControls | null;
  /** Default encryption; null: the endpoint says there is none. */
  encryption: readonly EncryptionRule[] | null;
  /** The KMS key that the default encryption names; null: it is not of KMS, or leaves the key to AWS. */
  encryptionKey: EncryptionKey | null;
  /** Versioning and MFA delete. */
  versioning: Versioning;
  /** Server access logging; null: off. */
  logging: Logging | null;
  /** Lifecycle rules; null: none. */
  lifecycle: readonly LifecycleRule[] | null;
  /** Replication rules; null: none. */
  replication: readonly ReplicationRule[] | null;
  /** Object Lock; null: never enabled. */
  objectLock: ObjectLock | null;
  /** Event notifications. */
  notification: Notification;
  /** Static website hosting; null: off. */
  website: Website | null;
  /** CORS rules; null: none. */
  cors: readonly CorsRule[] | null;
  /** Bucket tags; null: none. */
  tags: readonly Tag[] | null;
  /** Transfer acceleration; null: never set. */
  acceleration: 'Enabled' | 'Suspended' | null;
  /** Inventory configurations. */
  inventory: Collection<Inventory>;
  /** What was seen of the objects themselves: by a sample, by a report of S3 Inventory, or both; one of each. */
  objects: readonly ObjectLook[];
}

/** Facts about one access point. */
export interface AccessPointFacts {
  /** The access point's network origin, bucket and Block Public Access. */
  accessPoint: AccessPointSettings;
  /** The access point policy, byte for byte; null: there is none. */
  accessPointPolicy: string | null;
  /** S3's own answer whether the access point policy is public; null: there is no policy. */
  accessPointPolicyStatus: { isPublic: boolean } | null;
}

/** Facts about one Multi-Region access point, which only us-west-2 answers. */
export interface MultiRegionAccessPointFacts {
  /** The policy that is in force, byte for byte; null: there is none. A proposed one does not count yet. */
  multiRegionAccessPointPolicy: string | null;
  /** S3's own answer whether the policy in force is public; null: there is no policy. */
  multiRegionAccessPointPolicyStatus: { isPublic: boolean } | null;
}

/** Every fact that is read, by name. */
export interface Facts
  extends AccountFacts, RegionFacts, BucketFacts, AccessPointFacts, MultiRegionAccessPointFacts {}
export type FactName = keyof Facts;

/** What a fact is about. */
export type Scope = 'account' | 'region' | 'bucket' | 'accessPoint' | 'multiRegionAccessPoint';
export const scopes: readonly Scope[] = [
  'account',
  'region',
  'bucket',
  'accessPoint',
  'multiRegionAccessPoint',
];

/** The scope of every fact. A missing or misplaced entry is a compile error. */
export const factScope = {
  identity: 'account',
  buckets: 'account',
  accountPublicAccessBlock: 'account',
  enabledRegions: 'account',
  multiRegionAccessPoints: 'account',
  accessPoints: 'region',
  trails: 'region',
  deliveryChannels: 'region',
  metricFilters: 'region',
  alarms: 'region',
  eventRules: 'region',
  backupPlans: 'region',
  backupVaults: 'region',
  backupSettings: 'region',
  macieBuckets: 'region',
  location: 'bucket',
  publicAccessBlock: 'bucket',
  policy: 'bucket',
  policyStatus: 'bucket',
  acl: 'bucket',
  ownership: 'bucket',
  encryption: 'bucket',
  encryptionKey: 'bucket',
  versioning: 'bucket',
  logging: 'bucket',
  lifecycle: 'bucket',
  replication: 'bucket',
  objectLock: 'bucket',
  notification: 'bucket',
  website: 'bucket',
  cors: 'bucket',
  tags: 'bucket',
  acceleration: 'bucket',
  inventory: 'bucket',
  recoveryPoints: 'bucket',
  objects: 'bucket',
  accessPoint: 'accessPoint',
  accessPointPolicy: 'accessPoint',
  accessPointPolicyStatus: 'accessPoint',
  multiRegionAccessPointPolicy: 'multiRegionAccessPoint',
  multiRegionAccessPointPolicyStatus: 'multiRegionAccessPoint',
} as const satisfies {
  [F in FactName]: F extends keyof AccountFacts
    ? 'account'
    : F extends keyof RegionFacts
      ? 'region'
      : F extends keyof BucketFacts
        ? 'bucket'
        : F extends keyof AccessPointFacts
          ? 'accessPoint'
          : 'multiRegionAccessPoint';
};

/** Facts that no scan reads: they are asked for bucket by bucket, or brought by a file. */
const requestedFacts = ['objects'] as const satisfies readonly FactName[];
export type ScannedFact = Exclude<FactName, (typeof requestedFacts)[number]>;

const isScanned = (fact: FactName): fact is ScannedFact =>
  !(requestedFacts as readonly FactName[]).includes(fact);

/** Names of the facts that a scan reads, in the order in which screens list them. */
export const scannedFacts: readonly ScannedFact[] = (Object.keys(factScope) as FactName[]).filter(
  isScanned,
);

/** Those of one scope. */
export const factsOf = (scope: Scope): ScannedFact[] =>
  scannedFacts.filter((fact) => factScope[fact] === scope);
