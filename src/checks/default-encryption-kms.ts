import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'default-encryption-kms',
  title: 'New objects are encrypted with AWS KMS by default',
  topic: 'Encryption',
  severity: 'medium',
  per: 'bucket',
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
    hipaa: [
      '164.308(a)(4)(ii)(A)',
      '164.312(a)(2)(iv)',
      '164.312(c)(1)',
      '164.312(e)(2)(ii)',
      '164.314(b)(1)',
      '164.314(b)(2)',
    ],
    soc2: ['PI1.4'],
    gdpr: ['Art. 32'],
  },
  needs: ['encryption', 'logSources'],
  why: 'A KMS key adds a permission of its own and a record of each use, which SSE-S3 has not.',
  fix: {
    text: 'Set the default encryption to SSE-KMS, with a bucket key to keep the cost down.',
    cli: 'aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration \'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"},"BucketKeyEnabled":true}]}\'',
    console: 'S3 > bucket > Properties > Default encryption > Edit > SSE-KMS',
    terraform: 'aws_s3_bucket_server_side_encryption_configuration with sse_algorithm = "aws:kms"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  evaluate(facts) {
    const rules = facts.encryption ?? [];
    const kms = rules.filter(
      ({ algorithm }) => algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse',
    );
    if (kms.length > 0) {
      const key = kms[0]?.kmsKeyId;
      return pass(
        `The default encryption uses AWS KMS with ${key ? `the key ${key}` : 'the AWS managed key aws/s3'}.`,
      );
    }
    // Log delivery cannot write to a bucket that encrypts with KMS.
    const sources = facts.logSources;
    if (sources.length > 0)
      return notApplicable(
        `The bucket receives server access logs (of ${sources[0]}), which S3 cannot deliver under SSE-KMS.`,
      );
    return fail(
      rules.length === 0
        ? 'No default encryption is configured, so SSE-S3 applies.'
        : `The default encryption is ${rules.map(({ algorithm }) => algorithm).join(', ')}, not AWS KMS.`,
    );
  },
});
