import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'bucket-key-enabled',
  title: 'An S3 Bucket Key is on where the default encryption is SSE-KMS',
  topic: 'Encryption',
  severity: 'info',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['encryption'],
  why: 'Without a Bucket Key each object costs a call to KMS, which adds charges and may run into its request limits.',
  fix: {
    text: 'Enable the Bucket Key in the default encryption; the command replaces it, so repeat the present default. First look for key policies that name the ARNs of objects, since the encryption context then names the bucket.',
    cli: `aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"},"BucketKeyEnabled":true}]}'`,
    console: 'S3 > bucket > Properties > Default encryption > Edit > Bucket Key',
    terraform: 'aws_s3_bucket_server_side_encryption_configuration.rule.bucket_key_enabled = true',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
  evaluate(facts) {
    const rules = facts.encryption ?? [];
    const kms = rules.filter(({ algorithm }) => algorithm === 'aws:kms');
    if (kms.some(({ bucketKeyEnabled }) => !bucketKeyEnabled))
      return fail('The default encryption is SSE-KMS, without an S3 Bucket Key.');
    if (kms.length > 0) return pass('The default encryption is SSE-KMS with an S3 Bucket Key.');
    return notApplicable(
      rules.some(({ algorithm }) => algorithm === 'aws:kms:dsse')
        ? 'The default encryption is DSSE-KMS, which has no Bucket Keys.'
        : 'The default encryption uses no KMS key.',
    );
  },
});
