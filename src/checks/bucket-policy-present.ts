import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'bucket-policy-present',
  title: 'The bucket has a bucket policy',
  topic: 'Public access and sharing',
  severity: 'info',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['policyExists'],

  why: 'Without a policy nobody is let in by it, but nothing is denied either: plain HTTP and unwanted encryption are not refused.',
  fix: {
    text: 'Add a policy that denies plain HTTP.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://tls-only.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  evaluate({ policyExists: { exists, notes = [] } }) {
    if (!exists)
      return fail(
        'There is no bucket policy. That shares the bucket with nobody, and denies nothing.',
      );
    return notes.length === 0
      ? pass('There is a bucket policy.')
      : pass(
          `There is a bucket policy, but it is malformed. ${notes.map(({ says }) => says).join(' ')}`,
          notes,
        );
  },
});
