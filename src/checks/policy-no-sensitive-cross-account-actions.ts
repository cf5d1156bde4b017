import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-sensitive-cross-account-actions',
  title: 'Nobody outside the account can change permissions or settings',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.6'],
    nist_800_53_r5: ['CA-9(1)', 'CM-2'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['sensitiveActions'],

  why: 'Whoever may change the policy, the ACL, encryption or lifecycle of a bucket can take its data over or away.',
  fix: {
    text: 'Take these actions out of the statements for others, and give them only what they use.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://no-settings-for-others.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source:
    'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-blacklisted-actions-prohibited.html',
  evaluate({ sensitiveActions: { exists, lines } }) {
    const steps = lines.map(({ step }) => step);
    if (!exists) return pass('There is no bucket policy.');
    if (steps.length === 0)
      return pass('The policy lets nobody outside the account change permissions or settings.');
    return fail(`Others may change the bucket. ${steps.map(({ says }) => says).join(' ')}`, steps);
  },
});
