import type {
  AirGappedReach,
  BackupCoverReach,
  ContinuousReach,
  OptInReach,
  PeriodicReach,
  RecoveryPointReach,
  VaultReach,
} from './backup-reach.ts';
import type { Attempt, Gap } from './evidence.ts';
import type { ProofStep } from './check.ts';
import type { FactName, Grant, PublicAccessBlock } from './facts.ts';
import type { LoggingReach } from './logging-reach.ts';
import type { KeyFacts } from './keys.ts';

/** A fact that could not be read, as a finding carries it. */
export interface MissingFact {
  fact: FactName;
  /** The resource it belongs to, where that is not the resource judged. */
  resource?: string;
  gap: Gap;
  actions: readonly string[];
  tried: readonly Attempt[];
  detail: string;
}

/** A conclusion from several facts: settled by what is known, or unknown because of what is not. */
export type Answer<T> =
  | { known: true; value: T; proof?: readonly ProofStep[] }
  | {
      known: false;
      /** A sentence that goes before the one on missing facts, or stands alone where none is missing. */
      because?: string;
      missing: readonly MissingFact[];
    };

/** Which level turns a switch of Block Public Access on; null: none does. */
export type BlockLevel = 'account' | 'bucket' | null;
export type EffectiveBlock = Readonly<Record<keyof PublicAccessBlock, BlockLevel>>;

/** Public grants of the ACL that concern one question. */
export interface AclReach {
  /** `disabled`: Object Ownership switches ACLs off. `ignored`: Ignore Public ACLs neutralises public grants. */
  state: 'disabled' | 'ignored' | 'live';
  /** Effective grants; empty unless `state` is `live`. */
  grants: readonly Grant[];
  /** What Deny statements of the bucket policy take back today of what these grants give. */
  denied?: readonly ProofStep[];
}

/** Whether anyone, or any AWS account, gets through, and by which way. */
export interface PublicReach {
  open: boolean;
  /** Open as S3 counts it, though Deny statements and conditions leave strangers nothing today. */
  forNobody?: true;
  steps: readonly ProofStep[];
}

/** The tag that approves of a public bucket; null where there is none, or the tags are unread: it adds words alone. */
export interface PublicApproval {
  tag: { key: string; value: string } | null;
}

/** How far plain HTTP, or old TLS, is denied by the bucket policy. */
export interface TlsReach {
  state: 'enforced' | 'partial' | 'notEnforced';
  says: string;
  steps: readonly ProofStep[];
}

/** A statement that a question about the policy's text found. */
export interface PolicyLine {
  /** Whom it is about: an account, an organisation, a service; empty where that is not the question. */
  name: string;
  step: ProofStep;
}

/** What a question about the policy's text found. */
export interface PolicyFound {
  /** False where there is no policy, so that nothing can be found. */
  exists: boolean;
  lines: readonly PolicyLine[];
  /** Remarks beside it. */
  notes?: readonly ProofStep[];
}

/** What Block Public Access and disabled ACLs hold back. `unblocked`: nothing is held back, since nothing blocks. */
export interface LatentReach {
  state: 'hidden' | 'none' | 'unblocked';
  steps: readonly ProofStep[];
  /** What counts as public today, as far as it is read, so that no lifted block opens it. */
  already: readonly ProofStep[];
  /** What is held back would count as public, though Deny statements and conditions leave strangers nothing by it. */
  forNobody?: true;
}

/** Multi-Region Access Points of the account, and those that do not block public access. */
export interface GlobalPointsReach {
  count: number;
  open: readonly string[];
  /** Those that are being made or deleted, which are not counted. */
  passing: readonly string[];
}

/** What the policy asks of uploads. `anySse`: that they state their encryption. */
export interface UploadReach {
  /**
   * What gets through. `kms`, `sse`: only uploads that ask for it, or for nothing with `sse`. `default`, `weakDefault`:
   * none that asks for SSE-S3, and those that ask for nothing get a default of SSE-KMS, or a weaker one. `stated`: any
   * that states its encryption. `some`: others are refused, but neither kind. `none`: no statement is about it.
   */
  state: 'kms' | 'sse' | 'default' | 'weakDefault' | 'stated' | 'some' | 'none';
  steps: readonly ProofStep[];
}

