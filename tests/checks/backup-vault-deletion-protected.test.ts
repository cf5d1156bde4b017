import check from '../../src/checks/backup-vault-deletion-protected.ts';
import { complete } from '../../src/model/evidence.ts';
import { backupVault, here, read } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const enabledRegions = [{ name: here.region, optIn: 'opt-in-not-required' }] as const;
const having = (...vaults: ReturnType<typeof backupVault>[]) => ({
  enabledRegions: [...enabledRegions],
  backupVaults: complete(vaults),
});
const actions = [
  'backup:DeleteRecoveryPoint',
  'backup:UpdateRecoveryPointLifecycle',
  'backup:PutBackupVaultAccessPolicy',
];
const statement = (change: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: actions,
  Resource: '*',
  ...change,
});
const withPolicy = (...Statement: object[]) =>
  backupVault({ policy: read(JSON.stringify({ Version: '2012-10-17', Statement })) });
const denied = {
  known: false,
  gap: 'denied',
  actions: ['backup:GetBackupVaultAccessPolicy'],
  detail: '',
} as const;
const locked = { locked: true, minRetentionDays: 30 } as const;

testCheck(check, {
  pass: [
    {
      name: 'locked for good',
      facts: having(backupVault({ ...locked, lockDate: '2026-01-01T00:00:00.000Z' })),
      because: 'All 1 backup vaults keep recovery points from being deleted early.',
    },
    {
      name: 'a lock in governance mode',
      facts: having(backupVault(locked)),
      because: /Among them main \(eu-west-1\), whose lock administrators can lift\.$/,
    },
    {
      name: 'a lock that is not sealed yet',
      facts: having(backupVault({ ...locked, lockDate: '2026-12-24T00:00:00.000Z' })),
      because: /can lift until 2026-12-24\.$/,
    },
    {
      name: 'logically air-gapped',
      facts: having(backupVault({ type: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' })),
    },
    { name: 'a policy', facts: having(withPolicy(statement())), because: /by its policy/ },
    {
      name: 'a policy in several statements, with patterns',
      facts: having(
        withPolicy(
          statement({ Action: 'backup:Delete*', Principal: { AWS: '*' } }),
          statement({ Action: ['backup:update*', 'backup:PutBackupVault*'] }),
        ),
      ),
    },
  ],
  fail: [
    {
      name: 'neither',
      facts: having(backupVault()),
      because: 'Recovery points can be deleted early in main (eu-west-1), without a lock.',
    },
    {
      name: 'a lock without a least retention',
      facts: having(backupVault({ locked: true })),
      because: /whose lock sets no least retention\.$/,
    },
    {
      name: 'a policy that leaves one out',
      facts: having(withPolicy(statement({ Action: actions.slice(1) }))),
    },
    {
      name: 'a policy for some only',
      facts: having(
        withPolicy(statement({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
      ),
    },
    {
      name: 'a policy with a condition',
      facts: having(
        withPolicy(statement({ Condition: { StringNotEquals: { 'aws:userId': 'x' } } })),
      ),
    },
    { name: 'a policy that allows', facts: having(withPolicy(statement({ Effect: 'Allow' }))) },
    {
      name: 'one of several, and another unread',
      facts: having(backupVault({ name: 'unread', policy: denied }), backupVault()),
    },
  ],
  notApplicable: [
    { name: 'no vaults', facts: having() },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: having() },
  ],
  notAssessed: [
    { name: 'refused', facts: { enabledRegions: [...enabledRegions] } },
    { name: 'its policy refused', facts: having(backupVault({ policy: denied })) },
    {
      name: 'a policy that is none',
      facts: having(backupVault({ policy: read('{') })),
      because: /not valid JSON/,
    },
  ],
});
