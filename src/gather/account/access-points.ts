import { ListAccessPointsCommand } from '@aws-sdk/client-s3-control';
import { need, oneOf } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/** Access points of S3 buckets, Region by Region; those of file systems are left out. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessPoints.html */
export default pagedGatherer({
  fact: 'accessPoints',
  service: 's3control',
  operation: 'ListAccessPoints',
  action: 's3:ListAccessPoints',
  call: ListAccessPointsCommand,
  input: ({ account }) => ({ AccountId: account, MaxResults: 1000 }),
  absent: [],
  read: ({ AccessPointList }) =>
    (AccessPointList ?? []).map((point) => ({
      name: need(point.Name, 'a name'),
      arn: need(point.AccessPointArn, 'an ARN'),
      bucket: need(point.Bucket, 'a bucket'),
      bucketAccount: point.BucketAccountId || null,
      networkOrigin: oneOf(['Internet', 'VPC'], point.NetworkOrigin, 'origin'),
      vpcId: point.VpcConfiguration?.VpcId || null,
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
});
