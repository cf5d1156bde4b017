import { GetBackupVaultAccessPolicyCommand, ListBackupVaultsCommand } from '@aws-sdk/client-backup';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { type BackupVault, vaultTypes } from '../../model/backup.ts';
import { count, need, needList, oneOf } from '../answer.ts';
import { detail, pagedGatherer } from '../gatherer.ts';

const keyTypes = ['AWS_OWNED_KMS_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] as const;

/** A lock with a least retention keeps recovery points by itself, whatever the policy of the vault says. */
const isKept = ({ type, locked, minRetentionDays }: BackupVault): boolean =>
  type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' || (locked && minRetentionDays !== null);

/** The vaults of a Region, whose their keys are, and the policies of those that no lock protects. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupVaults.html */
export default pagedGatherer({
  fact: 'backupVaults',
  service: 'backup',
  operation: 'ListBackupVaults',
  action: 'backup:ListBackupVaults',
  call: ListBackupVaultsCommand,
  input: () => ({ MaxResults: 1000 }),
  absent: [],
  read: ({ BackupVaultList }) =>
    needList(BackupVaultList, 'a list').map((vault): BackupVault => ({
      name: need(vault.BackupVaultName, 'a name'),
      arn: need(vault.BackupVaultArn, 'an ARN'),
      // Vaults of before there were types have none.
      type: oneOf(vaultTypes, vault.VaultType ?? 'BACKUP_VAULT', 'type'),
      keyArn: vault.EncryptionKeyArn || null,
      keyType: vault.EncryptionKeyType
        ? oneOf(keyTypes, vault.EncryptionKeyType, 'type of key')
        : null,
      locked: vault.Locked === true,
      minRetentionDays: count(vault.MinRetentionDays, 'retention'),
      maxRetentionDays: count(vault.MaxRetentionDays, 'retention'),
      lockDate: vault.LockDate?.toISOString() ?? null,
      policy: { known: true, value: null },
      keyManager: { known: true, value: null },
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
  details: {
    policy: detail<BackupVault>()({
      operation: 'GetBackupVaultAccessPolicy',
      action: 'backup:GetBackupVaultAccessPolicy',
      call: GetBackupVaultAccessPolicyCommand,
      input: (vault) => (isKept(vault) ? null : { BackupVaultName: vault.name }),
      absent: ['ResourceNotFoundException'],
      read: ({ Policy }) => need(Policy, 'a policy'),
    }),
    keyManager: detail<BackupVault>()({
      service: 'kms',
      operation: 'DescribeKey',
      action: 'kms:DescribeKey',
      call: DescribeKeyCommand,
      input: ({ keyArn, keyType }) =>
        keyArn === null || keyType === 'AWS_OWNED_KMS_KEY' ? null : { KeyId: keyArn },
      absent: [],
      read: ({ KeyMetadata }) => oneOf(['AWS', 'CUSTOMER'], KeyMetadata?.KeyManager, 'manager'),
    }),
  },
});
