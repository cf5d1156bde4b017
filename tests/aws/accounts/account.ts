/**
 * An AWS account of the tests, as a person would describe it. Everything left out is as AWS makes
 * it today: a new bucket has Block Public Access fully on, ACLs disabled, SSE-S3 with SSE-C
 * blocked, and nothing else configured. `null` means "not configured" where the default is a value.
 */
export interface Account {
  id: string;
  /** Null, the default: never set, which S3 treats as all four off. */
  publicAccessBlock?: Switches | null;
  buckets: readonly Bucket[];
  accessPoints?: readonly AccessPoint[];
  multiRegionAccessPoints?: readonly MultiRegionAccessPoint[];
  /** KMS keys. moto gives keys ids by chance, so the front answers for these, and for no other key. */
  keys?: readonly Key[];
  /** Opt-in Regions that are on although no bucket is there. */
  enabledRegions?: readonly string[];
  /** What Macie says of buckets, in the Regions where it is enabled. */
  macie?: Readonly<Record<string, readonly { bucket: string; score?: number }[]>>;
  /** What AWS Backup holds, by Region. */
  backup?: Readonly<Record<string, BackupRegion>>;
  /** Trails of CloudTrail. */
  trails?: readonly AccountTrail[];
  /** Topics of SNS with their subscribers, of whom AWS knows who has not confirmed. */
  topics?: readonly Topic[];
  /** Alarms on metrics. */
  alarms?: readonly MetricAlarm[];
  /** Rules on the default bus of EventBridge. */
  eventRules?: readonly EventRule[];
  /** Where AWS Config delivers to. */
  deliveryChannels?: readonly DeliveryChannel[];
  /** IAM actions that the auditing identity lacks everywhere, for example `s3:GetBucketCORS`. */
  denied?: readonly string[];
}

export interface Key {
  id: string;
  /** Default: us-east-1. */
  region?: string;
  /** Without `alias/`. */
  alias?: string;
  /** Default: the account's own. */
  account?: string;
  manager?: 'AWS' | 'CUSTOMER';
  /** Default: Enabled. */
  state?: string;
  /** ISO time at which the key is deleted. */
  deletedAt?: string;
  spec?: string;
  origin?: string;
  rotates?: boolean;
  /** The auditing identity may not describe it. */
  denied?: boolean;
}

export interface Bucket {
  name: string;
  /** Default: us-east-1. */
  region?: string;
  /** ISO time. Default: the day on which the seed ran. */
  created?: string;
  publicAccessBlock?: Switches | null;
  ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | null;
  /** Grants beside the owner's own full control. */
  acl?: readonly Grant[];
  /** A policy as an object, or its text where the form of the text matters. */
  policy?: object | string;
  /** Overrides the front's own reading of the policy as S3's answer to "is it public". */
  policyIsPublic?: boolean;
  encryption?: Encryption | null;
  versioning?: 'Enabled' | 'Suspended';
  mfaDelete?: boolean;
  logging?: { bucket: string; prefix: string };
  lifecycle?: readonly LifecycleRule[];
  replication?: readonly ReplicationRule[];
  objectLock?: ObjectLock;
  notification?: Notification;
  website?: { index: string; error?: string } | { redirectTo: string };
  cors?: readonly CorsRule[];
  tags?: Readonly<Record<string, string>>;
  accelerate?: 'Enabled' | 'Suspended';
  inventory?: readonly { id: string; bucket: string; enabled?: boolean }[];
  objects?: Readonly<Record<string, { body: string; contentType: string; acl?: 'public-read' }>>;
  /** IAM actions that this bucket refuses to the auditing identity. */
  denied?: readonly string[];
}

