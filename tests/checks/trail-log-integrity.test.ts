import check from '../../src/checks/trail-log-integrity.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, trail } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled } from '../trail-cases.ts';

const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const both = trail({ kmsKeyId: key });
const only = enabled(here.region);
const named = (name: string, more: Parameters<typeof trail>[0]) =>
  trail({ name, arn: `arn:aws:cloudtrail:us-east-1:${here.account}:trail/${name}`, ...more });

testCheck(check, {
  pass: [
    {
      name: 'one trail with both',
      facts: { ...only, trails: complete([both]) },
      because: /^The trail validates/,
    },
    {
      name: 'its shadow in another Region counts once',
      facts: { ...enabled(here.region, 'eu-central-1'), trails: complete([both]) },
      regions: [{ name: 'eu-central-1', facts: { trails: complete([both]) } }],
      because: /^The trail validates/,
    },
  ],
  fail: [
    {
      name: 'no key',
      facts: { ...only, trails: complete([trail()]) },
      because: 'Trail main has no key of AWS KMS.',
    },
    {
      name: 'no validation',
      facts: { ...only, trails: complete([trail({ kmsKeyId: key, logFileValidation: false })]) },
      because: 'Trail main has no log file validation.',
    },
    {
      name: 'one of two lacks both, in another Region',
      facts: { ...enabled(here.region, 'us-east-1'), trails: complete([both]) },
      regions: [
        {
          name: 'us-east-1',
          facts: {
            trails: complete([
              both,
              named('old', {
                multiRegion: false,
                homeRegion: 'us-east-1',
                logFileValidation: false,
              }),
            ]),
          },
        },
      ],
      because: 'Trail old has no log file validation and has no key of AWS KMS.',
    },
    {
      name: 'one of a list that is not whole',
      facts: { trails: { items: [trail()], complete: false, gaps: [] } },
    },
  ],
  notApplicable: [{ name: 'no trail', facts: { ...only, trails: complete([]) } }],
  notAssessed: [
    {
      name: 'another Region is unread',
      facts: { ...enabled(here.region, 'us-east-1'), trails: complete([both]) },
    },
    {
      name: 'the list is not whole',
      facts: { ...only, trails: { items: [both], complete: false, gaps: [] } },
    },
    { name: 'the Regions are unread', facts: { trails: complete([both]) } },
  ],
});
