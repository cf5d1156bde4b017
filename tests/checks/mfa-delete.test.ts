import check from '../../src/checks/mfa-delete.ts';
import { lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const on = { versioning: { status: 'Enabled', mfaDelete: true } } as const;
const off = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
const locked = (mode: string) => ({
  objectLock: { enabled: true, defaultRetention: { mode, days: 30, years: null } },
});

testCheck(check, {
  pass: [
    { name: 'enabled', facts: { ...on, lifecycle: null, objectLock: null } },
    { name: 'enabled, and nothing else was read', facts: on },
  ],
  fail: [
    {
      name: 'off',
      facts: { ...off, lifecycle: null, objectLock: null },
      because: 'MFA delete is off.',
    },
    {
      name: 'T83: not versioned',
      facts: {
        versioning: { status: null, mfaDelete: false },
        lifecycle: null,
        objectLock: null,
      },
      because: 'Versioning is not enabled, which MFA delete depends on.',
    },
    {
      name: 'versioning suspended again',
      facts: {
        versioning: { status: 'Suspended', mfaDelete: true },
        lifecycle: null,
        objectLock: null,
      },
    },
    {
      name: 'Object Lock that identities can lift',
      facts: { ...off, lifecycle: null, ...locked('GOVERNANCE') },
    },
    {
      name: 'off, on an endpoint that has neither lifecycle rules nor Object Lock',
      provider: 'other',
      facts: off,
      gaps: { lifecycle: 'unsupported', objectLock: 'unsupported' },
    },
  ],
  notApplicable: [
    {
      name: 'T82: lifecycle rules, even disabled ones, exclude it',
      facts: { ...off, lifecycle: [lifecycleRule({ enabled: false })] },
      because: 'The bucket has lifecycle rules, which exclude MFA delete.',
    },
    {
      name: 'Object Lock in compliance mode, and the lifecycle rules are refused',
      facts: { ...off, ...locked('COMPLIANCE') },
      because: /^Object Lock in compliance mode protects versions/,
    },
  ],
  notAssessed: [
    {
      name: 'T07: versioning refused',
      facts: { lifecycle: null, objectLock: null },
      because: /^The versioning could not be read: access was denied/,
    },
    {
      name: 'off, and the lifecycle rules are refused',
      facts: { ...off, objectLock: null },
      because: /^The lifecycle rules could not be read/,
    },
    {
      name: 'off, and Object Lock is refused',
      facts: { ...off, lifecycle: null },
      because: /^The Object Lock could not be read/,
    },
  ],
});
