import { check, fail, notApplicable, pass, type ProofStep } from '../model/check.ts';

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
  evaluate({ latentPublic: { state, steps, already, forNobody } }) {
    if (state === 'unblocked')
      return notApplicable(
        'Neither Block Public Access nor Object Ownership holds anything back here.',
      );
    if (state === 'none')
      return pass(
        `${
          already.length > 0
            ? `What is public here counts already, which bucket-not-public judges: ${sentences(already)} Nothing further shows that waits behind a block.`
            : 'Nothing public shows that waits behind a block.'
        } S3 hides grants that it neutralises, so look at the ACL again after lifting a block.`,
        already,
      );
    return fail(
      `${
        forNobody
          ? 'Lifting the block makes S3 count the bucket as public, though strangers would still get nothing by it.'
          : already.length > 0
            ? 'The bucket counts as public already, and lifting the block opens it further.'
            : 'Lifting the block makes the bucket public.'
      } ${sentences(steps)}`,
      steps,
    );
  },
});

const sentences = (steps: readonly ProofStep[]): string =>
  [...new Set(steps.map(({ says }) => says))].join(' ');
