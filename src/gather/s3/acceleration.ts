import { GetBucketAccelerateConfigurationCommand } from '@aws-sdk/client-s3';
import { oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Transfer acceleration, which answers without a status where it was never set. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html */
export default gatherer({
  fact: 'acceleration',
  service: 's3',
  operation: 'GetBucketAccelerateConfiguration',
  action: 's3:GetAccelerateConfiguration',
  call: GetBucketAccelerateConfigurationCommand,
  input: ofBucket,
  absent: [],
  read: ({ Status }) =>
    Status === undefined ? null : oneOf(['Enabled', 'Suspended'], Status, 'status'),
});
