import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';
import { readBlock } from '../read-block.ts';

/** The bucket's own Block Public Access, without the account's. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export default gatherer({
  fact: 'publicAccessBlock',
  service: 's3',
  operation: 'GetPublicAccessBlock',
  action: 's3:GetBucketPublicAccessBlock', // the API's own name is no IAM action
  call: GetPublicAccessBlockCommand,
  input: ofBucket,
  absent: ['NoSuchPublicAccessBlockConfiguration'],
  read: ({ PublicAccessBlockConfiguration }) =>
    readBlock(need(PublicAccessBlockConfiguration, 'a configuration')),
});
