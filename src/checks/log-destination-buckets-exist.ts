import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'log-destination-buckets-exist',
  title: 'Buckets named by CloudTrail and AWS Config exist and are own',
  topic: 'Logging and monitoring',
  severity: 'high',
  per: 'account',
  frameworks: { iso_27001_2022: ['A.8.15', 'A.8.16'] },
  needs: ['trailBuckets'],
  awsOnly: true,
  why: 'Anybody can take the name of a deleted bucket, and then receives what is still sent there.',
  fix: {
    text: 'Point the trail, or the delivery channel of AWS Config, to a bucket of this account, or of the account that collects logs.',
    cli: 'aws cloudtrail update-trail --name TRAIL --s3-bucket-name BUCKET',
    console: 'CloudTrail > Trails',
    terraform: 'aws_cloudtrail.s3_bucket_name',
  },
  source:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  evaluate({ trailBuckets: { buckets, gone } }) {
    const [first] = gone;
    if (first)
      return fail(
        `Trail ${first.trail} stores its logs in ${first.bucket}, which does not exist: CloudTrail was told NoSuchBucket at its last delivery. Anybody can create a bucket of that name.`,
        gone.map(({ trail, bucket }) => ({
          says: `Trail ${trail} names ${bucket}, which does not exist.`,
          fact: 'trails' as const,
        })),
      );
    return buckets.length === 0
      ? notApplicable('No trail records this account, and AWS Config delivers nothing.')
      : pass(
          `Every bucket that a trail or AWS Config names is a bucket of this account: ${buckets.join(', ')}.`,
        );
  },
});
