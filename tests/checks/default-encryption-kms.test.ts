import check from '../../src/checks/default-encryption-kms.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, encryptedWith, here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const logsHere = { targetBucket: here.bucket, targetPrefix: '' };

testCheck(check, {
  pass: [
    {
      name: 'a key of the customer',
      facts: { encryption: encryptedWith('aws:kms', 'arn:aws:kms:eu-west-1:111122223333:key/1') },
      because:
        'The default encryption is aws:kms with key arn:aws:kms:eu-west-1:111122223333:key/1.',
    },
    {
      name: 'the AWS managed key, which carries no id',
      facts: { encryption: encryptedWith('aws:kms') },
      because: 'The default encryption is aws:kms with the AWS managed key aws/s3.',
    },
    {
      name: 'DSSE-KMS, whatever the neighbours do',
      facts: { encryption: encryptedWith('aws:kms:dsse', 'key-id') },
      others: [{ name: 'acme-web', facts: { logging: logsHere } }],
    },
  ],
  fail: [
    {
      name: 'SSE-S3',
      facts: { encryption: encryptedWith('AES256'), logging: null },
      because: 'The default encryption is AES256, without a KMS key.',
    },
    {
      name: 'not configured, and the neighbours log elsewhere',
      facts: { encryption: null, logging: null },
      others: [
        { name: 'acme-web', facts: { logging: { targetBucket: 'acme-logs', targetPrefix: '' } } },
      ],
    },
  ],
  notApplicable: [
    {
      name: 'T77: a target of access logs',
      facts: { encryption: encryptedWith('AES256') },
      others: [{ name: 'acme-web', facts: { logging: logsHere } }],
      because:
        'Server access logs of acme-web are delivered here, and S3 cannot deliver them to a bucket with SSE-KMS as its default.',
    },
  ],
  notAssessed: [
    {
      name: 'T77: SSE-S3, and the logging of a neighbour is refused',
      facts: { encryption: encryptedWith('AES256'), logging: null },
      others: [
        { name: 'acme-web', facts: { logging: null } },
        { name: 'acme-x', facts: {} },
      ],
      because:
        /^Whether another bucket delivers its server access logs here would decide this\. The server access logging of acme-x could not be read: access was denied \(AccessDenied\)\. Allow s3:Get-logging\.$/,
    },
    {
      name: 'SSE-S3, and whether the bucket logs to itself is refused',
      facts: { encryption: encryptedWith('AES256') },
      because: /The server access logging of acme-data could not be read: access was denied/,
    },
    {
      name: 'SSE-S3, and a bucket of the list was never read',
      facts: {
        encryption: encryptedWith('AES256'),
        logging: null,
        buckets: complete([bucketEntry(here.bucket), bucketEntry('acme-late')]),
      },
      because: /The server access logging of acme-late could not be read: the scan did not ask\.$/,
    },
    {
      name: 'the encryption is refused, though the bucket is a target of logs',
      facts: { logging: null },
      others: [{ name: 'acme-web', facts: { logging: logsHere } }],
      because: /^The default encryption could not be read/,
    },
  ],
});
