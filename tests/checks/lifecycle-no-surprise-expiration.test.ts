import check from '../../src/checks/lifecycle-no-surprise-expiration.ts';
import { lifecycleRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const after = (expirationAgeDays: number, more = {}) =>
  lifecycleRule({ expirationAgeDays, ...more });
const from = (expirationDate: string) => lifecycleRule({ expirationAgeDays: null, expirationDate });
const versioning = { status: 'Enabled', mfaDelete: false } as const;
const temporary = [{ key: 'Temporary', value: 'true' }];

testCheck(check, {
  pass: [
    {
      name: 'after 8 days',
      facts: { lifecycle: [after(8)] },
      because: 'No enabled lifecycle rule expires all current objects within 7 days.',
    },
    { name: 'a disabled rule', facts: { lifecycle: [after(1, { enabled: false })] } },
    {
      name: 'delete markers and noncurrent versions alone',
      facts: {
        lifecycle: [
          lifecycleRule({
            expirationAgeDays: null,
            expiresDeleteMarkers: true,
            noncurrentExpirationAgeDays: 1,
          }),
        ],
      },
    },
    { name: 'a date far ahead', facts: { lifecycle: [from('2030-01-01T00:00:00.000Z')] } },
    {
      name: 'a part of the bucket, which is said',
      facts: { lifecycle: [after(3, { wholeBucket: false, prefix: 'scratch/' })] },
      because:
        'No enabled lifecycle rule expires all current objects within 7 days. A part of it does: rule tidy expires objects under scratch/ after 3 days.',
    },
    {
      name: 'objects with a tag, by a rule without a name',
      facts: { lifecycle: [after(3, { wholeBucket: false, id: '' })] },
      because:
        /A part of it does: a rule without a name expires objects that a filter selects after/,
    },
    {
      name: 'tagged as meant',
      facts: { lifecycle: [after(1)], tags: temporary },
      because:
        'Rule tidy expires all current objects after 1 day. The bucket carries the tag Temporary=true, which says that this is meant.',
    },
    {
      name: 'fewer days are set',
      facts: { lifecycle: [after(7)] },
      settings: { shortExpirationDays: 6 },
    },
  ],
  fail: [
    {
      name: 'after a day, without versioning: worst',
      facts: {
        lifecycle: [after(1)],
        tags: null,
        versioning: { ...versioning, status: null },
      },
      because:
        'Rule tidy expires all current objects after 1 day. Without versioning nothing of them is left.',
    },
    {
      name: 'noncurrent versions expire as well',
      facts: {
        lifecycle: [after(7), lifecycleRule({ noncurrentExpirationAgeDays: 1 })],
        tags: null,
        versioning,
      },
      because: /Their noncurrent versions expire as well\.$/,
    },
    {
      name: 'noncurrent versions stay',
      facts: { lifecycle: [after(7)], tags: null, versioning },
      because: /Noncurrent versions of them stay\.$/,
    },
    {
      name: 'versioning is refused, which changes the words alone',
      facts: { lifecycle: [after(7)], tags: null },
      because: 'Rule tidy expires all current objects after 7 days.',
    },
    {
      name: 'a date that is past',
      facts: { lifecycle: [from('2026-01-01T00:00:00.000Z')], tags: null },
      because: 'Rule tidy expires all current objects from 2026-01-01 on.',
    },
    {
      name: 'a date within the days',
      facts: { lifecycle: [from('2026-11-30T00:00:00.000Z')], tags: null },
    },
    {
      name: 'a tag that says no',
      facts: { lifecycle: [after(1)], tags: [{ key: 'Temporary', value: 'No' }] },
    },
    {
      name: 'the tag is another one',
      facts: { lifecycle: [after(1)], tags: temporary },
      settings: { shortLivedTag: 'team' },
    },
    {
      name: 'no tag excuses',
      facts: { lifecycle: [after(1)], tags: [{ key: '', value: 'x' }] },
      settings: { shortLivedTag: '' },
    },
  ],
  notApplicable: [
    {
      name: 'no lifecycle rules',
      facts: { lifecycle: null },
      because: 'The bucket has no lifecycle rules.',
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { tags: null }, because: /^The lifecycle rules could not be read/ },
    {
      name: 'a short rule, and whether it is meant is refused',
      facts: { lifecycle: [after(1)] },
      because: /^The tags could not be read/,
    },
  ],
});
