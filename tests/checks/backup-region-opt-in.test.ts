import check from '../../src/checks/backup-region-opt-in.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const buckets = complete([bucketEntry(here.bucket)]);

testCheck(check, {
  pass: [
    {
      name: 'opted in',
      facts: { buckets, backupSettings: { s3OptedIn: true } },
      because: 'AWS Backup is opted in for S3 in every Region with buckets.',
    },
  ],
  fail: [
    {
      name: 'opted out',
      facts: { buckets, backupSettings: { s3OptedIn: false } },
      because: /^AWS Backup is not opted in for S3 in eu-west-1: plans that select by tag/,
    },
    {
      name: 'opted out, with buckets in a Region that was not read',
      facts: {
        buckets: complete([bucketEntry(here.bucket), bucketEntry('far', 'us-east-1')]),
        backupSettings: { s3OptedIn: false },
      },
    },
  ],
  notApplicable: [
    {
      name: 'a Region in which AWS Backup does not offer S3',
      facts: { buckets, backupSettings: { s3OptedIn: null } },
      because: 'AWS Backup does not offer S3 in eu-west-1.',
    },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: { buckets } },
  ],
  notAssessed: [
    { name: 'refused', facts: { buckets } },
    {
      name: 'buckets in a Region that was not read',
      facts: {
        buckets: complete([bucketEntry(here.bucket), bucketEntry('far', 'us-east-1')]),
        backupSettings: { s3OptedIn: true },
      },
    },
    {
      name: 'a list of buckets that is not whole',
      facts: {
        buckets: { items: [], complete: false, gaps: [] },
        backupSettings: { s3OptedIn: true },
      },
    },
  ],
});
