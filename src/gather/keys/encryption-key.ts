import { DescribeKeyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import type { Part } from '../../model/evidence.ts';
import { canRotate, type EncryptionKey } from '../../model/keys.ts';
import { need, oneOf } from '../answer.ts';
import { detail, gatherer } from '../gatherer.ts';

/** What `details` fill in. */
const awaited: Part<never> = { known: false, gap: 'skipped', actions: [], detail: '' };

/**
 * The key that a default encryption names: `target.key`, in its own Region. `null` is KMS's word that it finds none.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export default gatherer({
  fact: 'encryptionKey',
  service: 'kms',
  operation: 'DescribeKey',
  action: 'kms:DescribeKey',
  call: DescribeKeyCommand,
  input: ({ key }) => ({ KeyId: key ?? 'alias/aws/s3' }),
  absent: ['NotFoundException'],
  read: ({ KeyMetadata: found }, { key: named }): EncryptionKey => {
    const arn = need(found?.Arn, 'an ARN');
    return {
      named: named ?? '',
      key: {
        arn,
        account: need(found?.AWSAccountId ?? arn.split(':')[4], 'an account'),
        manager: oneOf(['AWS', 'CUSTOMER'], found?.KeyManager, 'manager'),
        state: need(found?.KeyState, 'a state'),
        spec: need(found?.KeySpec ?? found?.CustomerMasterKeySpec, 'a spec'),
        origin: need(found?.Origin, 'an origin'),
        multiRegion: found?.MultiRegion
          ? oneOf(
              ['PRIMARY', 'REPLICA'],
              found.MultiRegionConfiguration?.MultiRegionKeyType,
              'kind',
            )
          : null,
        deletedAt: found?.DeletionDate?.toISOString() ?? null,
      },
      rotates: awaited,
    };
  },
  details: {
    rotates: detail<EncryptionKey>()({
      operation: 'GetKeyRotationStatus',
      action: 'kms:GetKeyRotationStatus',
      call: GetKeyRotationStatusCommand,
      input: ({ key }) => (key && canRotate(key) ? { KeyId: key.arn } : null),
      absent: [],
      read: ({ KeyRotationEnabled }) => need(KeyRotationEnabled, 'a state'),
    }),
  },
});
