import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'server-access-logging',
  title: 'Server access logging is on',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.9'],
    nist_800_53_r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'AU-10',
      'AU-12',
      'CA-7',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
    ],
    pci_dss_v4: ['10.2.1'],
    hipaa: [
      '164.308(a)(1)(ii)(D)',
      '164.308(a)(3)(ii)(A)',
      '164.308(a)(6)(ii)',
      '164.312(e)(2)(i)',
    ],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
    soc2: ['A1.2', 'CC6.1', 'CC6.2', 'CC7.2', 'CC7.3'],
    nis2: ['1.1.1.h', '3.2.3.c', '11.2.2.f'],
    aws_well_architected_security: ['SEC04-BP01'],
  },
  needs: ['logging', 'logSources'],
  why: 'Without a record of requests nobody can tell afterwards who read or changed which object.',
  fix: {
    text: 'Deliver server access logs to a bucket of the same account and Region that is kept for logs.',
    cli: `aws s3api put-bucket-logging --bucket BUCKET --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG_BUCKET","TargetPrefix":"BUCKET/"}}'`,
    console: 'S3 > bucket > Properties > Server access logging > Edit > Enable',
    terraform: 'aws_s3_bucket_logging.target_bucket',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
  evaluate(facts, { resource }) {
    const { logging } = facts;
    if (logging)
      return pass(
        `Server access logs are delivered to ${logging.targetBucket}.${
          logging.targetBucket === resource
            ? ' That is the bucket itself, so every delivery causes further log entries.'
            : ''
        }`,
      );
    const [source, ...more] = facts.logSources;
    return source === undefined
      ? fail('Server access logging is off.')
      : notApplicable(
          `Server access logs of ${source}${more.length > 0 ? ` and ${more.length} more` : ''} are delivered here, and a log bucket that logs its own requests would grow without end.`,
        );
  },
});
