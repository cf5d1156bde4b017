import { DescribeDeliveryChannelsCommand } from '@aws-sdk/client-config-service';
import { need, needList } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/** Where AWS Config delivers to from a Region, which has one channel at most. https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeDeliveryChannels.html */
export default pagedGatherer({
  fact: 'deliveryChannels',
  service: 'config',
  operation: 'DescribeDeliveryChannels',
  action: 'config:DescribeDeliveryChannels',
  call: DescribeDeliveryChannelsCommand,
  input: () => ({}),
  absent: [],
  read: ({ DeliveryChannels }) =>
    needList(DeliveryChannels, 'a list').map((channel) => ({
      name: need(channel.name, 'a name'),
      bucket: need(channel.s3BucketName, 'a bucket'),
      prefix: channel.s3KeyPrefix ?? '',
    })),
  next: () => null,
});
