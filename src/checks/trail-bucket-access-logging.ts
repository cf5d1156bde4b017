import { check, fail, notApplicable, pass } from '../model/check.ts';
import { namesOf, noTrail } from '../model/trail-words.ts';

export default check({
  id: 'trail-bucket-access-logging',
  title: 'The CloudTrail bucket has server access logging',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['3.6'],
    cis_aws_v2: ['3.6'],
    cis_aws_v3: ['3.4'],
    cis_aws_v4: ['3.4'],
    cis_aws_v5: ['3.4'],
    cis_aws_v6: ['4.4'],
    cis_aws_v7: ['4.4'],
    security_hub: ['CloudTrail.7'],
    soc2: ['A1.2'],
    gdpr: ['Art. 25'],
    nis2: ['3.2.3.c', '11.1.1', '11.2.2.f'],
    aws_well_architected_security: ['SEC04-BP01'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['trailTarget', 'logging'],
  awsOnly: true,
  why: 'Whoever wipes their traces in the logs of a trail leaves new ones in the access log of its bucket.',
  fix: {
    text: 'Deliver the server access logs of the trail bucket to another bucket.',
    cli: `aws s3api put-bucket-logging --bucket TRAIL_BUCKET --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"TRAIL_BUCKET/"}}'`,
    console: 'S3 > trail bucket > Properties > Server access logging',
    terraform: 'aws_s3_bucket_logging',
  },
  source:
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-7',
  evaluate(facts) {
    const { trails } = facts.trailTarget;
    if (trails.length === 0) return notApplicable(noTrail);
    const { logging } = facts;
    return logging
      ? pass(
          `The bucket stores the logs of ${namesOf(trails)}; its server access logs are delivered to ${logging.targetBucket}.`,
        )
      : fail(`The bucket stores the logs of ${namesOf(trails)}, and server access logging is off.`);
  },
});
