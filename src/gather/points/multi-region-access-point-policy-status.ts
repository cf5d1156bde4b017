import { GetMultiRegionAccessPointPolicyStatusCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/** Whether S3 calls the policy of a Multi-Region Access Point public; us-west-2 only. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetMultiRegionAccessPointPolicyStatus.html */
export default gatherer({
  fact: 'multiRegionAccessPointPolicyStatus',
  service: 's3control',
  operation: 'GetMultiRegionAccessPointPolicyStatus',
  action: 's3:GetMultiRegionAccessPointPolicyStatus',
  call: GetMultiRegionAccessPointPolicyStatusCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: ['NoSuchMultiRegionAccessPointPolicy'],
  // Left out is not "not public".
  read: ({ Established }) => ({ isPublic: need(Established?.IsPublic, 'IsPublic') }),
});
