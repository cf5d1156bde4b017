import type { Account } from './account.ts';

const id = '123456789012';

/**
 * What AWS Backup saves of the sample: the payroll at any moment, invoices and the audit trail every night, the latter
 * without ever having a recovery point, and nothing where the site is served from.
 */
export const sampleBackup: NonNullable<Account['backup']> = {
  'eu-west-1': {
    vaults: [
      {
        name: 'people',
        key: `arn:aws:kms:eu-west-1:${id}:key/3f2b8c1e-6a54-4d0f-9c7b-2e1d0a9f8b76`,
        lockedDays: 30,
        lockDate: '2025-03-01T00:00:00.000Z',
      },
    ],
    plans: [
      {
        name: 'people-any-moment',
        rules: [
          { name: 'any-moment', vault: 'people', continuous: true, days: 35 },
          {
            ...{ name: 'monthly', vault: 'people', days: 365 },
            schedule: 'cron(0 3 1 * ? *)',
            timezone: 'Europe/Berlin',
          },
        ],
        selections: [{ name: 'payroll', resources: ['arn:aws:s3:::fernway-payroll'] }],
      },
    ],
    recoveryPoints: [
      {
        ...{ bucket: 'fernway-payroll', vault: 'people', continuous: true },
        created: '2026-03-02T03:00:00.000Z',
      },
      { bucket: 'fernway-payroll', vault: 'people', created: '2026-11-01T02:00:00.000Z' },
    ],
  },
  'us-east-1': {
    vaults: [{ name: 'Default' }],
    plans: [
      {
        name: 'orgs/nightly',
        rules: [{ name: 'nightly', vault: 'Default', days: 30 }],
        without: ['BackupACLs'],
        selections: [
          { name: 'confidential', tags: { 'data-class': 'confidential' } },
          { name: 'trail', resources: ['arn:aws:s3:::fernway-cloudtrail'] },
        ],
      },
    ],
    recoveryPoints: ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => ({
      bucket: 'fernway-invoices',
      vault: 'Default',
      created: `${day}T05:04:00.000Z`,
    })),
  },
  'us-west-2': { s3OptedIn: false },
};
