import { expect, test } from 'vitest';
import plans from '../../../src/gather/backup/plans.ts';
import recoveryPoints from '../../../src/gather/backup/recovery-points.ts';
import settings from '../../../src/gather/backup/settings.ts';
import vaults from '../../../src/gather/backup/vaults.ts';
import { factShapes } from '../../../src/report/import/facts.ts';
import { ask, complete, type Sent, testReads } from '../wire.ts';

const json = JSON.stringify;
const at = 1764219600; // 2025-11-27T05:00:00Z
const arn = (name: string) => `arn:aws:backup:eu-west-1:111122223333:backup-vault:${name}`;

testReads(settings, {
  read: {
    'opted in': [json({ ResourceTypeOptInPreference: { S3: true } }), { s3OptedIn: true }],
    'opted out': [
      json({ ResourceTypeOptInPreference: { S3: false, EC2: true } }),
      { s3OptedIn: false },
    ],
    'a Region without S3': [
      json({ ResourceTypeOptInPreference: { EC2: true } }),
      { s3OptedIn: null },
    ],
  },
  unread: { 'an empty body': '', 'a foreign answer': '{}' },
});

const point = (more: object) => ({
  RecoveryPointArn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:a-bucket-2025-1',
  CreationDate: at,
  Status: 'COMPLETED',
  BackupVaultName: 'main',
  VaultType: 'BACKUP_VAULT',
  ...more,
});
const group = (more: object) => ({
  ...{ vault: 'main', airGapped: false, continuous: false, status: 'COMPLETED', count: 1 },
  newest: '2025-11-27T05:00:00.000Z',
  ...more,
});

