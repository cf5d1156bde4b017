import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'server-access-logging-target-valid',
  title: 'The access-log target can really receive logs',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    soc2: ['A1.2', 'CC7.2', 'CC7.3'],
    nis2: ['1.1.1.h', '3.2.3.c', '11.2.2.f'],
    aws_well_architected_security: ['SEC04-BP01'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['logTarget'],
  awsOnly: true,
  why: 'S3 drops access logs that it cannot deliver and tells nobody, so that the record is missing when it is needed.',
  fix: {
    text: 'Deliver to a bucket of the same account and Region with SSE-S3 and without a default retention, whose policy lets logging.s3.amazonaws.com put objects.',
    cli: 'aws s3api put-bucket-policy --bucket LOG_BUCKET --policy file://allow-logging-service.json',
    console: 'S3 > log bucket > Permissions > Bucket policy',
    terraform: 'aws_s3_bucket_policy on the target',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  evaluate({ logTarget: { state, target, faults } }) {
    if (state === 'off') return notApplicable('Server access logging is off.');
    if (state === 'broken')
      return fail(
        `Server access logs are named to go to ${target}, but S3 drops them. ${faults.join(' ')}`,
      );
    return pass(
      `${target} is of the same account and Region and lets log delivery in. Delivery is best effort; whether the requester pays there is not among the settings that are read.`,
    );
  },
});
