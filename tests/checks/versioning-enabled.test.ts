import check from '../../src/checks/versioning-enabled.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'enabled', facts: { versioning: { status: 'Enabled', mfaDelete: false } } },
    { name: 'with MFA delete', facts: { versioning: { status: 'Enabled', mfaDelete: true } } },
  ],
  fail: [
    {
      name: 'suspended',
      facts: { versioning: { status: 'Suspended', mfaDelete: false } },
      because: 'Versioning is suspended: old versions stay, new ones are not kept.',
    },
    {
      name: 'never enabled, which S3 says with an empty answer',
      facts: { versioning: { status: null, mfaDelete: false } },
      because: 'Versioning was never enabled.',
    },
  ],
  notAssessed: [
    {
      name: 'T07: the read is refused',
      facts: { lifecycle: null },
      because: /^The versioning could not be read: access was denied/,
    },
    {
      name: 'T53: the bucket vanished',
      facts: { lifecycle: null },
      gaps: { versioning: 'gone' },
      because: 'The versioning could not be read: the bucket no longer exists.',
    },
  ],
});
