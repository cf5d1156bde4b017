import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-allow-notaction',
  title: 'No Allow statement uses NotAction or NotResource',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['allowNotAction'],

  why: 'Such a statement allows all but a few things, and so everything that comes later too.',
  fix: {
    text: 'Name the actions and resources that are allowed.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://named-actions.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'data.aws_iam_policy_document.statement.actions',
  },
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
  evaluate({ allowNotAction: { exists, lines } }) {
    const steps = lines.map(({ step }) => step);
    if (!exists) return pass('There is no bucket policy.');
    if (steps.length === 0) return pass('No Allow statement uses NotAction or NotResource.');
    return fail(
      `The policy allows all but what it names. ${steps.map(({ says }) => says).join(' ')}`,
      steps,
    );
  },
});
