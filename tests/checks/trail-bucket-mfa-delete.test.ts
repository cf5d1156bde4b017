import check from '../../src/checks/trail-bucket-mfa-delete.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled, storesHere, storesNothingHere } from '../trail-cases.ts';

const off = {
  versioning: { status: 'Enabled' as const, mfaDelete: false },
  lifecycle: null,
  objectLock: null,
};

testCheck(check, {
  pass: [
    {
      name: 'on',
      facts: { ...storesHere, versioning: { status: 'Enabled', mfaDelete: true } },
      because: 'The bucket stores the logs of trail main; MFA delete is enabled.',
    },
  ],
  fail: [
    { name: 'off', facts: { ...storesHere, ...off }, because: /MFA delete is off\.$/ },
    {
      name: 'not versioned',
      facts: { ...storesHere, ...off, versioning: { status: null, mfaDelete: false } },
      because: /Versioning is not enabled/,
    },
  ],
  notApplicable: [
    { name: 'no trail', facts: { ...enabled(here.region), trails: complete([]), ...off } },
    { name: 'no trail stores here', facts: storesNothingHere },
    { name: 'lifecycle rules', facts: { ...storesHere, ...off, lifecycle: [lifecycleRule()] } },
    {
      name: 'Object Lock in compliance mode',
      facts: {
        ...storesHere,
        ...off,
        objectLock: {
          enabled: true,
          defaultRetention: { mode: 'COMPLIANCE', days: null, years: 1 },
        },
      },
    },
  ],
  notAssessed: [
    { name: 'the trails are unread', facts: { ...enabled(here.region), ...off } },
    { name: 'versioning is unread', facts: { ...storesHere, lifecycle: null, objectLock: null } },
  ],
});
