import { check, pass } from '../model/check.ts';

export default check({
  id: 'audit-identity-can-read',
  title: 'The auditor could read every setting of the bucket',
  topic: 'Governance and hygiene',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.35'],
  },
  needs: ['everyRead'],
  why: 'What the auditor cannot read can hide anything; an intruder may deny these reads on purpose.',
  fix: {
    text: 'Attach SecurityAudit and the listed actions to the auditor, and exempt the auditor in Deny statements of the bucket policy.',
    cli: 'aws iam attach-role-policy --role-name AUDITOR --policy-arn arn:aws:iam::aws:policy/SecurityAudit',
    console: 'IAM > Roles > the auditor > Add permissions',
    terraform: 'aws_iam_role_policy_attachment',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
  evaluate({ everyRead: { unsupported } }) {
    const without =
      unsupported.length === 0 ? '' : ` The endpoint does not have ${unsupported.length} of them.`;
    return pass(`Every planned read was answered.${without}`);
  },
});
