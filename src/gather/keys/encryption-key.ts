import { DescribeKeyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { canRotate, type EncryptionKey } from '../../model/keys.ts';
import { need } from '../answer.ts';
import { readKey } from '../forms/key.ts';
import { detail, gatherer } from '../gatherer.ts';

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
  read: ({ KeyMetadata }, { key: named }) => readKey(KeyMetadata, named),
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
