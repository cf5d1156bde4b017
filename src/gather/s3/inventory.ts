import { ListBucketInventoryConfigurationsCommand } from '@aws-sdk/client-s3';
import { pagedGatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketInventoryConfigurations.html */
export default pagedGatherer({
  fact: 'inventory',
  service: 's3',
  operation: 'ListBucketInventoryConfigurations',
  action: 's3:GetInventoryConfiguration',
  call: ListBucketInventoryConfigurationsCommand,
  input: ofBucket,
  absent: [],
  read: ({ InventoryConfigurationList }) =>
    (InventoryConfigurationList ?? []).map((one) => ({
      id: one.Id ?? '',
      enabled: one.IsEnabled ?? false,
      destinationBucketArn: one.Destination?.S3BucketDestination?.Bucket ?? '',
      frequency: one.Schedule?.Frequency ?? '',
    })),
  next: ({ IsTruncated, NextContinuationToken }) =>
    IsTruncated && NextContinuationToken ? { ContinuationToken: NextContinuationToken } : null,
});
