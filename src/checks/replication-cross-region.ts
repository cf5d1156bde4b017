import { check, fail, notApplicable, pass } from '../model/check.ts';

const says = {
  here: (names: string) => `New objects are replicated within the Region only, to ${names}.`,
  off: () => 'All replication rules are disabled.',
  none: () => 'The bucket has no replication rules.',
};

export default check({
  id: 'replication-cross-region',
  title: 'The bucket is replicated to another Region',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  awsOnly: true,
  frameworks: {
    security_hub: ['S3.7'],
    nist_800_53_r5: [
      'AU-9(2)',
      'CP-6',
      'CP-6(1)',
      'CP-6(2)',
      'CP-9',
      'CP-10',
      'SC-5(2)',
      'SC-36(2)',
      'SI-13(5)',
    ],
    iso_27001_2022: ['A.8.14'],
    soc2: ['A1.2', 'CC7.4'],
  },
  needs: ['replicaDistance', 'replicationSources'],
  why: 'A copy in another Region outlasts the loss of this one, and serves while it is away.',
  fix: {
    text: 'Enable versioning on both buckets and add a replication rule to a bucket in another Region. Existing objects need S3 Batch Replication.',
    cli: 'aws s3api put-bucket-replication --bucket BUCKET --replication-configuration file://replication.json',
    console: 'S3 > bucket > Management > Replication rules > Create replication rule',
    terraform: 'aws_s3_bucket_replication_configuration.rule.destination.bucket',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  evaluate(facts) {
    const { state, targets, partly } = facts.replicaDistance;
    const names = [...new Set(targets.map(({ bucket, region }) => `${bucket} in ${region}`))];
    if (state === 'elsewhere')
      return pass(
        `New objects are replicated to ${names.join(', ')}.${partly ? ' A filter narrows which of them are.' : ''}`,
      );
    const [source, ...more] = facts.replicationSources;
    if (source !== undefined)
      return notApplicable(
        `The bucket is itself the destination of replication from ${source}${more.length > 0 ? ` and ${more.length} more` : ''}.`,
      );
    return fail(says[state](names.join(', ')));
  },
});
