import { GetBucketAccelerateConfigurationCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html */
export default gatherer({
  fact: 'acceleration',
  service: 's3',
  operation: 'GetBucketAccelerateConfiguration',
  action: 's3:GetAccelerateConfiguration',
  call: GetBucketAccelerateConfigurationCommand,
  input: ofBucket,
  absent: [],
  read: ({ Status }) => Status ?? null,
});
