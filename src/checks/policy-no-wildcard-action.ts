import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-wildcard-action',
  title: 'Allow statements name their actions',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['wildcardActions'],

  why: 'A star lets in every action of S3, deletion and change of permissions among them, and all that come later.',
  fix: {
    text: 'Name the actions that are used. A statement for a named role or user of the own account may keep the star.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://named-actions.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'data.aws_iam_policy_document.statement.actions',
  },
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  evaluate({ wildcardActions: { exists, lines } }) {
    const steps = lines.map(({ step }) => step);
    if (!exists) return pass('There is no bucket policy.');
    if (steps.length === 0) return pass('Every Allow statement names its actions.');
    return fail(
      `The policy allows more than it names. ${steps.map(({ says }) => says).join(' ')}`,
      steps,
    );
  },
});
