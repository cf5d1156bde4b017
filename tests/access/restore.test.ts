import { expect, test } from 'vitest';
import { indexAccount } from '../../src/access/index-account.ts';
import { restoreOf } from '../../src/access/restore.ts';
import { viewOf } from '../../src/access/view.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { ResourceFacts } from '../../src/model/snapshot.ts';
import check from '../../src/checks/backup-plan-covers-bucket.ts';
import { given, slotsOf, snapshotOf } from '../audit/case.ts';
import {
  backupPlan,
  backupRule,
  backupVault,
  continuousRule,
  lifecycleRule,
  recoveryPoints,
} from '../samples.ts';

const says = (facts: Partial<Facts>, provider: 'aws' | 'other' = 'aws') => {
  const one = { name: 'case', facts, provider };
  const slots = slotsOf(check, one);
  const snapshot = snapshotOf(slots, given(slots), one);
  const target = snapshot.facts.find(({ type }) => type === 'bucket') as ResourceFacts;
  return restoreOf(viewOf(target, indexAccount(snapshot)));
};

const base = {
  tags: null,
  backupSettings: { s3OptedIn: true },
  backupVaults: complete([backupVault()]),
  versioning: { status: 'Enabled', mfaDelete: false },
  notification: { topics: 0, queues: 0, functions: 0, eventBridge: true },
  lifecycle: [lifecycleRule({ noncurrentExpirationAgeDays: 90 })],
  objectLock: null,
} as const;
const live = recoveryPoints({ continuous: true, status: 'AVAILABLE' });

test.each<[string, Partial<Facts>, string, string]>([
  [
    'continuous backup and versioning',
    {
      ...base,
      backupPlans: complete([backupPlan({ rules: [continuousRule()] })]),
      recoveryPoints: complete([live]),
    },
    'yes',
    'Yes: any moment of the last 35 days by AWS Backup (plan nightly), deleted or overwritten objects for 90 days by versioning; not protected against deletion by an administrator.',
  ],
  [
    'snapshots in a sealed vault, too old',
    {
      ...base,
      lifecycle: null,
      backupPlans: complete([backupPlan({ rules: [backupRule()] })]),
      backupVaults: complete([
        backupVault({ locked: true, minRetentionDays: 7, lockDate: '2026-01-01T00:00:00.000Z' }),
      ]),
      recoveryPoints: complete([recoveryPoints({ newest: '2026-11-01T00:00:00.000Z' })]),
    },
    'yes',
    'Yes: snapshots taken daily at 05:00 UTC and kept for 30 days, the newest of 2026-11-01, by AWS Backup (plan nightly), deleted or overwritten objects by versioning; the vault is locked, so that not even an administrator can delete recovery points early.',
  ],
  [
    'both by one plan, and MFA delete',
    {
      ...base,
      versioning: { status: 'Enabled', mfaDelete: true },
      backupPlans: complete([
        backupPlan({ rules: [continuousRule(), backupRule({ keptDays: null })] }),
      ]),
      recoveryPoints: complete([live]),
    },
    'yes',
    'Yes: any moment of the last 35 days and snapshots taken daily at 05:00 UTC and kept for ever by AWS Backup (plan nightly), deleted or overwritten objects for 90 days by versioning; only the root user with its MFA device can delete old versions.',
  ],
  [
    'a plan that never made a recovery point',
    { ...base, backupPlans: complete([backupPlan()]), recoveryPoints: complete([]) },
    'partly',
    'Partly: deleted or overwritten objects for 90 days by versioning; plan nightly is to save it, but there is no recovery point to restore; not protected against deletion by an administrator.',
  ],
  [
    'versioning alone, of a part of the bucket, locked',
    {
      ...base,
      backupPlans: complete([]),
      lifecycle: [lifecycleRule({ noncurrentExpirationAgeDays: 1, wholeBucket: false })],
      objectLock: {
        enabled: true,
        defaultRetention: { mode: 'COMPLIANCE', days: 30, years: null },
      },
    },
    'partly',
    'Partly: deleted or overwritten objects for at least 1 day by versioning; no backup plan saves the bucket; new versions are locked, so that not even an administrator can delete them early.',
  ],
  [
    'nothing',
    { ...base, backupPlans: complete([]), versioning: { status: null, mfaDelete: false } },
    'no',
    'No: no backup plan saves the bucket, and versioning is off, so that what is deleted or overwritten is lost.',
  ],
  [
    'plans unread, versioning off',
    { versioning: { status: 'Suspended', mfaDelete: false } },
    'unknown',
    'Not known: whether AWS Backup saves it is unknown, because the list of backup plans could not be read: access was denied (AccessDenied); versioning is off.',
  ],
  [
    'recovery points unread, versioning off',
    {
      ...base,
      backupPlans: complete([backupPlan()]),
      versioning: { status: null, mfaDelete: false },
    },
    'unknown',
    'Not known: plan nightly is to save it, but whether it does is unknown, because the recovery points could not be read: the scan did not ask; versioning is off.',
  ],
])('%s', (_, facts, answer, sentence) => {
  expect(says(facts)).toMatchObject({ answer, says: sentence });
});

test('what guards it is unknown where the vaults are', () => {
  const { backupVaults: _unread, ...facts } = base;
  const found = says({
    ...facts,
    backupPlans: complete([backupPlan()]),
    recoveryPoints: complete([recoveryPoints()]),
  });
  expect(found.says).toMatch(
    /; whether an administrator could delete it is unknown, because the list of backup vaults/,
  );
});

test('an endpoint that is not AWS has versioning alone', () => {
  expect(says({ versioning: { status: 'Enabled', mfaDelete: false } }, 'other').answer).toBe(
    'partly',
  );
});
