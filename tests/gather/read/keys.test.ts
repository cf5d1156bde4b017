import encryptionKey from '../../../src/gather/keys/encryption-key.ts';
import { expect, test } from 'vitest';
import { ask, target, testReads } from '../wire.ts';

const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const metadata = {
  AWSAccountId: '111122223333',
  Arn: arn,
  CreationDate: 1_700_000_000,
  Enabled: true,
  KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  KeyManager: 'CUSTOMER',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyState: 'Enabled',
  MultiRegion: false,
  Origin: 'AWS_KMS',
};
const described = (change: object = {}) =>
  JSON.stringify({ KeyMetadata: { ...metadata, ...change } });
const rotation = (on: boolean) => JSON.stringify({ KeyRotationEnabled: on });
const key = {
  arn,
  account: '111122223333',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  multiRegion: null,
  deletedAt: null,
};
const at = { ...target, bucket: '', key: 'alias/data' };
const unasked = { known: false, gap: 'skipped', actions: [], detail: '' };
const value = (change: object, rotates: object) => ({
  named: 'alias/data',
  key: { ...key, ...change },
  rotates,
});

testReads(encryptionKey, {
  at,
  read: {
    'a key that rotates': [[described(), rotation(true)], value({}, { known: true, value: true })],
    'one that does not, and is to be deleted': [
      [described({ KeyState: 'PendingDeletion', DeletionDate: 1_800_000_000 }), rotation(false)],
      value(
        { state: 'PendingDeletion', deletedAt: '2027-01-15T08:00:00.000Z' },
        { known: true, value: false },
      ),
    ],
    'an AWS managed key, whose rotation is not asked': [
      described({ KeyManager: 'AWS' }),
      value({ manager: 'AWS' }, unasked),
    ],
    'imported material': [
      described({ Origin: 'EXTERNAL' }),
      value({ origin: 'EXTERNAL' }, unasked),
    ],
    'the older name of the spec': [
      [described({ KeySpec: undefined, CustomerMasterKeySpec: 'RSA_2048' }), rotation(true)],
      value({ spec: 'RSA_2048' }, unasked),
    ],
    'a replica': [
      described({ MultiRegion: true, MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA' } }),
      value({ multiRegion: 'REPLICA' }, unasked),
    ],
    'rotation that is answered with nothing is no value': [
      [described(), '{}'],
      value(
        {},
        {
          known: false,
          gap: 'failed',
          actions: ['kms:GetKeyRotationStatus'],
          detail: 'UnexpectedAnswer',
        },
      ),
    ],
  },
  unread: {
    'an empty answer': '{}',
    'a foreign answer': JSON.stringify({ Keys: [] }),
    'without a state': described({ KeyState: undefined }),
    'a manager that nobody knows': described({ KeyManager: 'PARTNER' }),
    'without an origin': described({ Origin: '' }),
  },
});

test('it asks KMS in the Region, and for the rotation by the ARN', async () => {
  const { sent } = await ask(encryptionKey, [described(), rotation(true)], { at });
  expect(sent.map(({ hostname }) => hostname)).toEqual(
    Array.from({ length: 2 }, () => 'kms.eu-west-1.amazonaws.com'),
  );
  expect(sent.map(({ headers }) => headers['x-amz-target'])).toEqual([
    'TrentService.DescribeKey',
    'TrentService.GetKeyRotationStatus',
  ]);
});
