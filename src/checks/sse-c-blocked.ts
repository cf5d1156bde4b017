import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'sse-c-blocked',
  title: 'Uploads with keys of the customer’s own (SSE-C) are blocked',
  topic: 'Encryption',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['customerKeys'],
  settings: ['organisationBlocksSseC'],

  why: 'Whoever may write can encrypt objects with a key that only he has, which is how ransomware works in S3.',
  fix: {
    text: 'Block SSE-C in the default encryption. The command replaces it, so repeat the present default.',
    cli: 'aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration file://default-with-sse-c-blocked.json',
    console: 'S3 > bucket > Properties > Default encryption > Edit > Blocked encryption types',
    terraform: 'aws_s3_bucket_server_side_encryption_configuration.rule',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
  evaluate(facts, { settings }) {
    if (settings.organisationBlocksSseC)
      return pass('The settings of the audit say that a policy of the organisation blocks SSE-C.');
    const { by, steps } = facts.customerKeys;
    if (by === null)
      return fail(
        'Neither the default encryption nor the bucket policy blocks uploads with SSE-C.',
      );
    return pass(steps.map(({ says }) => says).join(' '), steps);
  },
});
