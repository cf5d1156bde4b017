import { GetAccessPointCommand } from '@aws-sdk/client-s3-control';
import { need, oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { readBlock } from '../read-block.ts';

/** What an access point is set to. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPoint.html */
export default gatherer({
  fact: 'accessPoint',
  service: 's3control',
  operation: 'GetAccessPoint',
  action: 's3:GetAccessPoint',
  call: GetAccessPointCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: [],
  read: (point) => ({
    bucket: need(point.Bucket, 'a bucket'),
    bucketAccount: point.BucketAccountId || null,
    networkOrigin: oneOf(['Internet', 'VPC'], point.NetworkOrigin, 'origin'),
    vpcId: point.VpcConfiguration?.VpcId || null,
    publicAccessBlock: readBlock(need(point.PublicAccessBlockConfiguration, 'its block')),
  }),
});
