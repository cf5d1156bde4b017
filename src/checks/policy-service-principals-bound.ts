import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'policy-service-principals-bound',
  title: 'AWS services that the policy lets in are bound to own resources',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['unboundServices'],

  why: 'Otherwise the service can be made to act for a stranger’s resource: the confused deputy.',
  fix: {
    text: 'Add a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID. The ARN of a bucket needs aws:SourceAccount beside it.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://with-source-account.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'statement.condition { test = "StringEquals", variable = "aws:SourceAccount" }',
  },
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  evaluate({ unboundServices: { exists, lines } }) {
    if (!exists) return notApplicable('The bucket policy lets no AWS service in.');
    const steps = lines.map(({ step }) => step);
    return steps.length === 0
      ? pass(
          'Every AWS service that the policy lets in is bound to an account, an organisation or a resource.',
        )
      : fail(steps.map(({ says }) => says).join(' '), steps);
  },
});
