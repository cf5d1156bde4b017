import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-allow-notprincipal',
  title: 'No Allow statement uses NotPrincipal',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['allowNotPrincipal'],

  why: 'Allow with NotPrincipal lets in everyone but those named, anonymous callers among them.',
  fix: {
    text: 'Name the principals that need access. AWS no longer accepts this form.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://named-principals.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'data.aws_iam_policy_document.statement.principals',
  },
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  evaluate({ allowNotPrincipal: { exists, lines } }) {
    const steps = lines.map(({ step }) => step);
    if (!exists) return pass('There is no bucket policy.');
    if (steps.length === 0) return pass('No Allow statement uses NotPrincipal.');
    return fail(`Everyone else is let in. ${steps.map(({ says }) => says).join(' ')}`, steps);
  },
});