/** What blocks uploads with keys that the customer supplies; null: nothing does. */
export interface CustomerKeyReach {
  by: 'encryption' | 'policy' | null;
  steps: readonly ProofStep[];
}

/**
 * Whether MFA delete protects a bucket, and if not, what stands in its place: `lifecycle` excludes it, and Object
 * Lock in compliance mode (`locked`) is stronger.
 */
export interface MfaDeleteReach {
  state: 'on' | 'lifecycle' | 'locked' | 'off';
  versioned: boolean;
}

/**
 * Whether the policy stays within the reference policy of the settings. `unset`: there is no reference. `none`: there
 * is no bucket policy.
 */
export interface ReferenceReach {
  state: 'unset' | 'none' | 'within' | 'beyond';
  steps: readonly ProofStep[];
}

/** Whether bucket names that AWS services derive from the account id are the account's own. */
export interface ServiceNamesReach {
  /** `foreign`: the account writes to such names that are not its own. */
  state: 'owned' | 'foreign';
  names: readonly string[];
}

/** The key of the default encryption. `named`: the id, ARN or alias that the encryption holds. */
export type DefaultKey =
  /** Not of KMS; `algorithm` is empty where there is no default encryption. */
  | { is: 'none'; algorithm: string }
  /** The AWS managed key, which the encryption names by its alias or leaves out. */
  | { is: 'aws' }
  | { is: 'missing'; named: string }
  | { is: 'known'; named: string; key: KeyFacts };

/** Whether KMS rotates the key by itself; `none` where it cannot, or is not to. */
export interface RotationReach {
  state: 'on' | 'off' | 'none';
  says: string;
}

/** Whether the public reaches objects: by configuration, or as the objects themselves show. */
export interface ObjectReach {
  open: boolean;
  steps: readonly ProofStep[];
}

/** How the objects that were looked at are encrypted. `empty`: there are none. */
export interface ObjectEncryption {
  is: 'expected' | 'otherwise' | 'empty';
  says: string;
}

/** A bucket to which S3 copies something of this one. */
export interface CopyTarget {
  bucket: string;
  /** The account that the setting names as the owner of that bucket; null where it names none. */
  account: string | null;
  /** `trusted`: of an account that the user expects. `foreign`: of another, or of nobody in sight. */
  owner: 'own' | 'trusted' | 'foreign';
}

/** Where enabled settings of one kind copy something of the bucket to. */
export interface CopyReach {
  /** How many settings there are, those that are off included. */
  count: number;
  targets: readonly CopyTarget[];
}

/** Whether enabled replication rules lead to another Region. `off`: rules, but none enabled. */
export interface DistanceReach {
  state: 'elsewhere' | 'here' | 'off' | 'none';
  /** Those of another Region, or else of the same. */
  targets: readonly { bucket: string; region: string }[];
  /** True where no such rule is known to copy every new object. */
  partly: boolean;
}

