import { GetAccessPointPolicyCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/** The policy of an access point as text. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointPolicy.html */
export default gatherer({
  fact: 'accessPointPolicy',
  service: 's3control',
  operation: 'GetAccessPointPolicy',
  action: 's3:GetAccessPointPolicy',
  call: GetAccessPointPolicyCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: ['NoSuchAccessPointPolicy'],
  read: ({ Policy }) => need(Policy, 'a policy'),
});
