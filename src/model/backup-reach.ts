import type { BackupRule } from './backup.ts';

/** A plan that saves a bucket, by the selection that takes it. */
export interface CoveringPlan {
  plan: string;
  selection: string;
  /** Why the selection takes it, as the end of a sentence that begins with the selection. */
  because: string;
  rules: readonly BackupRule[];
  savesAcls: boolean;
  savesTags: boolean;
}

/** The plans that are seen to save a bucket. */
export interface BackupCoverReach {
  plans: readonly CoveringPlan[];
  /** Plans that would, were S3 opted in. */
  withoutOptIn: readonly string[];
  /** False where versioning is seen to be off, without which AWS Backup saves nothing of a bucket. */
  versioned: boolean;
}

/**
 * Whether a bucket can be restored to any moment. `uncovered`: no plan saves it. `none`: none does so continuously.
 * `days`: the days it is kept are not from 1 to 35. `unversioned`, `noEvents`: what it depends on is off.
 */
export interface ContinuousReach {
  state: 'on' | 'uncovered' | 'none' | 'days' | 'unversioned' | 'noEvents';
  /** Plans that do so, the one that keeps longest first. */
  plans: readonly string[];
  days: number;
  /** Whether a rule makes copies, which cannot be restored to any moment. */
  copied: boolean;
  /** State of the continuous recovery point, as far as it was read. */
  point: 'AVAILABLE' | 'STOPPED' | null;
}

/** How often snapshots of a bucket are taken. `seldom`: with longer gaps than asked for. */
export interface PeriodicReach {
  state: 'often' | 'seldom' | 'none' | 'uncovered';
  plan: string;
  /** The schedule in words. */
  says: string;
  /** Null: for ever. */
  keptDays: number | null;
  /** The vault of the continuous backup, where that is another than this one's; AWS wants both in one. */
  otherVault: string | null;
}

/** The newest recovery point that can be restored. `live`: a continuous one, up to now. */
export interface RecoveryPointReach {
  state: 'live' | 'recent' | 'old' | 'none' | 'uncovered';
  /** ISO time; empty where there is none. */
  newest: string;
  vault: string;
  /** Status of the newest one of all, where it cannot be restored; empty otherwise. */
  failed: string;
}

/** Whether a copy lies where the account cannot delete it. `planned`: no recovery point is there. */
export interface AirGappedReach {
  state: 'there' | 'planned' | 'none' | 'uncovered';
  vaults: readonly string[];
}

/** Regions with buckets, by whether AWS Backup is opted in for S3. */
export interface OptInReach {
  on: readonly string[];
  off: readonly string[];
  /** Where AWS Backup does not offer S3. */
  lacking: readonly string[];
}

/** Backup vaults of the account by what was asked of them, each as `name (Region)`. */
export interface VaultReach {
  count: number;
  bad: readonly string[];
  /** Good ones that need a word more. */
  notes: readonly string[];
}
