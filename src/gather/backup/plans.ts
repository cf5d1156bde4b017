import {
  type BackupRule as Rule,
  type ConditionParameter,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
} from '@aws-sdk/client-backup';
import type {
  BackupPlan,
  BackupPlanDetail,
  BackupRule,
  BackupSelection,
  SelectionDetail,
  TagCondition,
} from '../../model/backup.ts';
import type { Part } from '../../model/evidence.ts';
import { need, needList, oneOf } from '../answer.ts';
import { detail, pagedGatherer } from '../gatherer.ts';

/** What `details` fill in. */
const awaited: Part<never> = { known: false, gap: 'skipped', actions: [], detail: '' };
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

const selectionDetail = detail<BackupSelection>()({
  operation: 'GetBackupSelection',
  action: 'backup:GetBackupSelection',
  call: GetBackupSelectionCommand,
  input: ({ plan, id }) => ({ BackupPlanId: plan, SelectionId: id }),
  absent: [],
  read: ({ BackupSelection }): SelectionDetail => {
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
  },
});

const ofPlan = detail<BackupPlan>();

/** The backup plans of a Region, each with its rules and with what it selects. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupPlans.html */
export default pagedGatherer({
  fact: 'backupPlans',
  service: 'backup',
  operation: 'ListBackupPlans',
  action: 'backup:ListBackupPlans',
  call: ListBackupPlansCommand,
  input: () => ({ MaxResults: 1000 }),
  absent: [],
  read: ({ BackupPlansList }) =>
    needList(BackupPlansList, 'a list').map(({ BackupPlanId, BackupPlanName }) => ({
      id: need(BackupPlanId, 'an id'),
      name: need(BackupPlanName, 'a name'),
      detail: awaited,
      selections: awaited,
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
  details: {
    detail: ofPlan({
      operation: 'GetBackupPlan',
      action: 'backup:GetBackupPlan',
      call: GetBackupPlanCommand,
      input: ({ id }) => ({ BackupPlanId: id }),
      absent: [],
      read: ({ BackupPlan: plan, AdvancedBackupSettings }): BackupPlanDetail => {
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
      },
    }),
    selections: ofPlan({
      operation: 'ListBackupSelections',
      action: 'backup:ListBackupSelections',
      call: ListBackupSelectionsCommand,
      input: ({ id }) => ({ BackupPlanId: id, MaxResults: 1000 }),
      absent: [],
      read: ({ BackupSelectionsList }, { id: plan }) =>
        needList(BackupSelectionsList, 'a list').map(({ SelectionId, SelectionName }) => ({
          plan,
          id: need(SelectionId, 'an id'),
          name: SelectionName ?? '',
          detail: awaited,
        })),
      next: ({ NextToken }) => (NextToken ? { NextToken } : null),
      details: { detail: selectionDetail },
    }),
  },
});
