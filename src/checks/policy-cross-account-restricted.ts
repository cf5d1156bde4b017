import { check, fail, pass } from '../model/check.ts';
import { trustedIn } from '../model/settings.ts';
import { logDeliveryAccounts } from '../policy/aws-accounts.ts';

export default check({
  id: 'policy-cross-account-restricted',
  title: 'The bucket policy lets in only accounts that are expected',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['sharedWith'],
  settings: ['trustedAccounts'],

  why: 'An account that was named once keeps its access until someone takes it out of the policy, whoever owns it by then.',
  fix: {
    text: 'Remove accounts that no longer need access, and name those that do in the settings of the audit.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://trusted-only.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
  evaluate({ sharedWith: { exists, lines, notes } }, { settings }) {
    if (!exists) return pass('There is no bucket policy.');
    const trusted = (name: string) =>
      trustedIn(settings, name) !== null ||
      logDeliveryAccounts.has(name) ||
      logDeliveryAccounts.has(name.split(':')[4] ?? '');
    const steps = lines.filter(({ name }) => !trusted(name)).map(({ step }) => step);
    const remarks = notes ?? [];
    if (steps.length === 0)
      return pass(
        [
          'The policy names no other account that is not expected.',
          ...remarks.map(({ says }) => says),
        ].join(' '),
        remarks,
      );
    return fail(
      `The policy is shared with accounts that are not among the expected ones. ${steps.map(({ says }) => says).join(' ')}`,
      [...steps, ...remarks],
    );
  },
});
