import type { RecoveryPointByResource } from '@aws-sdk/client-backup';
import { recoveryPointStatuses, type RecoveryPoints } from '../../model/backup.ts';
import { need, oneOf } from '../answer.ts';

/** A recovery point, from AWS Backup's answer or a record in its form. That one is continuous stands in its ARN alone. Pure. */
export const readPoint = (point: RecoveryPointByResource): RecoveryPoints => ({
  vault: need(point.BackupVaultName, 'a vault'),
  airGapped: point.VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
  continuous: /:recovery-point:continuous:/.test(need(point.RecoveryPointArn, 'an ARN')),
  status: oneOf(recoveryPointStatuses, point.Status, 'status'),
  count: 1,
  newest: need(point.CreationDate, 'a time').toISOString(),
});

/** One group for those that are alike, with how many there are and the newest. */
export function together(points: readonly RecoveryPoints[]): readonly RecoveryPoints[] {
  const groups = new Map<string, RecoveryPoints>();
  for (const one of points) {
    const key = JSON.stringify([one.vault, one.airGapped, one.continuous, one.status]);
    const before = groups.get(key);
    const newest = before && before.newest > one.newest ? before.newest : one.newest;
    groups.set(key, { ...one, count: one.count + (before?.count ?? 0), newest });
  }
  return [...groups.values()];
}
