import { expect, test } from 'vitest';
import check from '../../src/checks/default-encryption-cmk.ts';
import { encryptedWith, encryptionKey, here } from '../samples.ts';
import { type Case, given, judgeOf, slotsOf } from '../audit/case.ts';
import { testCheck } from '../test-check.ts';

const arn = `arn:aws:kms:${here.region}:${here.account}:key/key-id`;
const foreign = 'arn:aws:kms:eu-west-1:444455556666:key/vault';
const kms = encryptedWith('aws:kms', 'key-id');
const logsHere = { targetBucket: here.bucket, targetPrefix: '' };
const expecting = { expectedKeys: [arn] };

testCheck(check, {
  pass: [
    {
      name: 'a key of the customer, whatever the neighbours do',
      facts: { encryption: kms, encryptionKey: encryptionKey() },
      because: `The default encryption uses the customer managed key ${arn}.`,
    },
    {
      name: 'DSSE-KMS',
      facts: {
        encryption: encryptedWith('aws:kms:dsse', 'key-id'),
        encryptionKey: encryptionKey(),
      },
    },
    {
      name: 'the key that is expected',
      facts: { encryption: kms, encryptionKey: encryptionKey() },
      settings: expecting,
    },
  ],
  fail: [
    {
      name: 'SSE-S3',
      facts: { encryption: encryptedWith('AES256'), logging: null },
      because: 'The default encryption is AES256, without a KMS key.',
    },
    {
      name: 'none',
      facts: { encryption: null, logging: null },
      because: 'No default encryption with a KMS key is configured.',
    },
    {
      name: 'no key named, which is the AWS managed one',
      facts: { encryption: encryptedWith('aws:kms'), logging: null },
      because: 'The default encryption uses an AWS managed key.',
    },
    {
      name: 'alias/aws/s3, written out',
      facts: { encryption: encryptedWith('aws:kms', 'alias/aws/s3'), logging: null },
    },
    {
      name: 'the ARN of that alias',
      facts: {
        encryption: encryptedWith('aws:kms', `arn:aws:kms:eu-west-1:${here.account}:alias/aws/s3`),
        logging: null,
      },
    },
    {
      name: 'the AWS managed key by its id',
      facts: { encryption: kms, encryptionKey: encryptionKey({ manager: 'AWS' }), logging: null },
    },
    {
      name: 'a key that KMS does not find',
      facts: { encryption: kms, encryptionKey: encryptionKey(null), logging: null },
      because: 'The default encryption names the key key-id, which KMS does not find.',
    },
    {
      name: 'another key than the one expected',
      facts: {
        encryption: kms,
        encryptionKey: encryptionKey({ arn: arn.replace('key-id', 'other') }),
        logging: null,
      },
      settings: expecting,
      because: /which is not among the expected ones\.$/,
    },
  ],
  notApplicable: [
    {
      name: 'a target of access logs',
      facts: { encryption: encryptedWith('AES256') },
      others: [{ name: 'acme-web', facts: { logging: logsHere } }],
      because: /^Server access logs of acme-web are delivered here/,
    },
  ],
  notAssessed: [
    {
      name: 'a key of another account that KMS does not tell of: its ARN is told',
      facts: { encryption: encryptedWith('aws:kms', foreign), logging: null },
      because: new RegExp(
        `^The default encryption uses the key ${foreign}\\. The KMS key of the default encryption could not be read: access was denied`,
      ),
    },
    {
      name: 'the encryption is refused',
      facts: { logging: null },
      because: /^The default encryption could not be read/,
    },
    {
      name: 'SSE-S3, and whether the bucket is a target of logs is refused',
      facts: { encryption: encryptedWith('AES256') },
      because: /The server access logging of acme-data could not be read/,
    },
  ],
});

test('a key of another time than the encryption settles nothing', () => {
  const one: Case = {
    name: '',
    facts: {
      encryption: encryptedWith('aws:kms', 'new-key'),
      encryptionKey: encryptionKey(),
      logging: null,
    },
  };
  const slots = slotsOf(check, one);
  expect(judgeOf(check)(slots, given(slots), one)).toMatchObject({
    verdict: 'notAssessed',
    because: 'The default encryption uses the key new-key. What was read of KMS is of another key.',
  });
});
