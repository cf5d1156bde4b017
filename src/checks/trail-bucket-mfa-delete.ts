import { check, fail, notApplicable, pass } from '../model/check.ts';
import { namesOf, noTrail } from '../model/trail-words.ts';

export default check({
  id: 'trail-bucket-mfa-delete',
  title: 'The CloudTrail bucket has MFA delete',
  topic: 'Logging and monitoring',
  severity: 'low',
  per: 'bucket',
  frameworks: { cis_aws_v2: ['2.1.2'], nis2: ['11.7.2'], iso_27001_2022: ['A.8.15', 'A.8.16'] },
  needs: ['trailTarget', 'mfaDelete'],
  awsOnly: true,
  why: 'With MFA delete, stolen credentials alone cannot remove the logs that tell of their use.',
  fix: {
    text: 'Enable it with the root user, whose MFA device the command asks for. Object Lock in compliance mode is the stronger choice.',
    cli: 'aws s3api put-bucket-versioning --bucket TRAIL_BUCKET --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "arn:aws:iam::ACCOUNT:mfa/root-account-mfa-device CODE"',
    terraform: 'aws_s3_bucket_versioning.versioning_configuration.mfa_delete',
  },
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  evaluate(facts) {
    const { trails } = facts.trailTarget;
    if (trails.length === 0) return notApplicable(noTrail);
    const { state, versioned } = facts.mfaDelete;
    if (state === 'lifecycle')
      return notApplicable('The bucket has lifecycle rules, which exclude MFA delete.');
    if (state === 'locked')
      return notApplicable(
        'Object Lock in compliance mode protects versions, and is the stronger control.',
      );
    return state === 'on'
      ? pass(`The bucket stores the logs of ${namesOf(trails)}; MFA delete is enabled.`)
      : fail(
          `The bucket stores the logs of ${namesOf(trails)}. ${
            versioned
              ? 'MFA delete is off.'
              : 'Versioning is not enabled, which MFA delete depends on.'
          }`,
        );
  },
});
