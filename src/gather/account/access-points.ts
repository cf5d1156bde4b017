import { ListAccessPointsCommand } from '@aws-sdk/client-s3-control';
import { pagedGatherer } from '../gatherer.ts';

/** Region by Region. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessPoints.html */
export default pagedGatherer({
  fact: 'accessPoints',
  service: 's3control',
  operation: 'ListAccessPoints',
  action: 's3:ListAccessPoints',
  call: ListAccessPointsCommand,
  input: ({ account }) => ({ AccountId: account, MaxResults: 1000 }),
  absent: [],
  read: ({ AccessPointList }) =>
    (AccessPointList ?? []).map((point) => {
      if (!point.Name || !point.Bucket || !point.NetworkOrigin)
        throw new Error('an access point without name, bucket or origin');
      return {
        name: point.Name,
        arn: point.AccessPointArn ?? '',
        bucket: point.Bucket,
        bucketAccount: point.BucketAccountId ?? null,
        networkOrigin: point.NetworkOrigin,
        vpcId: point.VpcConfiguration?.VpcId ?? null,
      };
    }),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
});