/** The four switches of Block Public Access. */
export interface Switches {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

export interface Grant {
  /** A group, or the canonical id of another account: 64 hexadecimal digits. */
  to: 'everyone' | 'anyAwsAccount' | 'logDelivery' | (string & {});
  permission: 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';
}

export interface Encryption {
  algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  keyId?: string;
  bucketKey?: boolean;
  /** Default: SSE-C, which S3 blocks on new buckets since April 2026. */
  blocked?: readonly ('SSE-C' | 'NONE')[];
}

/** Ages are days. A rule with neither prefix, tag nor size covers the whole bucket. */
export interface LifecycleRule {
  id: string;
  enabled?: boolean;
  prefix?: string;
  tag?: { key: string; value: string };
  largerThanBytes?: number;
  smallerThanBytes?: number;
  expireAfter?: number;
  transition?: { after: number; to: string };
  expireOldVersionsAfter?: number;
  keepOldVersions?: number;
  abortUploadsAfter?: number;
}

export interface ReplicationRule {
  id: string;
  /** Name of the destination bucket. */
  to: string;
  /** Account that owns the destination, if another. */
  account?: string;
  enabled?: boolean;
  deleteMarkers?: boolean;
}

interface ObjectLock {
  /** Without a mode: enabled, but with no default retention. */
  mode?: 'GOVERNANCE' | 'COMPLIANCE';
  days?: number;
  years?: number;
}

interface Notification {
  topics?: readonly string[];
  queues?: readonly string[];
  functions?: readonly string[];
  eventBridge?: boolean;
}

export interface CorsRule {
  origins: readonly string[];
  methods: readonly string[];
  headers?: readonly string[];
  expose?: readonly string[];
  maxAgeSeconds?: number;
}

export interface AccessPoint {
  name: string;
  bucket: string;
  /** Only from this VPC; without it, from the Internet. */
  vpc?: string;
  /** Default: all on, as AWS makes them. */
  publicAccessBlock?: Switches;
  policy?: object | string;
}

interface MultiRegionAccessPoint {
  name: string;
  alias: string;
  buckets: readonly string[];
  publicAccessBlock?: Switches;
  /** The policy in force. */
  policy?: object | string;
}

interface Placed {
  name: string;
  /** Default: us-east-1. */
  region?: string;
}

export interface AccountTrail extends Placed {
  bucket: string;
  /** Default: true. */
  multiRegion?: boolean;
  validation?: boolean;
  keyId?: string;
  /** Default: true. */
  logging?: boolean;
  /** Basic selectors; without them, what CloudTrail gives a new trail: management events. */
  dataEvents?: { of: readonly string[]; readWrite?: 'All' | 'ReadOnly' | 'WriteOnly' };
  /** The log group that gets the events, with the metric filters on it. */
  logGroup?: {
    name: string;
    filters?: readonly { name: string; pattern: string; namespace: string; metric: string }[];
  };
}

export interface Topic extends Placed {
  subscribers: readonly { email: string; confirmed: boolean }[];
}

export interface MetricAlarm extends Placed {
  namespace: string;
  metric: string;
  /** Names of topics of the same Region. */
  topics: readonly string[];
  actionsEnabled?: boolean;
}

export interface DeliveryChannel extends Placed {
  bucket: string;
}

export interface EventRule extends Placed {
  pattern?: object;
  schedule?: string;
  enabled?: boolean;
  /** ARNs. */
  targets?: readonly string[];
}

/** AWS Backup in one Region. Everything left out is as in an account that does not use it. */
export interface BackupRegion {
  /** Default: true, as AWS opts accounts in today. */
  s3OptedIn?: boolean;
  vaults?: readonly BackupVault[];
  plans?: readonly BackupPlan[];
  recoveryPoints?: readonly RecoveryPoint[];
}

interface BackupVault {
  name: string;
  airGapped?: boolean;
  /** ARN of a key of the customer’s. */
  key?: string;
  /** Days that a lock keeps recovery points at least; without it the vault has no lock. */
  lockedDays?: number;
  /** ISO time from which on nobody can lift the lock. */
  lockDate?: string;
  policy?: object;
}

interface BackupPlan {
  name: string;
  rules: readonly {
    name: string;
    vault: string;
    /** Default: as AWS has it, at 5 o’clock. */
    schedule?: string;
    timezone?: string;
    continuous?: boolean;
    /** Default: for ever. */
    days?: number;
    airGappedVault?: string;
    copyTo?: readonly string[];
  }[];
  /** Left out of what is saved of objects. */
  without?: readonly ('BackupACLs' | 'BackupObjectTags')[];
  selections?: readonly {
    name: string;
    resources?: readonly string[];
    notResources?: readonly string[];
    /** Any of these tags. */
    tags?: Readonly<Record<string, string>>;
    conditions?: object;
  }[];
}

interface RecoveryPoint {
  bucket: string;
  vault: string;
  /** ISO time. */
  created: string;
  /** Default: COMPLETED, and AVAILABLE where it is continuous. */
  status?: string;
  continuous?: boolean;
}

const switches = (on: boolean): Switches => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

export const allOn: Switches = switches(true);
export const allOff: Switches = switches(false);
