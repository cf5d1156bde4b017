import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'replication-enabled',
  title: 'The bucket is replicated',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.8.14'],
  },
  needs: ['replication', 'replicationSources'],
  why: 'A copy in another bucket, best in another Region and account, survives the loss of this one.',
  fix: {
    text: 'Enable versioning on both buckets and add a replication rule. Existing objects need S3 Batch Replication.',
    cli: 'aws s3api put-bucket-replication --bucket BUCKET --replication-configuration file://replication.json',
    console: 'S3 > bucket > Management > Replication rules > Create replication rule',
    terraform: 'aws_s3_bucket_replication_configuration',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  evaluate(facts) {
    const rules = facts.replication ?? [];
    const enabled = rules.filter((rule) => rule.enabled);
    if (enabled.length > 0) {
      const names = new Set(enabled.map((rule) => rule.destinationBucketArn.split(':').at(-1)));
      return pass(`New objects are replicated to ${[...names].join(', ')}.`);
    }
    const [source, ...more] = facts.replicationSources;
    if (source !== undefined)
      return notApplicable(
        `The bucket is itself the destination of replication from ${source}${more.length > 0 ? ` and ${more.length} more` : ''}.`,
      );
    return fail(
      rules.length > 0
        ? 'All replication rules are disabled.'
        : 'The bucket has no replication rules.',
    );
  },
});
