import check from '../../src/checks/default-encryption-key-usable.ts';
import type { KeyFacts } from '../../src/model/keys.ts';
import { encryptedWith, encryptionKey } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const kms = encryptedWith('aws:kms', 'key-id');
const withKey = (change: Partial<KeyFacts>) => ({
  encryption: kms,
  encryptionKey: encryptionKey(change),
});

testCheck(check, {
  pass: [
    {
      name: 'enabled',
      facts: withKey({}),
      because: 'The key arn:aws:kms:eu-west-1:111122223333:key/key-id is enabled.',
    },
    {
      name: 'a key of another account: it is named, for it can be taken away',
      facts: withKey({ account: '444455556666' }),
      because: / It belongs to account 444455556666, which can disable or delete it at any time\.$/,
    },
    {
      name: 'the AWS managed key',
      facts: { encryption: encryptedWith('aws:kms') },
      because: 'The default encryption uses an AWS managed key, which is always enabled.',
    },
    { name: 'in use while its primary Region moves', facts: withKey({ state: 'Updating' }) },
  ],
  fail: [
    {
      name: 'disabled',
      facts: withKey({ state: 'Disabled' }),
      because: 'The key arn:aws:kms:eu-west-1:111122223333:key/key-id is disabled.',
    },
    {
      name: 'pending deletion, with the day',
      facts: withKey({ state: 'PendingDeletion', deletedAt: '2026-12-24T10:00:00.000Z' }),
      because: /is scheduled for deletion\. KMS deletes it on 2026-12-24\.$/,
    },
    { name: 'pending import', facts: withKey({ state: 'PendingImport' }) },
    { name: 'unavailable', facts: withKey({ state: 'Unavailable' }) },
    {
      name: 'a state that nobody knows yet',
      facts: withKey({ state: 'Frozen' }),
      because: /is in the state Frozen\.$/,
    },
    {
      name: 'NotFoundException',
      facts: { encryption: kms, encryptionKey: encryptionKey(null) },
      because: 'The default encryption names the key key-id, which KMS does not find.',
    },
    {
      name: 'disabled by another account',
      facts: withKey({ state: 'Disabled', account: '444455556666' }),
      because: /is disabled\. It belongs to account 444455556666/,
    },
  ],
  notApplicable: [
    {
      name: 'SSE-S3',
      facts: { encryption: encryptedWith('AES256') },
      because: 'The default encryption uses no KMS key.',
    },
    { name: 'none', facts: { encryption: null } },
  ],
  notAssessed: [
    {
      name: 'DescribeKey is refused',
      facts: { encryption: kms },
      because: /^The default encryption uses the key key-id\. The KMS key of the default/,
    },
    { name: 'the encryption is refused', facts: {}, because: /^The default encryption could not/ },
  ],
});
