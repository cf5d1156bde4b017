import check from '../../src/checks/trail-bucket-object-lock.ts';
import { complete } from '../../src/model/evidence.ts';
import { here } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled, storesHere, storesNothingHere } from '../trail-cases.ts';

testCheck(check, {
  pass: [
    {
      name: 'a default retention',
      facts: {
        ...storesHere,
        objectLock: {
          enabled: true,
          defaultRetention: { mode: 'GOVERNANCE', days: 30, years: null },
        },
      },
      because:
        'The bucket stores the logs of trail main; Object Lock keeps new versions in governance mode.',
    },
  ],
  fail: [
    { name: 'never enabled', facts: { ...storesHere, objectLock: null } },
    {
      name: 'enabled without a default retention',
      facts: { ...storesHere, objectLock: { enabled: true, defaultRetention: null } },
      because: /without a default retention\.$/,
    },
  ],
  notApplicable: [
    {
      name: 'no trail',
      facts: { ...enabled(here.region), trails: complete([]), objectLock: null },
    },
    { name: 'no trail stores here', facts: storesNothingHere },
  ],
  notAssessed: [
    { name: 'the trails are unread', facts: { ...enabled(here.region), objectLock: null } },
    { name: 'Object Lock is unread', facts: storesHere },
  ],
});
