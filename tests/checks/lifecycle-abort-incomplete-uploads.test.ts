import check from '../../src/checks/lifecycle-abort-incomplete-uploads.ts';
import { lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const aborting = (abortUploadsAgeDays: number, more = {}) =>
  lifecycleRule({ expirationAgeDays: null, abortUploadsAgeDays, ...more });

testCheck(check, {
  pass: [
    {
      name: 'after 7 days, the whole bucket',
      facts: { lifecycle: [aborting(7)] },
      because: 'Incomplete uploads are aborted after 7 days.',
    },
    {
      name: 'T80: one rule of several is enough, in any place',
      facts: { lifecycle: [lifecycleRule(), aborting(30), aborting(1), lifecycleRule()] },
      because: 'Incomplete uploads are aborted after 1 day.',
    },
    {
      name: 'a directory bucket has the same rules',
      bucket: 'acme--euw1-az1--x-s3',
      facts: { lifecycle: [aborting(7)] },
    },
  ],
  fail: [
    {
      name: 'no rules',
      facts: { lifecycle: null },
      because: 'No lifecycle rule aborts incomplete uploads in time.',
    },
    { name: 'rules for other things', facts: { lifecycle: [lifecycleRule()] } },
    {
      name: 'disabled',
      facts: { lifecycle: [aborting(7, { enabled: false })] },
      because: 'The lifecycle rules that abort incomplete uploads are disabled.',
    },
    {
      name: 'after 8 days',
      facts: { lifecycle: [aborting(8)] },
      because: 'Incomplete uploads are aborted only after 8 days.',
    },
    {
      name: 'a part only',
      facts: { lifecycle: [aborting(7, { wholeBucket: false, prefix: 'in/' })] },
      because:
        'Only a part of the bucket is covered: incomplete uploads under in/ are aborted after 7 days.',
    },
    {
      name: 'a part in time, and the rest too late',
      facts: { lifecycle: [aborting(14), aborting(3, { wholeBucket: false, prefix: 'in/' })] },
      because: /^Only a part of the bucket is covered/,
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { tags: null }, because: /^The lifecycle rules could not be read/ },
  ],
});
