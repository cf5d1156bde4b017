import check from '../../src/checks/lifecycle-noncurrent-versions.ts';
import { lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const versioning = { status: 'Enabled', mfaDelete: false } as const;
const old = { noncurrentExpirationAgeDays: 90 };
const toGlacier = [{ storageClass: 'GLACIER', ageDays: 30, noncurrent: true }];

testCheck(check, {
  pass: [
    {
      name: 'a rule for the whole bucket expires them',
      facts: { versioning, lifecycle: [lifecycleRule(old)] },
      because: 'Noncurrent versions expire after 90 days.',
    },
    {
      name: 'the newest few are kept',
      facts: {
        versioning,
        lifecycle: [lifecycleRule({ noncurrentExpirationAgeDays: 1, noncurrentVersionsKept: 3 })],
      },
      because: 'Noncurrent versions expire after 1 day, but for the newest 3 of each object.',
    },
    {
      name: 'a rule for the whole bucket moves them, beside one for a part',
      facts: {
        versioning,
        lifecycle: [
          lifecycleRule({ ...old, wholeBucket: false, prefix: 'logs/' }),
          lifecycleRule({ transitions: toGlacier }),
        ],
      },
      because: 'Noncurrent versions move to GLACIER.',
    },
    {
      name: 'versioning is suspended, and what it left behind expires',
      facts: {
        versioning: { ...versioning, status: 'Suspended' },
        lifecycle: [lifecycleRule(old)],
      },
    },
  ],
  fail: [
    {
      name: 'no lifecycle rules at all',
      facts: { versioning, lifecycle: null },
      because: 'No lifecycle rule expires or moves noncurrent versions.',
    },
    {
      name: 'S3.10 asks for any rule; one that expires current objects alone is not enough',
      facts: { versioning, lifecycle: [lifecycleRule()] },
    },
    {
      name: 'a transition of current objects is none of noncurrent versions',
      facts: {
        versioning,
        lifecycle: [
          lifecycleRule({
            transitions: [{ storageClass: 'GLACIER', ageDays: 30, noncurrent: false }],
          }),
        ],
      },
    },
    {
      name: 'disabled',
      facts: { versioning, lifecycle: [lifecycleRule({ ...old, enabled: false })] },
      because: 'The lifecycle rules for noncurrent versions are disabled.',
    },
    {
      name: 'a rule limited by prefix covers a part only',
      facts: {
        versioning,
        lifecycle: [lifecycleRule({ ...old, wholeBucket: false, prefix: 'a/' })],
      },
      because:
        'Only a part of the bucket is covered: noncurrent versions of objects under a/ expire after 90 days.',
    },
    {
      name: 'a rule limited by tag covers a part only',
      facts: {
        versioning,
        lifecycle: [lifecycleRule({ transitions: toGlacier, wholeBucket: false })],
      },
      because:
        'Only a part of the bucket is covered: noncurrent versions of some objects move to GLACIER.',
    },
    {
      name: 'versioning is suspended, and what it left behind stays',
      facts: { versioning: { ...versioning, status: 'Suspended' }, lifecycle: null },
    },
  ],
  notApplicable: [
    {
      name: 'never versioned, lifecycle read or not',
      facts: { versioning: { ...versioning, status: null } },
      because: 'Versioning was never enabled, so there are no noncurrent versions.',
    },
  ],
  notAssessed: [
    {
      name: 'versioning is refused',
      facts: { lifecycle: null },
      because: /^The versioning could not be read/,
    },
    {
      name: 'the rules are refused',
      facts: { versioning },
      because: /^The lifecycle rules could not be read/,
    },
  ],
});
