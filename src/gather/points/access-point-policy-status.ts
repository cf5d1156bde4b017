import { GetAccessPointPolicyStatusCommand } from '@aws-sdk/client-s3-control';
import { gatherer } from '../gatherer.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicyStatus.html */
export default gatherer({
  fact: 'accessPointPolicyStatus',
  service: 's3control',
  operation: 'GetAccessPointPolicyStatus',
  action: 's3:GetAccessPointPolicyStatus',
  call: GetAccessPointPolicyStatusCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: ['NoSuchAccessPointPolicy'],
  read: ({ PolicyStatus }) => {
    // Left out is not "not public".
    if (PolicyStatus?.IsPublic === undefined) throw new Error('an answer without IsPublic');
    return { isPublic: PolicyStatus.IsPublic };
  },
});
