import {
  type BackupPlan,
  type BackupPlanDetail,
  type BackupRule,
  type BackupSelection,
  type BackupVault,
  conditionOperators,
  type RecoveryPoints,
  recoveryPointStatuses,
  type SelectionDetail,
  type TagCondition,
  vaultTypes,
} from '../../model/backup.ts';
import { collectionOf, partOf } from './collections.ts';
import {
  count,
  fields,
  flag,
  listOf,
  name,
  nameOrEmpty,
  oneOf,
  orNull,
  text,
  time,
} from './shape.ts';

const arns = listOf(text(2048));
const tag = { key: text(1024), value: text(4096) };

const rule = fields<BackupRule>({
  name: name(),
  schedule: text(1024),
  timezone: name(100),
  continuous: flag,
  keptDays: orNull(count),
  vault: name(),
  airGappedVaultArn: orNull(name(2048)),
  copies: listOf(fields({ vaultArn: name(2048), keptDays: orNull(count) })),
});

const selection = fields<BackupSelection>({
  plan: name(),
  id: name(),
  name: nameOrEmpty(),
  detail: partOf(
    fields<SelectionDetail>({
      resources: arns,
      notResources: arns,
      anyTag: listOf(fields<TagCondition>(tag)),
      conditions: listOf(
        fields<SelectionDetail['conditions'][number]>({
          operator: oneOf(conditionOperators),
          ...tag,
        }),
      ),
    }),
  ),
});

export const backupPlan = fields<BackupPlan>({
  id: name(),
  name: name(),
  detail: partOf(
    fields<BackupPlanDetail>({ rules: listOf(rule), savesAcls: flag, savesTags: flag }),
  ),
  selections: partOf(collectionOf(selection)),
});

export const backupVault = fields<BackupVault>({
  name: name(),
  arn: name(2048),
  type: oneOf(vaultTypes),
  keyArn: orNull(name(2048)),
  keyType: orNull(oneOf(['AWS_OWNED_KMS_KEY', 'CUSTOMER_MANAGED_KMS_KEY'])),
  locked: flag,
  minRetentionDays: orNull(count),
  maxRetentionDays: orNull(count),
  lockDate: orNull(time),
  keyManager: partOf(orNull(oneOf(['AWS', 'CUSTOMER']))),
  policy: partOf(orNull(text())),
});

export const recoveryPoints = fields<RecoveryPoints>({
  vault: name(),
  airGapped: orNull(flag),
  continuous: flag,
  status: oneOf(recoveryPointStatuses),
  count,
  newest: time,
});
