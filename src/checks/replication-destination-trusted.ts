import { check, fail, notApplicable, pass } from '../model/check.ts';
import { strangerSays, targetSays } from '../model/copies.ts';

export default check({
  id: 'replication-destination-trusted',
  title: 'Replication sends objects only to accounts that are expected',
  topic: 'Data protection and recovery',
  severity: 'high',
  per: 'bucket',
  awsOnly: true,
  frameworks: { iso_27001_2022: ['A.5.14', 'A.8.12'] },
  needs: ['replicaOwners'],
  settings: ['trustedAccounts'],
  why: 'Whoever owns the destination receives a copy of every new object, quietly and for as long as the rule stands.',
  fix: {
    text: 'Remove rules whose destination nobody knows. Name an account that is meant to receive copies in the settings of the audit, and in the rule as the owner of the destination.',
    cli: 'aws s3api delete-bucket-replication --bucket BUCKET',
    console: 'S3 > bucket > Management > Replication rules',
    terraform: 'aws_s3_bucket_replication_configuration.rule.destination.account',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html',
  evaluate({ replicaOwners: { count, targets } }) {
    if (targets.length === 0)
      return notApplicable(
        count > 0 ? 'All replication rules are disabled.' : 'The bucket has no replication rules.',
      );
    const strange = targets.filter(({ owner }) => owner === 'foreign');
    return strange.length > 0
      ? fail(
          `Objects are replicated to ${[...new Set(strange.map(strangerSays))].join(' and to ')}.`,
        )
      : pass(
          `Objects are replicated to ${[...new Set(targets.map(targetSays))].join(' and to ')}.`,
        );
  },
});
