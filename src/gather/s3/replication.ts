import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import type { ReplicationRule } from '@aws-sdk/client-s3';
import { isEnabled, need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/**
 * A rule with a filter says so itself. One without is of the format's first version, which copies the delete
 * markers that users make. https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html#replication-backward-compat-considerations
 */
const copiesDeleteMarkers = ({
  DeleteMarkerReplication: said,
  Filter,
}: ReplicationRule): boolean =>
  said ? isEnabled(said.Status, 'status of delete markers') : Filter === undefined;

/** Whether no filter narrows the rule. Every condition that is written narrows it. */
function ofWholeBucket({ Prefix, Filter }: ReplicationRule): boolean {
  const tags = [Filter?.Tag, ...(Filter?.And?.Tags ?? [])].filter((tag) => tag !== undefined);
  return ![Prefix, Filter?.Prefix, Filter?.And?.Prefix].some(Boolean) && tags.length === 0;
}

/** Replication rules, those that are off included. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html */
export default gatherer({
  fact: 'replication',
  service: 's3',
  operation: 'GetBucketReplication',
  action: 's3:GetReplicationConfiguration',
  call: GetBucketReplicationCommand,
  input: ofBucket,
  absent: ['ReplicationConfigurationNotFoundError'],
  read: ({ ReplicationConfiguration }) =>
    need(ReplicationConfiguration?.Rules, 'rules').map((rule) => ({
      id: rule.ID ?? '',
      enabled: isEnabled(rule.Status, 'status'),
      destinationBucketArn: need(rule.Destination?.Bucket, 'a destination'),
      destinationAccount: rule.Destination?.Account || null,
      deleteMarkers: copiesDeleteMarkers(rule),
      wholeBucket: ofWholeBucket(rule),
    })),
});