testReads(recoveryPoints, {
  read: {
    none: [json({ RecoveryPoints: [] }), complete()],
    'pages, put together by vault, kind and status': [
      [
        json({
          RecoveryPoints: [
            point({ CreationDate: at - 86_400 }),
            point({ Status: 'PARTIAL' }),
            point({ VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', BackupVaultName: 'gap' }),
          ],
          NextToken: 'more',
        }),
        json({
          RecoveryPoints: [
            point({}),
            point({
              RecoveryPointArn:
                'arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:a-bucket-1',
              Status: 'AVAILABLE',
            }),
          ],
        }),
      ],
      complete(
        group({ count: 2 }),
        group({ status: 'PARTIAL' }),
        group({ vault: 'gap', airGapped: true }),
        group({ continuous: true, status: 'AVAILABLE' }),
      ),
    ],
  },
  unread: {
    'an empty body': '',
    'a foreign answer': '{}',
    'a status that nobody knows': json({ RecoveryPoints: [point({ Status: 'ODD' })] }),
    'no time': json({ RecoveryPoints: [point({ CreationDate: undefined })] }),
  },
});

test('recovery points are asked of the bucket’s Region, by its ARN', async () => {
  const { sent } = await ask(recoveryPoints, json({ RecoveryPoints: [] }));
  expect(sent).toMatchObject([
    {
      hostname: 'backup.eu-west-1.amazonaws.com',
      path: '/resources/arn%3Aaws%3As3%3A%3A%3Aa-bucket/recovery-points',
    },
  ]);
});

test('thousands of recovery points are kept as one group', async () => {
  const page = (from: number) =>
    json({
      RecoveryPoints: Array.from({ length: 1000 }, (_, i) =>
        point({ CreationDate: at + from + i }),
      ),
      ...(from < 4000 && { NextToken: String(from + 1000) }),
    });
  const { evidence } = await ask(recoveryPoints, [0, 1000, 2000, 3000, 4000].map(page));
  expect(evidence).toMatchObject({
    value: complete(group({ count: 5000, newest: '2025-11-27T06:23:19.000Z' })),
  });
});

const plain = { BackupVaultName: 'plain', BackupVaultArn: arn('plain') };
const locked = {
  ...{ BackupVaultName: 'kept', BackupVaultArn: arn('kept'), VaultType: 'BACKUP_VAULT' },
  ...{ EncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1', Locked: true },
  ...{ EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY', MinRetentionDays: 7, MaxRetentionDays: 35 },
  LockDate: at,
};
const vault = (name: string, more: object) => ({
  ...{ name, arn: arn(name), type: 'BACKUP_VAULT', keyArn: null, keyType: null, locked: false },
  ...{ minRetentionDays: null, maxRetentionDays: null, lockDate: null },
  ...{ keyManager: { known: true, value: null }, policy: { known: true, value: null } },
  ...more,
});

/** What a test answers by path; anything else is a fault of the test. */
const byPath = (answers: Readonly<Record<string, string>>) => (sent: Sent) => {
  const found = answers[sent.path];
  if (found === undefined) throw new Error(`asked of ${sent.path}`);
  return found;
};

test('vaults, and the policy of the one that no lock keeps', async () => {
  const { evidence } = await ask(
    vaults,
    byPath({
      '/': json({ KeyMetadata: { KeyId: '1', KeyManager: 'CUSTOMER' } }),
      '/backup-vaults': json({ BackupVaultList: [plain, locked] }),
      '/backup-vaults/plain/access-policy': json({ ...plain, Policy: '{"Version":"2012-10-17"}' }),
    }),
  );
  const value = complete(
    vault('plain', { policy: { known: true, value: '{"Version":"2012-10-17"}' } }),
    vault('kept', {
      ...{ keyArn: locked.EncryptionKeyArn, keyType: 'CUSTOMER_MANAGED_KMS_KEY', locked: true },
      ...{ minRetentionDays: 7, maxRetentionDays: 35, lockDate: '2025-11-27T05:00:00.000Z' },
      keyManager: { known: true, value: 'CUSTOMER' },
    }),
  );
  expect(evidence).toMatchObject({ known: true, value });
  expect(factShapes.backupVaults(value, 'backupVaults')).toEqual(value);
});

test('a key that KMS does not show leaves its part open', async () => {
  const { evidence } = await ask(
    vaults,
    byPath({ '/backup-vaults': json({ BackupVaultList: [locked] }), '/': '{}' }),
  );
  const keyManager = { known: false, gap: 'failed', actions: ['kms:DescribeKey'] };
  expect(evidence).toMatchObject({ value: complete({ name: 'kept', keyManager }) });
});

test.each([
  ['an empty body', ''],
  ['a foreign answer', '{}'],
  ['a type that nobody knows', json({ BackupVaultList: [{ ...plain, VaultType: 'ODD' }] })],
])('backupVaults stays unread: %s', async (_, body) => {
  const { evidence } = await ask(vaults, body);
  expect(evidence).toMatchObject({ known: false, gap: 'failed' });
});

const plan = (more: object = {}) =>
  json({
    BackupPlan: {
      BackupPlanName: 'nightly',
      Rules: [
        {
          RuleName: 'r',
          TargetBackupVaultName: 'main',
          ScheduleExpression: 'cron(0 1 * * ? *)',
          ScheduleExpressionTimezone: 'Europe/Paris',
          EnableContinuousBackup: true,
          Lifecycle: { DeleteAfterDays: 35 },
          TargetLogicallyAirGappedBackupVaultArn: arn('gap'),
          CopyActions: [
            { DestinationBackupVaultArn: arn('far'), Lifecycle: { DeleteAfterDays: -1 } },
          ],
        },
        { RuleName: 'bare', TargetBackupVaultName: 'main' },
      ],
      ...more,
    },
  });
const selection = (more: object = {}) =>
  json({
    BackupSelection: {
      SelectionName: 's',
      IamRoleArn: 'arn:aws:iam::111122223333:role/Backup',
      Resources: ['arn:aws:s3:::a*'],
      NotResources: ['arn:aws:s3:::ab'],
      ListOfTags: [
        { ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'yes' },
      ],
      Conditions: {
        StringEquals: [{ ConditionKey: 'aws:ResourceTag/stage', ConditionValue: 'prod' }],
        StringNotLike: [{ ConditionKey: 'aws:ResourceTag/team', ConditionValue: 'x*' }],
        StringNotEquals: [],
        StringLike: [{ ConditionKey: 'aws:ResourceTag/app', ConditionValue: '*web' }],
      },
      ...more,
    },
  });
const listed = json({ BackupPlansList: [{ BackupPlanId: 'p1', BackupPlanName: 'nightly' }] });
const selections = json({ BackupSelectionsList: [{ SelectionId: 's1', SelectionName: 's' }] });

test('a plan with its rules and what it selects, in nested calls', async () => {
  const advanced = [{ ResourceType: 'S3', BackupOptions: { BackupACLs: 'disabled' } }];
  const { evidence } = await ask(
    plans,
    byPath({
      '/backup/plans': listed,
      '/backup/plans/p1': plan({ AdvancedBackupSettings: advanced }),
      '/backup/plans/p1/selections': selections,
      '/backup/plans/p1/selections/s1': selection(),
    }),
  );
  const value = complete({
    id: 'p1',
    name: 'nightly',
    detail: {
      known: true,
      value: {
        rules: [
          {
            ...{ name: 'r', schedule: 'cron(0 1 * * ? *)', timezone: 'Europe/Paris' },
            ...{ continuous: true, keptDays: 35, vault: 'main', airGappedVaultArn: arn('gap') },
            copies: [{ vaultArn: arn('far'), keptDays: null }],
          },
          {
            ...{ name: 'bare', schedule: 'cron(0 5 ? * * *)', timezone: 'Etc/UTC' },
            ...{ continuous: false, keptDays: null, vault: 'main', airGappedVaultArn: null },
            copies: [],
          },
        ],
        savesAcls: false,
        savesTags: true,
      },
    },
    selections: {
      known: true,
      value: complete({
        ...{ plan: 'p1', id: 's1', name: 's' },
        detail: {
          known: true,
          value: {
            resources: ['arn:aws:s3:::a*'],
            notResources: ['arn:aws:s3:::ab'],
            anyTag: [{ key: 'backup', value: 'yes' }],
            conditions: [
              { operator: 'equals', key: 'stage', value: 'prod' },
              { operator: 'like', key: 'app', value: '*web' },
              { operator: 'notLike', key: 'team', value: 'x*' },
            ],
          },
        },
      }),
    },
  });
  expect(evidence).toEqual({ known: true, value, from: 'file', at: expect.any(String) });
  expect(factShapes.backupPlans(value, 'backupPlans')).toEqual(value);
});

test('an answer that is none leaves its part open and the rest read', async () => {
  const { evidence } = await ask(
    plans,
    byPath({
      '/backup/plans': listed,
      '/backup/plans/p1': '{}',
      '/backup/plans/p1/selections': selections,
      '/backup/plans/p1/selections/s1': '',
    }),
  );
  const failed = (action: string) => ({ known: false, gap: 'failed', actions: [action] });
  expect(evidence).toMatchObject({
    value: complete({
      detail: failed('backup:GetBackupPlan'),
      selections: { value: complete({ detail: failed('backup:GetBackupSelection') }) },
    }),
  });
});

test('an organisation’s plan without selections of its own', async () => {
  const { evidence } = await ask(
    plans,
    byPath({
      '/backup/plans': json({
        BackupPlansList: [{ BackupPlanId: 'p1', BackupPlanName: 'orgs/x' }],
      }),
      '/backup/plans/p1': plan(),
      '/backup/plans/p1/selections': json({ BackupSelectionsList: [] }),
    }),
  );
  expect(evidence).toMatchObject({
    value: complete({ name: 'orgs/x', selections: { known: true, value: complete() } }),
  });
});

test.each([
  ['an empty body', ''],
  ['a foreign answer', '{}'],
])('backupPlans stays unread: %s', async (_, body) => {
  const { evidence } = await ask(plans, body);
  expect(evidence).toMatchObject({ known: false, gap: 'failed' });
});
