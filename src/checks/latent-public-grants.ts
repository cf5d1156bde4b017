import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'latent-public-grants',
  title: 'No public grant waits behind Block Public Access',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['latentPublic'],

  why: 'What a block holds back counts again at the moment the block is lifted, when nobody looks.',
  fix: {
    text: 'Delete the public statement and reset the ACL while the block is still on.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://without-public-statement.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy without the statement',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate({ latentPublic: { state, steps } }) {
    if (state === 'unblocked')
      return notApplicable(
        'Neither Block Public Access nor Object Ownership holds anything back here.',
      );
    return state === 'none'
      ? pass(
          'The policy is not public, and no public grant of the ACL shows. S3 hides grants that it neutralises, so look at the ACL again after lifting a block.',
        )
      : fail(
          `Lifting the block makes the bucket public. ${[...new Set(steps.map(({ says }) => says))].join(' ')}`,
          steps,
        );
  },
});
