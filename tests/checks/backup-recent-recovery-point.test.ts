import check from '../../src/checks/backup-recent-recovery-point.ts';
import { complete } from '../../src/model/evidence.ts';
import { backupPlan, byTag, recoveryPoints, tagged } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const base = {
  tags: null,
  backupSettings: { s3OptedIn: true },
  backupPlans: complete([backupPlan()]),
} as const;
const having = (...points: ReturnType<typeof recoveryPoints>[]) => ({
  ...base,
  recoveryPoints: complete(points),
});
const old = { newest: '2026-11-01T05:10:00.000Z' };

testCheck(check, {
  pass: [
    {
      name: 'taken by a tag',
      facts: {
        ...having(recoveryPoints()),
        tags: tagged,
        backupPlans: complete([backupPlan({}, byTag)]),
      },
    },
    {
      name: 'of the same day',
      facts: having(recoveryPoints(old), recoveryPoints()),
      because: 'The newest recovery point, in vault main, is of 2026-11-24 05:10 UTC.',
    },
    {
      name: 'a continuous one, begun long ago',
      facts: having(recoveryPoints({ ...old, continuous: true, status: 'AVAILABLE' })),
      because: 'A continuous recovery point in vault main is available.',
    },
    {
      name: 'a recent one, and a newer one that expired',
      facts: having(
        recoveryPoints(),
        recoveryPoints({ status: 'EXPIRED', newest: '2026-11-24T09:00:00.000Z' }),
      ),
      because: /The newest attempt is EXPIRED\.$/,
    },
    {
      name: 'a list that is not whole, with a recent one',
      facts: {
        ...base,
        recoveryPoints: { items: [recoveryPoints()], complete: false, gaps: [] },
      },
    },
  ],
  fail: [
    {
      name: 'a plan without any',
      facts: having(),
      because: /^A backup plan saves the bucket, but there is no recovery point/,
    },
    {
      name: 'too old',
      facts: having(recoveryPoints(old)),
      because: /of 2026-11-01 05:10 UTC, more than 24 hours before the audit\.$/,
    },
    {
      name: 'partial only',
      facts: having(recoveryPoints({ status: 'PARTIAL' })),
      because: /is PARTIAL\.$/,
    },
    {
      name: 'a continuous one that was stopped',
      facts: having(recoveryPoints({ continuous: true, status: 'STOPPED' })),
    },
    { name: 'being made', facts: having(recoveryPoints({ status: 'CREATING' })) },
  ],
  notApplicable: [
    { name: 'no plan', facts: { ...base, backupPlans: complete([]) } },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: having() },
  ],
  notAssessed: [
    { name: 'refused', facts: base, because: /^The recovery points could not be read/ },
    {
      name: 'an old one, in a list that is not whole',
      facts: {
        ...base,
        recoveryPoints: { items: [recoveryPoints(old)], complete: false, gaps: [] },
      },
    },
  ],
});
