import check from '../../src/checks/bucket-key-enabled.ts';
import { encryptedWith } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const withBucketKey = (algorithm: string, key: string | null = null) =>
  encryptedWith(algorithm, key).map((rule) => ({ ...rule, bucketKeyEnabled: true }));

testCheck(check, {
  pass: [
    {
      name: 'SSE-KMS with a Bucket Key',
      facts: { encryption: withBucketKey('aws:kms', 'key-id') },
      because: 'The default encryption is SSE-KMS with an S3 Bucket Key.',
    },
    { name: 'with the AWS managed key', facts: { encryption: withBucketKey('aws:kms') } },
  ],
  fail: [
    {
      name: 'SSE-KMS without one',
      facts: { encryption: encryptedWith('aws:kms', 'key-id') },
      because: 'The default encryption is SSE-KMS, without an S3 Bucket Key.',
    },
    {
      name: 'the second rule without one',
      facts: { encryption: [...withBucketKey('aws:kms'), ...encryptedWith('aws:kms')] },
    },
  ],
  notApplicable: [
    {
      name: 'SSE-S3',
      facts: { encryption: encryptedWith('AES256') },
      because: 'The default encryption uses no KMS key.',
    },
    { name: 'none', facts: { encryption: null } },
    {
      name: 'DSSE-KMS, which has none, whatever the switch says',
      facts: { encryption: withBucketKey('aws:kms:dsse', 'key-id') },
      because: 'The default encryption is DSSE-KMS, which has no Bucket Keys.',
    },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { tags: null },
      because: /^The default encryption could not be read/,
    },
  ],
});
