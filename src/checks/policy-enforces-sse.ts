import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-enforces-sse',
  title: 'The bucket policy refuses uploads without the encryption wanted',
  topic: 'Encryption',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['uploads'],

  why: 'An upload can ask for weaker encryption than the bucket’s default; only a policy refuses it.',
  fix: {
    text: 'Deny s3:PutObject to everyone where s3:x-amz-server-side-encryption is not aws:kms. Uploads that rely on the default are refused too, so change clients first.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://deny-wrong-encryption.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  evaluate({ uploads: { state, steps } }) {
    if (state === 'kms')
      return pass('Only uploads that ask for SSE-KMS or DSSE-KMS get through.', steps);
    if (state === 'anySse')
      return pass(
        'Only uploads that state their encryption get through, with any algorithm of those allowed.',
        steps,
      );
    return state === 'partial'
      ? fail(
          'Some uploads are refused for their encryption, and others without the one wanted get through.',
          steps,
        )
      : fail(
          'No statement refuses uploads for their encryption. S3 encrypts them by the bucket’s default all the same.',
        );
  },
});
