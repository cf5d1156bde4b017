import type { Account, BackupRegion } from './accounts/account.ts';
import { json, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import type { AwsRequest } from './request.ts';
import { unknownAnswer } from './unknown.ts';

const largestPage = 100;

/**
 * AWS Backup as the account's description has it, in the Region that is asked. moto lacks selections, recovery points,
 * Region settings, vault policies and types of vaults, and ignores MaxResults, so that nothing of it is asked.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Operations.html
 */
export function answerBackup(request: AwsRequest, context: Context): Answer {
  const { id } = context.world.account(context.identity(request).account) ?? { id: '' };
  const held: BackupRegion = context.world.account(id)?.backup?.[request.region] ?? {};
  const path = request.path.split('/').map(decodeURIComponent);
  const arnOf = (kind: string, name: string) =>
    `arn:aws:backup:${request.region}:${id}:${kind}:${name}`;
  const missing = (): Answer =>
    errorAnswer(request, {
      status: 400,
      code: 'ResourceNotFoundException',
      message: 'The requested resource does not exist.',
    });
  const paged = (name: string, all: readonly object[]): Answer => {
    const from = Number(request.query.get('nextToken') ?? '0');
    const size = Math.min(Number(request.query.get('maxResults') ?? largestPage), largestPage);
    const more = from + size < all.length && { NextToken: String(from + size) };
    return json({ [name]: all.slice(from, from + size), ...more });
  };
  const plans = held.plans ?? [];
  const plan = plans.find(({ name }) => planId(name) === path[3]);
  const vaults = held.vaults ?? [];
  switch (request.operation) {
    case 'DescribeRegionSettings':
      return json({
        ResourceTypeManagementPreference: { DynamoDB: true, EFS: true },
        ResourceTypeOptInPreference: { EBS: true, EC2: true, S3: held.s3OptedIn !== false },
      });
    case 'ListBackupPlans':
      return paged(
        'BackupPlansList',
        plans.map(({ name }) => ({
          BackupPlanArn: arnOf('backup-plan', planId(name)),
          BackupPlanId: planId(name),
          BackupPlanName: name,
          VersionId: 'first',
        })),
      );
    case 'GetBackupPlan':
      return plan ? json({ BackupPlanId: path[3], BackupPlan: planBody(plan, arnOf) }) : missing();
    case 'ListBackupSelections':
      return plan
        ? paged(
            'BackupSelectionsList',
            (plan.selections ?? []).map(({ name }) => ({
              SelectionId: `selection-${name}`,
              SelectionName: name,
              BackupPlanId: path[3],
              IamRoleArn: roleOf(id),
            })),
          )
        : missing();
    case 'GetBackupSelection': {
      const found = plan?.selections?.find(({ name }) => `selection-${name}` === path[5]);
      return found ? json({ BackupSelection: selectionBody(found, id) }) : missing();
    }
    case 'ListBackupVaults':
      return paged(
        'BackupVaultList',
        vaults.map((vault) => vaultBody(vault, arnOf)),
      );
    case 'GetBackupVaultAccessPolicy': {
      const vault = vaults.find(({ name }) => name === path[2]);
      if (!vault?.policy) return missing();
      return json({ BackupVaultName: vault.name, Policy: JSON.stringify(vault.policy) });
    }
    case 'ListRecoveryPointsByResource':
      return paged('RecoveryPoints', pointsOf(held, path.slice(2, -1).join('/'), arnOf));
    default:
      return unknownAnswer(request, context, 'no operation of AWS Backup that is known here');
  }
}

type ArnOf = (kind: string, name: string) => string;
type Held = NonNullable<Account['backup']>[string];
type Plan = NonNullable<Held['plans']>[number];
type Selection = NonNullable<Plan['selections']>[number];
type Vault = NonNullable<Held['vaults']>[number];

const planId = (name: string): string => Buffer.from(name).toString('hex');
const roleOf = (account: string) => `arn:aws:iam::${account}:role/AWSBackupDefaultServiceRole`;
const seconds = (time: string): number => Date.parse(time) / 1000;

const planBody = ({ name, rules, without }: Plan, arnOf: ArnOf) => ({
  BackupPlanName: name,
  Rules: rules.map((rule) => ({
    RuleName: rule.name,
    RuleId: rule.name,
    TargetBackupVaultName: rule.vault,
    ScheduleExpression: rule.schedule ?? 'cron(0 5 ? * * *)',
    ScheduleExpressionTimezone: rule.timezone ?? 'Etc/UTC',
    EnableContinuousBackup: rule.continuous === true,
    ...(rule.days !== undefined && { Lifecycle: { DeleteAfterDays: rule.days } }),
    ...(rule.airGappedVault && {
      TargetLogicallyAirGappedBackupVaultArn: arnOf('backup-vault', rule.airGappedVault),
    }),
    CopyActions: (rule.copyTo ?? []).map((vault) => ({
      DestinationBackupVaultArn: arnOf('backup-vault', vault),
    })),
  })),
  ...(without && {
    AdvancedBackupSettings: [
      {
        ResourceType: 'S3',
        BackupOptions: Object.fromEntries(without.map((option) => [option, 'disabled'])),
      },
    ],
  }),
});

const selectionBody = (selection: Selection, account: string) => ({
  SelectionName: selection.name,
  IamRoleArn: roleOf(account),
  Resources: selection.resources ?? [],
  NotResources: selection.notResources ?? [],
  ListOfTags: Object.entries(selection.tags ?? {}).map(([ConditionKey, ConditionValue]) => ({
    ConditionType: 'STRINGEQUALS',
    ConditionKey,
    ConditionValue,
  })),
  Conditions: {
    ...{ StringEquals: [], StringNotEquals: [], StringLike: [], StringNotLike: [] },
    ...selection.conditions,
  },
});

const vaultBody = (vault: Vault, arnOf: ArnOf) => ({
  BackupVaultName: vault.name,
  BackupVaultArn: arnOf('backup-vault', vault.name),
  VaultType: vault.airGapped ? 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' : 'BACKUP_VAULT',
  VaultState: 'AVAILABLE',
  NumberOfRecoveryPoints: 0,
  Locked: vault.airGapped === true || vault.lockedDays !== undefined,
  ...(vault.key && { EncryptionKeyArn: vault.key, EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY' }),
  ...(vault.lockedDays !== undefined && { MinRetentionDays: vault.lockedDays }),
  ...(vault.lockDate && { LockDate: seconds(vault.lockDate) }),
});

function pointsOf({ recoveryPoints = [], vaults = [] }: Held, resource: string, arnOf: ArnOf) {
  return recoveryPoints
    .filter(({ bucket }) => `arn:aws:s3:::${bucket}` === resource)
    .map(({ bucket, vault, created, status, continuous }, at) => ({
      RecoveryPointArn: arnOf(
        'recovery-point',
        `${continuous ? 'continuous:' : ''}${bucket}-${at.toString(16).padStart(8, '0')}`,
      ),
      CreationDate: seconds(created),
      Status: status ?? (continuous ? 'AVAILABLE' : 'COMPLETED'),
      BackupVaultName: vault,
      VaultType: vaults.find(({ name }) => name === vault)?.airGapped
        ? 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT'
        : 'BACKUP_VAULT',
      IsParent: false,
    }));
}
