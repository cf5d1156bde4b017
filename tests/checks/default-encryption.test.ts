import check from '../../src/checks/default-encryption.ts';
import { encryptedWith } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    {
      name: 'T74: not configured, on AWS',
      facts: { encryption: null },
      because:
        'No default encryption is configured; S3 applies its base encryption, SSE-S3 with AES-256.',
    },
    { name: 'SSE-S3', facts: { encryption: encryptedWith('AES256') } },
    { name: 'SSE-KMS', facts: { encryption: encryptedWith('aws:kms', 'key-id') } },
    { name: 'DSSE-KMS', facts: { encryption: encryptedWith('aws:kms:dsse') } },
    {
      name: 'the algorithm stands in the second rule',
      facts: { encryption: [...encryptedWith(''), ...encryptedWith('AES256')] },
      because: 'The default encryption is AES256.',
    },
    {
      name: 'SSE-S3, on an endpoint that is not AWS',
      provider: 'other',
      facts: { encryption: encryptedWith('AES256') },
    },
  ],
  fail: [
    {
      name: 'not configured, on an endpoint that is not AWS',
      provider: 'other',
      facts: { encryption: null },
      because:
        'No default encryption is configured, and this endpoint has no base encryption to rely on.',
    },
    { name: 'T89: an empty algorithm', facts: { encryption: encryptedWith('') } },
    {
      name: 'T89: an algorithm of another case',
      facts: { encryption: encryptedWith('aes256') },
      because: 'The default encryption names no algorithm of S3: "aes256".',
    },
  ],
  notAssessed: [
    {
      name: 'T02: the read is refused',
      facts: { tags: null },
      because:
        'The default encryption could not be read: access was denied (AccessDenied). Allow s3:Get-encryption.',
    },
    {
      name: 'refused, on an endpoint that is not AWS',
      provider: 'other',
      facts: { tags: null },
    },
  ],
});
