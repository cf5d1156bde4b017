import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { readBlock } from '../read-block.ts';

/** The account's Block Public Access. An organisation's S3 policy is in the answer. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
export default gatherer({
  fact: 'accountPublicAccessBlock',
  service: 's3control',
  operation: 'GetPublicAccessBlock',
  action: 's3:GetAccountPublicAccessBlock',
  call: GetPublicAccessBlockCommand,
  input: ({ account }) => ({ AccountId: account }),
  absent: ['NoSuchPublicAccessBlockConfiguration'],
  read: ({ PublicAccessBlockConfiguration }) =>
    readBlock(need(PublicAccessBlockConfiguration, 'a configuration')),
});
