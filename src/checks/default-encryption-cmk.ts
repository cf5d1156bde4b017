import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'default-encryption-cmk',
  title: 'Default encryption uses a customer managed KMS key',
  topic: 'Encryption',
  severity: 'low',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['defaultKey', 'logSources'],
  settings: ['expectedKeys'],
  why: 'The policy of an AWS managed key cannot be changed, nor the key shared with other accounts, so it lets nobody in or out.',
  fix: {
    text: 'Make SSE-KMS with a key of your own the default. Objects that are stored already keep the key that they have.',
    cli: `aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"},"BucketKeyEnabled":true}]}'`,
    console: 'S3 > bucket > Properties > Default encryption > Edit > Choose from your AWS KMS keys',
    terraform:
      'aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  evaluate(facts, { settings: { expectedKeys } }) {
    const { defaultKey: found } = facts;
    const isOwn = found.is === 'known' && found.key.manager === 'CUSTOMER';
    if (isOwn && (expectedKeys.length === 0 || expectedKeys.includes(found.key.arn)))
      return pass(`The default encryption uses the customer managed key ${found.key.arn}.`);
    const [source, ...more] = facts.logSources;
    if (source !== undefined)
      return notApplicable(
        `Server access logs of ${source}${more.length > 0 ? ` and ${more.length} more` : ''} are delivered here, and S3 cannot deliver them to a bucket with SSE-KMS as its default.`,
      );
    if (isOwn)
      return fail(
        `The default encryption uses the key ${found.key.arn}, which is not among the expected ones.`,
      );
    if (found.is === 'none')
      return fail(
        found.algorithm === ''
          ? 'No default encryption with a KMS key is configured.'
          : `The default encryption is ${found.algorithm}, without a KMS key.`,
      );
    return fail(
      found.is === 'missing'
        ? `The default encryption names the key ${found.named}, which KMS does not find.`
        : 'The default encryption uses an AWS managed key.',
    );
  },
});
