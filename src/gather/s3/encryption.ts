import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3';
import type { ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import type { EncryptionRule } from '../../model/facts.ts';
import { need } from '../answer.ts';
import { gatherer, type Target } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

function readRule(rule: ServerSideEncryptionRule, { partition }: Target): EncryptionRule {
  const { ApplyServerSideEncryptionByDefault: byDefault, BlockedEncryptionTypes: blocked } = rule;
  // A rule may do no more than block types. AWS then encrypts as it does every bucket; other stores may not.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
  const base = !byDefault && blocked && partition !== 'other' ? 'AES256' : undefined;
  return {
    algorithm: need(byDefault?.SSEAlgorithm ?? base, 'an algorithm'),
    kmsKeyId: byDefault?.KMSMasterKeyID || null,
    bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
    // The word for "any type may be used" is no type.
    blockedTypes: (blocked?.EncryptionType ?? []).filter((type) => type !== 'NONE'),
  };
}

/** Default encryption, with the types that uploads may not use. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export default gatherer({
  fact: 'encryption',
  service: 's3',
  operation: 'GetBucketEncryption',
  action: 's3:GetEncryptionConfiguration',
  call: GetBucketEncryptionCommand,
  input: ofBucket,
  absent: ['ServerSideEncryptionConfigurationNotFoundError'],
  read: ({ ServerSideEncryptionConfiguration }, target) =>
    need(ServerSideEncryptionConfiguration?.Rules, 'rules').map((rule) => readRule(rule, target)),
});
