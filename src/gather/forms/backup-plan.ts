import type {
  BackupRule as Rule,
  ConditionParameter,
  GetBackupPlanCommandOutput,
  GetBackupSelectionCommandOutput,
} from '@aws-sdk/client-backup';
import type {
  BackupPlanDetail,
  BackupRule,
  SelectionDetail,
  TagCondition,
} from '../../model/backup.ts';
import { need, needList, oneOf } from '../answer.ts';

/** When AWS Backup begins where a rule does not say. */
const usualSchedule = 'cron(0 5 ? * * *)';

/** AWS writes "for ever" as -1, or leaves it out. */
function days(value: number | undefined): number | null {
  if (value === undefined || value === -1) return null;
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('with a strange retention');
  return value;
}

const ruleOf = (rule: Rule): BackupRule => ({
  name: need(rule.RuleName, 'a name'),
  schedule: rule.ScheduleExpression || usualSchedule,
  timezone: rule.ScheduleExpressionTimezone || 'Etc/UTC',
  continuous: rule.EnableContinuousBackup === true,
  keptDays: days(rule.Lifecycle?.DeleteAfterDays),
  vault: need(rule.TargetBackupVaultName, 'a vault'),
  airGappedVaultArn: rule.TargetLogicallyAirGappedBackupVaultArn || null,
  copies: (rule.CopyActions ?? []).map(({ DestinationBackupVaultArn, Lifecycle }) => ({
    vaultArn: need(DestinationBackupVaultArn, 'a vault'),
    keptDays: days(Lifecycle?.DeleteAfterDays),
  })),
});

const tag = ({ ConditionKey, ConditionValue }: ConditionParameter): TagCondition => ({
  key: need(ConditionKey, 'a key').replace(/^aws:ResourceTag\//, ''),
  value: ConditionValue ?? '',
});

/** What a selection takes, from AWS Backup's answer or a record in its form. Pure. */
export function readSelection({
  BackupSelection,
}: Pick<GetBackupSelectionCommandOutput, 'BackupSelection'>): SelectionDetail {
  const found = need(BackupSelection, 'a selection');
  need(found.SelectionName, 'a name');
  const { StringEquals, StringNotEquals, StringLike, StringNotLike } = found.Conditions ?? {};
  return {
    resources: found.Resources ?? [],
    notResources: found.NotResources ?? [],
    anyTag: (found.ListOfTags ?? []).map((one) => {
      oneOf(['STRINGEQUALS'], one.ConditionType, 'condition');
      return tag(one);
    }),
    conditions: [
      ...(StringEquals ?? []).map((one) => ({ operator: 'equals' as const, ...tag(one) })),
      ...(StringNotEquals ?? []).map((one) => ({ operator: 'notEquals' as const, ...tag(one) })),
      ...(StringLike ?? []).map((one) => ({ operator: 'like' as const, ...tag(one) })),
      ...(StringNotLike ?? []).map((one) => ({ operator: 'notLike' as const, ...tag(one) })),
    ],
  };
}

/** What a plan says, from AWS Backup's answer or a record in its form. Pure. */
export function readPlan({
  BackupPlan: plan,
  AdvancedBackupSettings,
}: Pick<GetBackupPlanCommandOutput, 'BackupPlan' | 'AdvancedBackupSettings'>): BackupPlanDetail {
  const { Rules, AdvancedBackupSettings: within } = need(plan, 'a plan');
  const s3 = [...(within ?? []), ...(AdvancedBackupSettings ?? [])].filter(
    ({ ResourceType }) => ResourceType === 'S3',
  );
  const saves = (option: string) =>
    s3.every(({ BackupOptions }) => BackupOptions?.[option]?.toLowerCase() !== 'disabled');
  return {
    rules: needList(Rules, 'rules').map(ruleOf),
    savesAcls: saves('BackupACLs'),
    savesTags: saves('BackupObjectTags'),
  };
}
