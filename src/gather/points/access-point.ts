import { GetAccessPointCommand } from '@aws-sdk/client-s3-control';
import { gatherer } from '../gatherer.ts';
import { readBlock } from '../read-block.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPoint.html */
export default gatherer({
  fact: 'accessPoint',
  service: 's3control',
  operation: 'GetAccessPoint',
  action: 's3:GetAccessPoint',
  call: GetAccessPointCommand,
  input: ({ account, accessPoint }) => ({ AccountId: account, Name: accessPoint }),
  absent: [],
  read: (point) => {
    if (!point.Bucket || !point.NetworkOrigin)
      throw new Error('an access point without bucket or origin');
    return {
      bucket: point.Bucket,
      bucketAccount: point.BucketAccountId ?? null,
      networkOrigin: point.NetworkOrigin,
      vpcId: point.VpcConfiguration?.VpcId ?? null,
      publicAccessBlock: readBlock(point.PublicAccessBlockConfiguration),
    };
  },
});
