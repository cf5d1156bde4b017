import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export default gatherer({
  fact: 'policy',
  service: 's3',
  operation: 'GetBucketPolicy',
  action: 's3:GetBucketPolicy',
  call: GetBucketPolicyCommand,
  input: ofBucket,
  absent: ['NoSuchBucketPolicy'],
  read: ({ Policy }) => {
    if (Policy === undefined) throw new Error('an answer without a policy');
    return Policy;
  },
});
