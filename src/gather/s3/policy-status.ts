import { GetBucketPolicyStatusCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Whether S3 calls the bucket policy public. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export default gatherer({
  fact: 'policyStatus',
  service: 's3',
  operation: 'GetBucketPolicyStatus',
  action: 's3:GetBucketPolicyStatus',
  call: GetBucketPolicyStatusCommand,
  input: ofBucket,
  absent: ['NoSuchBucketPolicy'],
  // Left out is not "not public".
  read: ({ PolicyStatus }) => ({ isPublic: need(PolicyStatus?.IsPublic, 'IsPublic') }),
});
