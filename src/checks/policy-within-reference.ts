import { check, fail, notApplicable, pass } from '../model/check.ts';

/**
 * Compares with the reference policy of the settings: for every caller, action and resource that the bucket policy
 * allows, the reference must allow it too. Principals of the bucket's own account count as everybody else.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy-not-more-permissive.html
 */
export default check({
  id: 'policy-within-reference',
  title: 'The bucket policy allows no more than the reference policy',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['withinReference'],
  settings: ['referencePolicy'],

  why: 'Where an organisation has agreed on what bucket policies may allow, whatever goes beyond it was not agreed on.',
  fix: {
    text: 'Take out of the bucket policy what goes beyond the reference, or widen the reference in the settings of the audit. The command compares with AWS’s own reasoning, which is charged for.',
    cli: 'aws accessanalyzer check-no-new-access --policy-type RESOURCE_POLICY --existing-policy-document file://reference.json --new-policy-document file://bucket.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy',
  },
  source:
    'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy-not-more-permissive.html',
  evaluate({ withinReference: { state, steps } }) {
    if (state === 'unset')
      return notApplicable(
        'No reference policy is set. Set one under Settings of the audit to have policies compared with it.',
      );
    if (state === 'none') return pass('There is no bucket policy.');
    if (state === 'within')
      return pass('Everything that the policy allows, the reference policy allows too.');
    return fail(
      `The policy goes beyond the reference policy. ${steps.map(({ says }) => says).join(' ')}`,
      steps,
    );
  },
});
