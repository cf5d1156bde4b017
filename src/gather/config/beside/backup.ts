import type { BackupPlan, BackupSelection, RecoveryPoints } from '../../../model/backup.ts';
import type { PartGap } from '../../../model/evidence.ts';
import { need } from '../../answer.ts';
import { readPlan, readSelection } from '../../forms/backup-plan.ts';
import { readPoint } from '../../forms/recovery-point.ts';
import { notInRecord, onlyRecorded } from '../gaps.ts';
import { type Item, timeOf } from '../item.ts';
import {
  decode,
  field,
  type Fields,
  fieldsOf,
  flag,
  has,
  list,
  part,
  text,
  texts,
} from '../json.ts';
import { asAnswer } from '../mapping.ts';

const all = <T>(of: Fields, name: string, read: (one: Fields) => T): readonly T[] =>
  (list(of, name) ?? []).map((one) => read(fieldsOf(one)));

const lifecycle = (of: Fields): object => ({
  DeleteAfterDays: field(part(of, 'Lifecycle') ?? {}, 'DeleteAfterDays'),
});

/**
 * A plan as CloudFormation describes it, which AWS Config records. What it selects are records of their own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupplan.html
 */
export function readRecordedPlan({ configuration }: Item): Omit<BackupPlan, 'selections'> {
  const plan = need(part(configuration, 'BackupPlan'), 'a plan');
  const answer = {
    Rules: need(list(plan, 'BackupPlanRule'), 'rules').map((one) => {
      const rule = fieldsOf(one);
      return {
        RuleName: text(rule, 'RuleName'),
        ScheduleExpression: text(rule, 'ScheduleExpression'),
        ScheduleExpressionTimezone: text(rule, 'ScheduleExpressionTimezone', 100),
        EnableContinuousBackup: flag(rule, 'EnableContinuousBackup'),
        Lifecycle: lifecycle(rule),
        TargetBackupVaultName: text(rule, 'TargetBackupVault'),
        TargetLogicallyAirGappedBackupVaultArn: text(
          rule,
          'TargetLogicallyAirGappedBackupVaultArn',
        ),
        CopyActions: all(rule, 'CopyActions', (copy) => ({
          DestinationBackupVaultArn: text(copy, 'DestinationBackupVaultArn'),
          Lifecycle: lifecycle(copy),
        })),
      };
    }),
    AdvancedBackupSettings: all(plan, 'AdvancedBackupSettings', (one) => {
      const options = fieldsOf(decode(field(one, 'BackupOptions')) ?? {});
      return {
        ResourceType: text(one, 'ResourceType'),
        BackupOptions: Object.fromEntries(
          Object.keys(options).map((name) => [name, text(options, name)]),
        ),
      };
    }),
  };
  return {
    id: need(text(configuration, 'BackupPlanId'), 'an id'),
    name: need(text(plan, 'BackupPlanName'), 'a name'),
    detail: { known: true, value: readPlan(asAnswer({ BackupPlan: answer })) },
  };
}

/**
 * What a plan selects. Its tags and conditions are seldom in the record, as far as
 * https://github.com/awslabs/aws-config-resource-schema tells; without them nobody knows what it takes, so they must be
 * there, even as null.
 */
export function readRecordedSelection({ configuration }: Item): BackupSelection {
  const selection = need(part(configuration, 'BackupSelection'), 'a selection');
  const isWhole = has(selection, 'ListOfTags') && has(selection, 'Conditions');
  const condition = (one: Fields) => ({
    ConditionKey: text(one, 'ConditionKey'),
    ConditionValue: text(one, 'ConditionValue'),
  });
  const conditions = part(selection, 'Conditions') ?? {};
  const answer = {
    SelectionName: text(selection, 'SelectionName'),
    Resources: texts(selection, 'Resources'),
    NotResources: texts(selection, 'NotResources'),
    ListOfTags: all(selection, 'ListOfTags', (one) => ({
      ...condition(one),
      ConditionType: text(one, 'ConditionType'),
    })),
    Conditions: {
      StringEquals: all(conditions, 'StringEquals', condition),
      StringNotEquals: all(conditions, 'StringNotEquals', condition),
      StringLike: all(conditions, 'StringLike', condition),
      StringNotLike: all(conditions, 'StringNotLike', condition),
    },
  };
  return {
    plan: need(text(configuration, 'BackupPlanId'), 'a plan'),
    id: need(text(configuration, 'SelectionId'), 'an id'),
    name: need(answer.SelectionName, 'a name'),
    detail: isWhole
      ? { known: true, value: readSelection(asAnswer({ BackupSelection: answer })) }
      : notInRecord,
  };
}

/** A recovery point of a bucket, and of which; null where it is of something else. Whether its vault is air-gapped is not recorded. */
export function readRecordedPoint({
  configuration: of,
}: Item): { bucket: string; point: RecoveryPoints } | null {
  const bucket = /^arn:[\w-]+:s3:::([^/]+)$/.exec(need(text(of, 'ResourceArn'), 'a resource'))?.[1];
  if (bucket === undefined) return null;
  const answer = {
    BackupVaultName: text(of, 'BackupVaultName'),
    RecoveryPointArn: text(of, 'RecoveryPointArn'),
    Status: text(of, 'Status'),
    CreationDate: new Date(need(timeOf(text(of, 'CreationDate')), 'a time')),
  };
  return { bucket, point: { ...readPoint(asAnswer(answer)), airGapped: null } };
}

/** Plans with what selects for them. Whether there are more selections is not known. */
export const withSelections = (
  plans: readonly Omit<BackupPlan, 'selections'>[],
  selections: readonly BackupSelection[],
  gaps: readonly PartGap[],
): readonly BackupPlan[] =>
  plans.map((plan) => {
    const items = selections.filter((one) => one.plan === plan.id);
    return {
      ...plan,
      selections:
        items.length === 0
          ? { known: false, ...(gaps[0] ?? onlyRecorded) }
          : { known: true, value: { items, complete: false, gaps: [onlyRecorded, ...gaps] } },
    };
  });
