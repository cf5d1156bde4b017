import check from '../../src/checks/backup-continuous.ts';
import { complete } from '../../src/model/evidence.ts';
import {
  backupPlan,
  backupRule,
  byTag,
  continuousRule,
  recoveryPoints,
  tagged,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';

const notification = { topics: 0, queues: 0, functions: 0, eventBridge: true } as const;
const base = {
  tags: null,
  backupSettings: { s3OptedIn: true },
  versioning: { status: 'Enabled', mfaDelete: false },
  notification,
} as const;
const ruled = (...rules: ReturnType<typeof backupRule>[]) => ({
  ...base,
  backupPlans: complete([backupPlan({ rules })]),
});

testCheck(check, {
  pass: [
    {
      name: 'taken by a tag',
      facts: {
        ...base,
        tags: tagged,
        backupPlans: complete([backupPlan({ rules: [continuousRule()] }, byTag)]),
      },
    },
    {
      name: 'any moment of 35 days',
      facts: ruled(backupRule(), continuousRule()),
      because:
        'Plan nightly keeps a continuous backup: any moment of the last 35 days can be restored.',
    },
    {
      name: 'fewer days, of the rule that keeps longest',
      facts: ruled(continuousRule({ keptDays: 1 }), continuousRule({ keptDays: 7 })),
      because: /last 7 days/,
    },
    {
      name: 'in two plans, with copies, and stopped',
      facts: {
        ...base,
        backupPlans: complete([
          backupPlan({
            rules: [
              continuousRule({
                copies: [{ vaultArn: 'arn:aws:backup:eu-west-1:1:x:y', keptDays: 1 }],
              }),
            ],
          }),
          backupPlan({ rules: [continuousRule({ keptDays: 14 })] }, {}, 'second'),
        ]),
        recoveryPoints: complete([recoveryPoints({ continuous: true, status: 'STOPPED' })]),
      },
      because:
        /second does so too, though AWS asks for one plan only\. Its copies can be restored to their own time only\. Its recovery point is stopped/,
    },
  ],
  fail: [
    {
      name: 'snapshots only',
      facts: ruled(backupRule()),
      because: 'No rule that saves the bucket makes continuous backups.',
    },
    {
      name: 'kept too long',
      facts: ruled(continuousRule({ keptDays: 36 })),
      because: /1 to 35 days/,
    },
    { name: 'kept for ever', facts: ruled(continuousRule({ keptDays: null })) },
    {
      name: 'versioning off',
      facts: { ...ruled(continuousRule()), versioning: { status: null, mfaDelete: false } },
      because: /^Versioning is not enabled/,
    },
    {
      name: 'versioning suspended, and events unread',
      facts: {
        ...ruled(continuousRule()),
        versioning: { status: 'Suspended', mfaDelete: false },
        notification: { ...notification, eventBridge: 'notRecorded' },
      },
    },
    {
      name: 'no events to EventBridge',
      facts: { ...ruled(continuousRule()), notification: { ...notification, eventBridge: false } },
      because: /sends no events to EventBridge/,
    },
  ],
  notApplicable: [
    { name: 'no plan', facts: { ...base, backupPlans: complete([]) } },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: ruled() },
  ],
  notAssessed: [
    { name: 'refused', facts: base },
    {
      name: 'events that AWS Config does not tell',
      facts: {
        ...ruled(continuousRule()),
        notification: { ...notification, eventBridge: 'notRecorded' },
      },
      because: /^The event notifications could not be read/,
    },
    {
      name: 'snapshots only, beside a plan that could not be read',
      facts: {
        ...base,
        backupPlans: { items: [backupPlan()], complete: false, gaps: [] },
      },
    },
  ],
});
