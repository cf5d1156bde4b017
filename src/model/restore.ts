/** Whether a bucket could be restored, in one sentence with the times. `partly`: only what versioning keeps. */
export interface RestoreView {
  answer: 'yes' | 'partly' | 'no' | 'unknown';
  says: string;
  /** What the answer rests on, each with the check that judges it. */
  rows: readonly { title: string; check: string }[];
}

/** The rows in their order. A check that an audit does not have is left out where they are shown. */
export const restoreRows: RestoreView['rows'] = [
  { title: 'Backup plan', check: 'backup-plan-covers-bucket' },
  { title: 'Continuous backup', check: 'backup-continuous' },
  { title: 'Periodic backup', check: 'backup-periodic' },
  { title: 'Last recovery point', check: 'backup-recent-recovery-point' },
  { title: 'Versioning', check: 'versioning-enabled' },
  { title: 'Old versions expire', check: 'lifecycle-noncurrent-versions' },
  { title: 'MFA delete', check: 'mfa-delete' },
  { title: 'Object Lock', check: 'object-lock' },
  { title: 'Replication', check: 'replication-enabled' },
];
