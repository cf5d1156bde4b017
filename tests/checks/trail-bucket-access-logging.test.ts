import check from '../../src/checks/trail-bucket-access-logging.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, trail } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled, storesHere, storesNothingHere } from '../trail-cases.ts';

const on = { logging: { targetBucket: 'acme-logs', targetPrefix: '' } };
const off = { logging: null };

testCheck(check, {
  pass: [
    {
      name: 'on',
      facts: { ...storesHere, ...on },
      because:
        'The bucket stores the logs of trail main; its server access logs are delivered to acme-logs.',
    },
    {
      name: 'T66: the trail of another Region, which shows here as a shadow',
      facts: {
        ...on,
        ...enabled(here.region, 'us-east-1'),
        trails: complete([trail({ bucket: here.bucket, homeRegion: 'us-east-1' })]),
      },
    },
  ],
  fail: [
    {
      name: 'off',
      facts: { ...storesHere, ...off },
      because: /^The bucket stores the logs of trail main, and/,
    },
    {
      name: 'off, and a trail of one Region elsewhere stores here',
      facts: { ...off, ...enabled(here.region, 'us-east-1'), trails: complete([]) },
      regions: [
        {
          name: 'us-east-1',
          facts: {
            trails: complete([
              trail({ bucket: here.bucket, multiRegion: false, homeRegion: 'us-east-1' }),
            ]),
          },
        },
      ],
    },
    {
      name: 'off, known from a list that is not whole',
      facts: {
        ...off,
        trails: { items: [trail({ bucket: here.bucket })], complete: false, gaps: [] },
      },
    },
  ],
  notApplicable: [
    { name: 'no trail', facts: { ...enabled(here.region), trails: complete([]), ...off } },
    { name: 'trails that store elsewhere', facts: { ...storesNothingHere, ...off } },
    { name: 'trails that store elsewhere, and the logging is unread', facts: storesNothingHere },
  ],
  notAssessed: [
    {
      name: 'the trails of another Region are unread',
      facts: { ...enabled(here.region, 'us-east-1'), trails: complete([]), ...off },
      because:
        /^Whether a trail stores its logs here would decide this\. The list of CloudTrail trails of us-east-1 could not be read: the scan did not ask\./,
    },
    {
      name: 'the list is not whole',
      facts: { ...enabled(here.region), trails: { items: [], complete: false, gaps: [] }, ...off },
    },
    { name: 'the Regions are unread', facts: { trails: complete([]), ...off } },
    { name: 'the logging is unread', facts: storesHere },
  ],
});
