import { ListBucketInventoryConfigurationsCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Inventory configurations, 100 to a page; a bucket without any answers without a list. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketInventoryConfigurations.html */
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
      id: need(one.Id, 'an id'),
      enabled: need(one.IsEnabled, 'a word on being enabled'),
      destinationBucketArn: need(one.Destination?.S3BucketDestination?.Bucket, 'a destination'),
      destinationAccount: one.Destination?.S3BucketDestination?.AccountId || null,
      frequency: need(one.Schedule?.Frequency, 'a schedule'),
      wholeBucket: !one.Filter?.Prefix,
      allVersions: one.IncludedObjectVersions === 'All',
    })),
  next: ({ IsTruncated, NextContinuationToken }) =>
    IsTruncated ? { ContinuationToken: need(NextContinuationToken, 'a way to the rest') } : null,
});
