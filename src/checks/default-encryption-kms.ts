import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'default-encryption-kms',
  title: 'Default encryption uses a KMS key',
  topic: 'Encryption',
  severity: 'medium',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: {
    security_hub: ['S3.17'],
    nist_800_53_r5: [
      'AU-9',
      'CA-9(1)',
      'CM-3(6)',
      'SC-7(10)',
      'SC-12(2)',
      'SC-13',
      'SC-28',
      'SC-28(1)',
      'SI-7(6)',
    ],
    pci_dss_v4: ['3.5.1'],
    iso_27001_2022: ['A.8.24'],
    soc2: ['PI1.4'],
    gdpr: ['Art. 32'],
  },
  needs: ['encryption', 'logSources'],
  why: 'With a KMS key, reading an object needs permission for the key as well, and each use of the key is in CloudTrail.',
  fix: {
    text: 'Make SSE-KMS the default, with a customer managed key and an S3 Bucket Key to keep the number of calls to KMS down.',
    cli: `aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"},"BucketKeyEnabled":true}]}'`,
    console: 'S3 > bucket > Properties > Default encryption > Edit > SSE-KMS',
    terraform:
      'aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm = "aws:kms"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  evaluate(facts) {
    const rules = facts.encryption ?? [];
    const kms = rules.find(({ algorithm }) => ['aws:kms', 'aws:kms:dsse'].includes(algorithm));
    if (kms)
      return pass(
        `The default encryption is ${kms.algorithm} with ${kms.kmsKeyId === null ? 'the AWS managed key aws/s3' : `key ${kms.kmsKeyId}`}.`,
      );
    const [source, ...more] = facts.logSources;
    if (source !== undefined)
      return notApplicable(
        `Server access logs of ${source}${more.length > 0 ? ` and ${more.length} more` : ''} are delivered here, and S3 cannot deliver them to a bucket with SSE-KMS as its default.`,
      );
    return fail(
      rules[0]
        ? `The default encryption is ${rules[0].algorithm}, without a KMS key.`
        : 'No default encryption with a KMS key is configured.',
    );
  },
});
