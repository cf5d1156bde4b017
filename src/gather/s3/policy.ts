import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** The bucket policy as text, byte for byte. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export default gatherer({
  fact: 'policy',
  service: 's3',
  operation: 'GetBucketPolicy',
  action: 's3:GetBucketPolicy',
  call: GetBucketPolicyCommand,
  input: ofBucket,
  absent: ['NoSuchBucketPolicy'],
  read: ({ Policy }) => need(Policy, 'a policy'),
});
