import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html */
export default gatherer({
  fact: 'replication',
  service: 's3',
  operation: 'GetBucketReplication',
  action: 's3:GetReplicationConfiguration',
  call: GetBucketReplicationCommand,
  input: ofBucket,
  absent: ['ReplicationConfigurationNotFoundError'],
  read: ({ ReplicationConfiguration }) =>
    (ReplicationConfiguration?.Rules ?? []).map((rule) => {
      if (!rule.Destination?.Bucket) throw new Error('a replication rule without a destination');
      return {
        id: rule.ID ?? '',
        enabled: rule.Status === 'Enabled',
        destinationBucketArn: rule.Destination.Bucket,
        destinationAccount: rule.Destination.Account ?? null,
        deleteMarkers: rule.DeleteMarkerReplication?.Status === 'Enabled',
      };
    }),
});
