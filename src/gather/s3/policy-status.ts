import { GetBucketPolicyStatusCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export default gatherer({
  fact: 'policyStatus',
  service: 's3',
  operation: 'GetBucketPolicyStatus',
  action: 's3:GetBucketPolicyStatus',
  call: GetBucketPolicyStatusCommand,
  input: ofBucket,
  absent: ['NoSuchBucketPolicy'],
  read: ({ PolicyStatus }) => {
    // Left out is not "not public".
    if (PolicyStatus?.IsPublic === undefined) throw new Error('an answer without IsPublic');
    return { isPublic: PolicyStatus.IsPublic };
  },
});
