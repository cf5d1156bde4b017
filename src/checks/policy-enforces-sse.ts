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
    text: 'Deny s3:PutObject to everyone where s3:x-amz-server-side-encryption is not aws:kms. Uploads that rely on the default are refused too, so change clients first; where the default is SSE-KMS, it is enough to deny AES256.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://deny-wrong-encryption.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  evaluate({ uploads: { state, steps } }) {
    const passes = {
      kms: 'Only uploads that ask for SSE-KMS or DSSE-KMS get through.',
      sse: 'No upload that asks for an encryption other than SSE-S3 gets through.',
      default:
        'No upload gets through that asks for SSE-S3 in place of the default, which is SSE-KMS or DSSE-KMS.',
    } as const;
    const fails = {
      weakDefault:
        'Uploads that ask for SSE-S3 are refused, but those that ask for nothing get through and are not encrypted with KMS by default.',
      stated:
        'Uploads have to state their encryption, but may state any. That overrides the bucket’s default, and refuses clients that rely on it.',
      some: 'Some uploads are refused for their encryption, and others that override the bucket’s default get through.',
    } as const;
    if (state === 'none')
      return fail(
        'No statement refuses uploads for their encryption. S3 encrypts them by the bucket’s default all the same.',
      );
    return state === 'kms' || state === 'sse' || state === 'default'
      ? pass(passes[state], steps)
      : fail(fails[state], steps);
  },
});
