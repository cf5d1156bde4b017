import { GetMultiRegionAccessPointPolicyCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/**
 * The policy of a Multi-Region Access Point as text, answered in us-west-2 only. An update is proposed first and
 * counts once it is established everywhere.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetMultiRegionAccessPointPolicy.html
 */
export default gatherer({
  fact: 'multiRegionAccessPointPolicy',
  service: 's3control',
  operation: 'GetMultiRegionAccessPointPolicy',
  action: 's3:GetMultiRegionAccessPointPolicy',
  call: GetMultiRegionAccessPointPolicyCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: ['NoSuchMultiRegionAccessPointPolicy'],
  read: ({ Policy }) => need(Policy, 'an answer').Established?.Policy || null,
});
