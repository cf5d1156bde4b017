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
  why: 'A copy in another bucket survives the loss of this one. It is no backup: deletions may be copied too.',
  fix: {
    text: 'Add a replication rule to a bucket in another Region or account; versioning is needed on both.',
    cli: 'aws s3api put-bucket-replication --bucket BUCKET --replication-configuration file://replication.json',
    console: 'S3 > bucket > Management > Replication rules',
    terraform: 'aws_s3_bucket_replication_configuration',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  evaluate(facts) {
    const rules = facts.replication ?? [];
    const on = rules.filter(({ enabled }) => enabled);
    if (on.length > 0)
      return pass(
        `Replicated to ${[...new Set(on.map((rule) => rule.destinationBucketArn.split(':').at(-1)))].join(', ')}.`,
      );
    const sources = facts.replicationSources;
    if (sources.length > 0)
      return notApplicable(`The bucket is itself the copy of ${sources.join(', ')}.`);
    return fail(
      rules.length > 0 ? 'Every replication rule is disabled.' : 'There is no replication rule.',
    );
  },
});