/** Conclusions that `access` draws from several facts, by name. */
export interface Derived extends LoggingReach {
  /** Block Public Access of account and bucket combined, switch by switch. */
  effectiveBlock: EffectiveBlock;
  /** Grants to everyone that let list the bucket or read its ACL. */
  aclPublicRead: AclReach;
  /** Grants to everyone that let write objects or the ACL. */
  aclPublicWrite: AclReach;
  /** Grants of any kind to the group of all AWS accounts. */
  aclAuthenticatedUsers: AclReach;
  /** Whether the bucket policy is public in S3's sense, whatever else blocks it. */
  policyPublic: PublicReach;
  /** Whether the public can list or read, by ACL or policy. */
  publicRead: PublicReach;
  /** Whether the public can write, delete or change permissions, by ACL or policy. */
  publicWrite: PublicReach;
  /** Whether the public gets in at all: ACL, policy or access point. */
  publicAccess: PublicReach;
  /** The tag that approves of the bucket's being public, as far as the tags were read. */
  publicApproval: PublicApproval;
  /** Whether the policy denies plain HTTP. */
  tls: TlsReach;
  /** Whether the policy denies TLS older than 1.2. */
  oldTls: TlsReach;
  /** Whether there is a bucket policy. */
  policyExists: PolicyFound;
  /** Allow statements with NotPrincipal. */
  allowNotPrincipal: PolicyFound;
  /** Allow statements with NotAction or NotResource. */
  allowNotAction: PolicyFound;
  /** Allow statements for every action, but for administrators of the account. */
  wildcardActions: PolicyFound;
  /** Other accounts and organisations that the policy lets in. */
  sharedWith: PolicyFound;
  /** Those outside the account who may change permissions or settings. */
  sensitiveActions: PolicyFound;
  /** AWS services that the policy lets in for anybody's resources. */
  unboundServices: PolicyFound;
  /** Statements that lock everybody but the root user out of the policy. */
  lockedOut: PolicyFound;
  /** Grants of the ACL to anyone but the owner, and the log delivery group on a real log target. */
  aclForeign: AclReach;
  /** What becomes public when a block is lifted. */
  latentPublic: LatentReach;
  /** Whether Multi-Region Access Points block public access. */
  globalPoints: GlobalPointsReach;
  /** What the policy asks of uploads. */
  uploads: UploadReach;
  /** What blocks SSE-C. */
  customerKeys: CustomerKeyReach;
  /** The key of the default encryption. */
  defaultKey: DefaultKey;
  /** Whether that key rotates. */
  keyRotation: RotationReach;
  /** Whether the public reaches objects: by a policy, an access point or an ACL of their own. */
  objectsPublic: ObjectReach;
  /** Whether objects that were looked at are encrypted as is expected. */
  objectsEncrypted: ObjectEncryption;
  /** MFA delete, and whether the bucket can have it. */
  mfaDelete: MfaDeleteReach;
  /** Whether the bucket policy stays within the reference policy. */
  withinReference: ReferenceReach;
  /** Names of the account, as AWS services derive them. */
  serviceNames: ServiceNamesReach;
  /** Buckets of the account that deliver server access logs here. */
  logSources: readonly string[];
  /** Buckets of the account that replicate here. */
  replicationSources: readonly string[];
  /** Where enabled replication rules copy objects to, and whose that is. */
  replicaOwners: CopyReach;
  /** Where enabled inventories are written to, and whose that is. */
  inventoryOwners: CopyReach;
  /** Whether a replica is in another Region. */
  replicaDistance: DistanceReach;
  /** What is left of an object that a lifecycle rule expires; `unknown` where that was not read. It adds words alone. */
  afterExpiry: 'nothing' | 'briefly' | 'versions' | 'unknown';
  /** Backup plans that save the bucket. */
  backupCover: BackupCoverReach;
  /** Whether the bucket can be restored to any moment. */
  continuousBackup: ContinuousReach;
  /** How often snapshots of the bucket are taken. */
  periodicBackup: PeriodicReach;
  /** The newest recovery point of the bucket. */
  recentRecoveryPoint: RecoveryPointReach;
  /** Copies of the bucket in logically air-gapped vaults. */
  airGappedCopy: AirGappedReach;
  /** Regions by whether AWS Backup is opted in for S3. */
  backupOptIn: OptInReach;
  /** Whose keys encrypt the backup vaults. */
  vaultKeys: VaultReach;
  /** Whether recovery points can be deleted early. */
  vaultLocks: VaultReach;
  /** Every planned read of this bucket was answered; the names of those the endpoint does not have. */
  everyRead: { unsupported: readonly FactName[] };
}
export type DerivedName = keyof Derived;
