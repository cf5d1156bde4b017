import check from '../../src/checks/cmk-rotation-enabled.ts';
import type { Part } from '../../src/model/evidence.ts';
import type { KeyFacts } from '../../src/model/keys.ts';
import { encryptedWith, encryptionKey } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const kms = encryptedWith('aws:kms', 'key-id');
const withKey = (change: Partial<KeyFacts> | null, rotates?: Part<boolean>) => ({
  encryption: kms,
  encryptionKey: encryptionKey(change, rotates),
});
const off: Part<boolean> = { known: true, value: false };
const unasked: Part<boolean> = { known: false, gap: 'skipped', actions: [], detail: '' };

testCheck(check, {
  pass: [
    {
      name: 'it rotates',
      facts: withKey({}),
      because: 'KMS rotates the key key-id by itself.',
    },
    { name: 'the primary key of several Regions', facts: withKey({ multiRegion: 'PRIMARY' }) },
  ],
  fail: [
    {
      name: 'it does not',
      facts: withKey({}, off),
      because: 'KMS does not rotate the key key-id by itself.',
    },
  ],
  notApplicable: [
    {
      name: 'T78: SSE-S3',
      facts: { encryption: encryptedWith('AES256') },
      because: 'The default encryption uses no KMS key.',
    },
    {
      name: 'the AWS managed key, left out',
      facts: { encryption: encryptedWith('aws:kms') },
      because: /which AWS rotates each year\.$/,
    },
    { name: 'the AWS managed key, by its id', facts: withKey({ manager: 'AWS' }, unasked) },
    { name: 'imported', facts: withKey({ origin: 'EXTERNAL' }, unasked), because: /imported/ },
    { name: 'a store of keys', facts: withKey({ origin: 'AWS_CLOUDHSM' }, unasked) },
    { name: 'asymmetric', facts: withKey({ spec: 'RSA_2048' }, unasked), because: /RSA_2048/ },
    { name: 'HMAC', facts: withKey({ spec: 'HMAC_256' }, unasked) },
    { name: 'a replica', facts: withKey({ multiRegion: 'REPLICA' }, unasked), because: /primary/ },
    { name: 'no such key', facts: withKey(null, unasked), because: 'KMS finds no key key-id.' },
  ],
  notAssessed: [
    {
      name: 'GetKeyRotationStatus is refused',
      facts: withKey(
        {},
        {
          known: false,
          gap: 'denied',
          actions: ['kms:GetKeyRotationStatus'],
          detail: 'AccessDeniedException',
        },
      ),
      because:
        /^Whether the key key-id rotates would decide this\. .*access was denied \(AccessDeniedException\)\. Allow kms:GetKeyRotationStatus\.$/,
    },
    { name: 'DescribeKey is refused', facts: { encryption: kms }, because: /uses the key key-id/ },
    { name: 'the encryption is refused', facts: {}, because: /^The default encryption could not/ },
  ],
});
