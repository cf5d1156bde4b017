import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export default gatherer({
  fact: 'encryption',
  service: 's3',
  operation: 'GetBucketEncryption',
  action: 's3:GetEncryptionConfiguration',
  call: GetBucketEncryptionCommand,
  input: ofBucket,
  absent: ['ServerSideEncryptionConfigurationNotFoundError'],
  read: ({ ServerSideEncryptionConfiguration }) => {
    const rules = ServerSideEncryptionConfiguration?.Rules ?? [];
    if (rules.length === 0) throw new Error('an encryption configuration without rules');
    return rules.map((rule) => ({
      algorithm: rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? '',
      kmsKeyId: rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? null,
      bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
      blockedTypes: rule.BlockedEncryptionTypes?.EncryptionType ?? [],
    }));
  },
});
