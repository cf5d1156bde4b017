import { ListRecoveryPointsByResourceCommand } from '@aws-sdk/client-backup';
import { recoveryPointStatuses, type RecoveryPoints } from '../../model/backup.ts';
import { need, needList, oneOf } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/** One group for those that are alike, with how many there are and the newest. */
function together(points: readonly RecoveryPoints[]): readonly RecoveryPoints[] {
  const groups = new Map<string, RecoveryPoints>();
  for (const one of points) {
    const key = JSON.stringify([one.vault, one.airGapped, one.continuous, one.status]);
    const before = groups.get(key);
    const newest = before && before.newest > one.newest ? before.newest : one.newest;
    groups.set(key, { ...one, count: one.count + (before?.count ?? 0), newest });
  }
  return [...groups.values()];
}

/**
 * Recovery points of a bucket in its Region: a bucket has thousands, so that groups are kept. That one is continuous
 * stands in its ARN alone. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByResource.html
 */
export default pagedGatherer({
  fact: 'recoveryPoints',
  service: 'backup',
  operation: 'ListRecoveryPointsByResource',
  action: 'backup:ListRecoveryPointsByResource',
  call: ListRecoveryPointsByResourceCommand,
  input: ({ bucket, partition }) => ({
    ResourceArn: `arn:${partition}:s3:::${bucket}`,
    MaxResults: 1000,
  }),
  absent: [],
  read: ({ RecoveryPoints }) =>
    needList(RecoveryPoints, 'a list').map((point): RecoveryPoints => ({
      vault: need(point.BackupVaultName, 'a vault'),
      airGapped: point.VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
      continuous: /:recovery-point:continuous:/.test(need(point.RecoveryPointArn, 'an ARN')),
      status: oneOf(recoveryPointStatuses, point.Status, 'status'),
      count: 1,
      newest: need(point.CreationDate, 'a time').toISOString(),
    })),
  reduce: together,
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
});
