import { GetAccessPointPolicyStatusCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/** Whether S3 calls the policy of an access point public. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicyStatus.html */
export default gatherer({
  fact: 'accessPointPolicyStatus',
  service: 's3control',
  operation: 'GetAccessPointPolicyStatus',
  action: 's3:GetAccessPointPolicyStatus',
  call: GetAccessPointPolicyStatusCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: ['NoSuchAccessPointPolicy'],
  // Left out is not "not public".
  read: ({ PolicyStatus }) => ({ isPublic: need(PolicyStatus?.IsPublic, 'IsPublic') }),
});
