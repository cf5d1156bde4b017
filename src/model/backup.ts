import type { Collection, Part } from './evidence.ts';

/**
 * One rule of a backup plan. `schedule` is AWS's expression, in the time zone. Days are null where recovery points are kept
 * for ever. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html
 */
export interface BackupRule {
  name: string;
  schedule: string;
  timezone: string;
  /** Whether it keeps a continuous backup, which can be restored to any moment of its days, in place of snapshots. */
  continuous: boolean;
  keptDays: number | null;
  vault: string;
  airGappedVaultArn: string | null;
  copies: readonly { vaultArn: string; keptDays: number | null }[];
}

/** What a plan says: its rules, and what of an object it saves beside the data. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_AdvancedBackupSetting.html */
export interface BackupPlanDetail {
  rules: readonly BackupRule[];
  savesAcls: boolean;
  savesTags: boolean;
}

/** A condition on a tag of the resource; `key` is the tag’s own, without `aws:ResourceTag/`. */
export interface TagCondition {
  key: string;
  value: string;
}

/**
 * Which resources a plan takes: those of `resources`, narrowed by all of the `conditions`, and those with any of
 * `anyTag`, without those of `notResources`. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
export interface SelectionDetail {
  resources: readonly string[];
  notResources: readonly string[];
  anyTag: readonly TagCondition[];
  conditions: readonly (TagCondition & { operator: ConditionOperator })[];
}

export const conditionOperators = ['equals', 'notEquals', 'like', 'notLike'] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

/** An assignment of resources to the plan with the id `plan`. */
export interface BackupSelection {
  plan: string;
  id: string;
  name: string;
  detail: Part<SelectionDetail>;
}

/** A backup plan of one Region, that an organisation made or the account. https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html */
export interface BackupPlan {
  id: string;
  name: string;
  detail: Part<BackupPlanDetail>;
  selections: Part<Collection<BackupSelection>>;
}

export const vaultTypes = [
  'BACKUP_VAULT',
  'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
  'RESTORE_ACCESS_BACKUP_VAULT',
] as const;
export type VaultType = (typeof vaultTypes)[number];

/** Where recovery points lie. Times are ISO texts. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupVaultListMember.html */
export interface BackupVault {
  name: string;
  arn: string;
  type: VaultType;
  /** ARN of its key; null where AWS names none. */
  keyArn: string | null;
  /** Whose key that is, as AWS says; null where AWS leaves it out. */
  keyType: 'AWS_OWNED_KMS_KEY' | 'CUSTOMER_MANAGED_KMS_KEY' | null;
  locked: boolean;
  minRetentionDays: number | null;
  maxRetentionDays: number | null;
  /** From when on nobody can lift the lock; null where administrators can, whenever they like. */
  lockDate: string | null;
  /** Whose its key is, as KMS says; null inside: it has none of the account’s. */
  keyManager: Part<'AWS' | 'CUSTOMER' | null>;
  /** Its access policy, byte for byte; null inside: there is none, or a lock makes it idle. */
  policy: Part<string | null>;
}

export const recoveryPointStatuses = [
  'AVAILABLE',
  'COMPLETED',
  'CREATING',
  'DELETING',
  'EXPIRED',
  'PARTIAL',
  'STOPPED',
] as const;
export type RecoveryPointStatus = (typeof recoveryPointStatuses)[number];

/**
 * Recovery points of a bucket that are alike: of one vault, kind and status. `AVAILABLE` and `STOPPED` are states of a
 * continuous one. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RecoveryPointByResource.html
 */
export interface RecoveryPoints {
  vault: string;
  /** Null where it is not recorded. */
  airGapped: boolean | null;
  continuous: boolean;
  status: RecoveryPointStatus;
  count: number;
  /** ISO time at which the newest was begun. */
  newest: string;
}

/** Facts about AWS Backup in one Region. */
export interface BackupRegionFacts {
  /** Backup plans, with their rules and what they select. */
  backupPlans: Collection<BackupPlan>;
  /** Vaults for recovery points. */
  backupVaults: Collection<BackupVault>;
  /** Whether AWS Backup is opted in for S3; null where it does not offer S3 there. */
  backupSettings: { s3OptedIn: boolean | null };
}

/** Facts about the backups of one bucket. */
export interface BackupBucketFacts {
  /** Recovery points of the bucket in its own Region, in groups. */
  recoveryPoints: Collection<RecoveryPoints>;
}
