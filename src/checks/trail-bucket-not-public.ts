import { check, fail, notApplicable, pass } from '../model/check.ts';
import { namesOf, noTrail } from '../model/trail-words.ts';

export default check({
  id: 'trail-bucket-not-public',
  title: 'The bucket that stores CloudTrail logs is not public',
  topic: 'Logging and monitoring',
  severity: 'critical',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['3.3'],
    cis_aws_v2: ['3.3'],
    security_hub: ['CloudTrail.6'],
    gdpr: ['Art. 25'],
    nis2: ['3.2.3.c'],
    aws_well_architected_security: ['SEC03-BP07'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['trailTarget', 'publicAccess'],
  awsOnly: true,
  why: 'Trail logs tell an attacker which identities, addresses and resources an account has, and what is watched.',
  fix: {
    text: 'Turn on Block Public Access for the bucket, then remove the grant or statement that lets the public in.',
    cli: 'aws s3api put-public-access-block --bucket TRAIL_BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console: 'S3 > trail bucket > Permissions',
    terraform: 'aws_s3_bucket_public_access_block',
  },
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  evaluate(facts) {
    const { trails } = facts.trailTarget;
    if (trails.length === 0) return notApplicable(noTrail);
    const { open, steps } = facts.publicAccess;
    const says = [...new Set(steps.map((step) => step.says))].join(' ');
    return open
      ? fail(`The bucket stores the logs of ${namesOf(trails)}, and it is public. ${says}`, steps)
      : pass(`The bucket stores the logs of ${namesOf(trails)}. ${says}`, steps);
  },
});
