import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-lockout',
  title: 'No Deny statement locks everybody but the root user out',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['lockedOut'],

  why: 'Then only the root user can mend the policy, and in many companies nobody can sign in as root.',
  fix: {
    text: 'Except an administrator’s role from the Deny. If it is too late, delete the policy as the root user.',
    cli: 'aws s3api delete-bucket-policy --bucket BUCKET',
    console: 'Sign in as root > S3 > bucket > Permissions > Bucket policy > Delete',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  evaluate({ lockedOut: { exists, lines } }) {
    const steps = lines.map(({ step }) => step);
    if (!exists) return pass('There is no bucket policy.');
    if (steps.length === 0)
      return pass('The policy leaves somebody in the account able to change it.');
    return fail(
      `Only the root user can change the policy. ${steps.map(({ says }) => says).join(' ')}`,
      steps,
    );
  },
});
