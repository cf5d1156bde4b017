import check from '../../src/checks/transfer-acceleration-reviewed.ts';
import { testCheck } from '../test-check.ts';

const wanted = { wantsAcceleration: true };

testCheck(check, {
  pass: [
    {
      name: 'never set',
      facts: { acceleration: null },
      because: 'Transfer Acceleration is off, as the settings want it.',
    },
    { name: 'suspended', facts: { acceleration: 'Suspended' } },
    {
      name: 'on, and wanted',
      facts: { acceleration: 'Enabled' },
      settings: wanted,
      because: 'Transfer Acceleration is on, as the settings want it.',
    },
  ],
  fail: [
    {
      name: 'on',
      facts: { acceleration: 'Enabled' },
      because: 'Transfer Acceleration is on, and the settings want it off.',
    },
    { name: 'suspended, and wanted', facts: { acceleration: 'Suspended' }, settings: wanted },
  ],
  notApplicable: [
    {
      name: 'a dot in the name, read or not',
      bucket: 'acme.data',
      facts: {},
      because: 'A bucket with a dot in its name cannot have Transfer Acceleration.',
    },
    { name: 'a directory bucket', bucket: 'acme--euw1-az1--x-s3', facts: { acceleration: null } },
    {
      name: 'an endpoint that is not AWS',
      facts: { acceleration: null },
      provider: 'other',
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { tags: null }, because: /^The Transfer Acceleration could not be/ },
  ],
});
