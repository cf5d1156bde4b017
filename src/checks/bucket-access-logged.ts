import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'bucket-access-logged',
  title: 'This bucket has at least one object-access log',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    soc2: ['A1.2', 'CC7.2', 'CC7.3'],
    nis2: ['1.1.1.h', '3.2.3.c', '11.2.2.f'],
    aws_well_architected_security: ['SEC04-BP01'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['accessLogged'],
  awsOnly: true,
  why: 'Server access logs or data events of a trail are the only records of who touched which object.',
  fix: {
    text: 'Turn on server access logging, or let a trail record data events of this bucket, reads and writes.',
    cli: `aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"BUCKET/"}}'`,
    console: 'S3 > bucket > Properties > AWS CloudTrail data events',
    terraform: 'aws_s3_bucket_logging or aws_cloudtrail.advanced_event_selector',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html',
  evaluate({ accessLogged: { state, name, steps } }) {
    const says = [...new Set(steps.map((step) => step.says))].join(' ');
    switch (state) {
      case 'logs':
        return pass(`Server access logs are delivered to ${name}.`);
      case 'events':
        return pass(
          `${says} Deletions by lifecycle rules are not among such events; server access logs hold them.`,
          steps,
        );
      case 'target':
        return notApplicable(`The bucket receives the server access logs of ${name}.`);
      case 'part':
        return fail(`Server access logging is off, and trails record a part only. ${says}`, steps);
      default:
        return fail(
          `Server access logging is off, and no trail records access to its objects.${says && ` ${says}`}`,
          steps,
        );
    }
  },
});
