import check from '../../src/checks/backup-air-gapped-copy.ts';
import { complete } from '../../src/model/evidence.ts';
import {
  backupPlan,
  backupRule,
  backupVault,
  byTag,
  here,
  recoveryPoints,
  tagged,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';

const gap = backupVault({ name: 'gap', type: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' });
const base = {
  tags: null,
  backupSettings: { s3OptedIn: true },
  backupVaults: complete([backupVault(), gap]),
  recoveryPoints: complete([recoveryPoints(), recoveryPoints({ vault: 'gap', airGapped: true })]),
} as const;
const ruled = (change: Parameters<typeof backupRule>[0]) => ({
  ...base,
  backupPlans: complete([backupPlan({ rules: [backupRule(change)] })]),
});
const copyTo = (vaultArn: string) => ruled({ copies: [{ vaultArn, keptDays: null }] });
const foreign = `arn:aws:backup:${here.region}:999988887777:backup-vault:far`;

testCheck(check, {
  pass: [
    {
      name: 'taken by a tag',
      facts: {
        ...base,
        tags: tagged,
        backupPlans: complete([
          backupPlan({ rules: [backupRule({ airGappedVaultArn: gap.arn })] }, byTag),
        ]),
      },
    },
    {
      name: 'saved straight to one',
      facts: ruled({ airGappedVaultArn: gap.arn }),
      because: 'A copy lies in the air-gapped vault gap.',
    },
    { name: 'copied to one', facts: copyTo(gap.arn) },
  ],
  fail: [
    {
      name: 'no copies',
      facts: ruled({}),
      because: 'No copy lies in a logically air-gapped vault of this Region.',
    },
    { name: 'copied to an ordinary vault', facts: copyTo(backupVault().arn) },
    {
      name: 'a copy that never was made',
      facts: {
        ...ruled({ airGappedVaultArn: gap.arn }),
        recoveryPoints: complete([recoveryPoints()]),
      },
      because: /^A rule copies to the air-gapped vault gap, but no recovery point/,
    },
  ],
  notApplicable: [
    { name: 'no plan', facts: { ...base, backupPlans: complete([]) } },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: ruled({}) },
  ],
  notAssessed: [
    { name: 'refused', facts: base },
    { name: 'copied to a vault of another account', facts: copyTo(foreign) },
    {
      name: 'recovery points in a list that is not whole',
      facts: {
        ...ruled({ airGappedVaultArn: gap.arn }),
        recoveryPoints: { items: [], complete: false, gaps: [] },
      },
    },
  ],
});
