import lifecycle from '../../../src/gather/s3/lifecycle.ts';
import type { LifecycleRule } from '../../../src/model/facts.ts';
import { testReads } from '../wire.ts';

const rules = (...list: string[]) =>
  '<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
  `${list.map((one) => `<Rule>${one}</Rule>`).join('')}</LifecycleConfiguration>`;
/** A rule that expires after 30 days, with this filter or prefix. */
const expiring = (filter: string) =>
  rules(`<ID>r</ID>${filter}<Status>Enabled</Status><Expiration><Days>30</Days></Expiration>`);
const rule = (change: Partial<LifecycleRule> = {}): LifecycleRule => ({
  id: 'r',
  enabled: true,
  wholeBucket: true,
  prefix: null,
  expirationAgeDays: 30,
  expirationDate: null,
  expiresDeleteMarkers: false,
  noncurrentExpirationAgeDays: null,
  noncurrentVersionsKept: null,
  abortUploadsAgeDays: null,
  transitions: [],
  ...change,
});
const part = (prefix: string | null = null) => [rule({ wholeBucket: false, prefix })];
const tag = '<Tag><Key>層</Key><Value/></Tag>';

testReads(lifecycle, {
  read: {
    'an empty filter': [expiring('<Filter/>'), [rule()]],
    'a filter with an empty prefix': [expiring('<Filter><Prefix/></Filter>'), [rule()]],
    'the old form with an empty prefix': [expiring('<Prefix></Prefix>'), [rule()]],
    'neither filter nor prefix': [expiring(''), [rule()]],
    'several conditions, all empty': [expiring('<Filter><And><Prefix/></And></Filter>'), [rule()]],
    'a prefix': [expiring('<Filter><Prefix>ログ/</Prefix></Filter>'), part('ログ/')],
    'the old form with a prefix': [expiring('<Prefix>logs/</Prefix>'), part('logs/')],
    'an empty old prefix beside a filter': [
      expiring('<Prefix/><Filter><Prefix>logs/</Prefix></Filter>'),
      part('logs/'),
    ],
    'a tag': [expiring(`<Filter>${tag}</Filter>`), part()],
    'only larger objects': [
      expiring('<Filter><ObjectSizeGreaterThan>131072</ObjectSizeGreaterThan></Filter>'),
      part(),
    ],
    'larger than 0 leaves out the empty ones': [
      expiring('<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>'),
      part(),
    ],
    'only smaller objects': [
      expiring('<Filter><ObjectSizeLessThan>1048576</ObjectSizeLessThan></Filter>'),
      part(),
    ],
    'a prefix and a tag': [
      expiring(`<Filter><And><Prefix>a/</Prefix>${tag}</And></Filter>`),
      part('a/'),
    ],
    'two tags': [expiring(`<Filter><And>${tag}${tag}</And></Filter>`), part()],
    'an empty prefix and a size': [
      expiring('<Filter><And><Prefix/><ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter>'),
      part(),
    ],
    'everything a rule can do': [
      rules(
        '<ID>all</ID><Filter/><Status>Disabled</Status>' +
          '<Transition><Days>0</Days><StorageClass>INTELLIGENT_TIERING</StorageClass></Transition>' +
          '<Transition><Date>2030-06-01T00:00:00.000Z</Date><StorageClass>GLACIER</StorageClass></Transition>' +
          '<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions><StorageClass>STANDARD_IA</StorageClass></NoncurrentVersionTransition>' +
          '<Expiration><Days>365</Days></Expiration>' +
          '<NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays><NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionExpiration>' +
          '<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
      ),
      [
        rule({
          id: 'all',
          enabled: false,
          expirationAgeDays: 365,
          noncurrentExpirationAgeDays: 90,
          noncurrentVersionsKept: 3,
          abortUploadsAgeDays: 7,
          transitions: [
            { storageClass: 'INTELLIGENT_TIERING', ageDays: 0, noncurrent: false },
            { storageClass: 'GLACIER', ageDays: null, noncurrent: false },
            { storageClass: 'STANDARD_IA', ageDays: 30, noncurrent: true },
          ],
        }),
      ],
    ],
    'a date': [
      rules(
        '<ID>r</ID><Filter/><Status>Enabled</Status><Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>',
      ),
      [rule({ expirationAgeDays: null, expirationDate: '2030-01-01T00:00:00.000Z' })],
    ],
    'delete markers only, in two rules': [
      rules(
        '<ID>r</ID><Filter/><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>',
        '<ID>r</ID><Filter/><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>',
      ),
      [
        rule({ expirationAgeDays: null, expiresDeleteMarkers: true }),
        rule({ expirationAgeDays: null }),
      ],
    ],
    'a rule without a name': [
      rules('<Filter/><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>'),
      [rule({ id: '' })],
    ],
  },
  unread: {
    'no rule': rules(),
    'a status that nobody knows': rules('<ID>r</ID><Filter/><Status>Paused</Status>'),
    'a rule without a status': rules('<ID>r</ID><Filter/>'),
    'an age that is no number': rules(
      '<ID>r</ID><Filter/><Status>Enabled</Status><Expiration><Days>soon</Days></Expiration>',
    ),
    'a date that is none': rules(
      '<ID>r</ID><Filter/><Status>Enabled</Status><Expiration><Date>soon</Date></Expiration>',
    ),
    'a transition to nowhere': rules(
      '<ID>r</ID><Filter/><Status>Enabled</Status><Transition><Days>1</Days></Transition>',
    ),
    'an empty answer': '',
    'a list of objects': '<ListBucketResult><Name>a-bucket</Name></ListBucketResult>',
  },
});
