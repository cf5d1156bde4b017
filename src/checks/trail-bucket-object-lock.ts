import { check, fail, notApplicable, pass } from '../model/check.ts';
import { namesOf, noTrail } from '../model/trail-words.ts';

export default check({
  id: 'trail-bucket-object-lock',
  title: 'The CloudTrail bucket has Object Lock',
  topic: 'Logging and monitoring',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.15', 'A.8.16'] },
  needs: ['trailTarget', 'objectLock'],
  awsOnly: true,
  why: 'Logs that nobody can delete for a time survive whoever takes over the account.',
  fix: {
    text: 'Set a default retention on the trail bucket, with versioning enabled.',
    cli: `aws s3api put-object-lock-configuration --bucket TRAIL_BUCKET --object-lock-configuration '{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"COMPLIANCE","Days":365}}}'`,
    console: 'S3 > trail bucket > Properties > Object Lock',
    terraform: 'aws_s3_bucket_object_lock_configuration',
  },
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  evaluate(facts) {
    const { trails } = facts.trailTarget;
    if (trails.length === 0) return notApplicable(noTrail);
    const lock = facts.objectLock;
    const stores = `The bucket stores the logs of ${namesOf(trails)}`;
    if (!lock?.enabled) return fail(`${stores}, and Object Lock is not enabled.`);
    return lock.defaultRetention
      ? pass(
          `${stores}; Object Lock keeps new versions in ${lock.defaultRetention.mode.toLowerCase()} mode.`,
        )
      : fail(`${stores}. Object Lock is enabled, but without a default retention.`);
  },
});
