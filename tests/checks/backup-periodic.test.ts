import check from '../../src/checks/backup-periodic.ts';
import { complete } from '../../src/model/evidence.ts';
import { backupPlan, backupRule, byTag, continuousRule, tagged } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const base = { tags: null, backupSettings: { s3OptedIn: true } } as const;
const ruled = (...rules: ReturnType<typeof backupRule>[]) => ({
  ...base,
  backupPlans: complete([backupPlan({ rules })]),
});

testCheck(check, {
  pass: [
    {
      name: 'taken by a tag',
      facts: { ...base, tags: tagged, backupPlans: complete([backupPlan({}, byTag)]) },
    },
    {
      name: 'daily',
      facts: ruled(backupRule()),
      because: 'Plan nightly takes a snapshot daily at 05:00 UTC, kept for 30 days.',
    },
    {
      name: 'every 12 hours, for ever, beside a seldom one',
      facts: ruled(
        backupRule({ schedule: 'cron(0 1 1 * ? *)' }),
        backupRule({ schedule: 'cron(0 0/12 * * ? *)', keptDays: null }),
      ),
      because: 'Plan nightly takes a snapshot every 12 hours, kept for ever.',
    },
    {
      name: 'every hour',
      facts: ruled(backupRule({ schedule: 'cron(15 * ? * * *)' })),
      because: /every hour/,
    },
    {
      name: 'in another vault than the continuous backup',
      facts: ruled(backupRule(), continuousRule({ vault: 'apart' })),
      because: /goes to another vault, apart, though AWS wants both in one\.$/,
    },
  ],
  fail: [
    {
      name: 'weekly',
      facts: ruled(
        backupRule({ schedule: 'cron(0 3 ? * SUN *)', timezone: 'Europe/Berlin', keptDays: 1 }),
      ),
      because:
        'Plan nightly takes a snapshot weekly on Sunday at 03:00 in Europe/Berlin, less often than every 24 hours, kept for a day.',
    },
    { name: 'on weekdays', facts: ruled(backupRule({ schedule: 'cron(0 3 ? * MON-FRI *)' })) },
    {
      name: 'continuously only',
      facts: ruled(continuousRule()),
      because: 'Plan nightly saves the bucket continuously only: no rule takes snapshots.',
    },
  ],
  notApplicable: [
    { name: 'no plan', facts: { ...base, backupPlans: complete([]) } },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: ruled() },
  ],
  notAssessed: [
    { name: 'refused', facts: base },
    {
      name: 'an expression that is not understood is shown',
      facts: ruled(backupRule({ schedule: 'cron(0 5 ? * 2#1 *)' })),
      because: /saves by cron\(0 5 \? \* 2#1 \*\), which is not understood/,
    },
    {
      name: 'weekly, beside a plan that could not be read',
      facts: {
        ...base,
        backupPlans: {
          items: [backupPlan({ rules: [backupRule({ schedule: 'rate(7 days)' })] })],
          complete: false,
          gaps: [],
        },
      },
    },
  ],
});
