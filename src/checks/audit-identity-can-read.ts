import { check, pass } from '../model/check.ts';
import { factTitle } from '../model/words.ts';

export default check({
  id: 'audit-identity-can-read',
  title: 'The audit could read every setting of the bucket',
  topic: 'Governance and hygiene',
  severity: 'high',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: {
    iso_27001_2022: ['A.5.35'],
  },
  needs: ['everyRead'],
  why: 'A setting that was not read may hide anything, and a Deny towards an auditor hides public access on purpose.',
  fix: {
    text: 'Give the audit identity the read actions that are listed with the finding, and except it from Deny statements of bucket policies.',
    cli: 'aws iam attach-role-policy --role-name AUDIT_ROLE --policy-arn arn:aws:iam::aws:policy/SecurityAudit',
    console: 'IAM > Roles > the audit role > Add permissions',
    terraform: 'aws_iam_role_policy_attachment',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
  // Never a fail: what could not be read leaves the question open, and the finding lists it.
  evaluate({ everyRead: { unsupported } }) {
    return pass(
      unsupported.length === 0
        ? 'Every setting of the bucket could be read.'
        : `Every setting of the bucket could be read that the endpoint has; it has no ${unsupported.map((fact) => factTitle[fact]).join(', ')}.`,
    );
  },
});
