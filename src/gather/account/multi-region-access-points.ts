import { ListMultiRegionAccessPointsCommand } from '@aws-sdk/client-s3-control';
import { need } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';
import { readBlock } from '../read-block.ts';

/** Answered in us-west-2 only. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListMultiRegionAccessPoints.html */
export default pagedGatherer({
  fact: 'multiRegionAccessPoints',
  service: 's3control',
  operation: 'ListMultiRegionAccessPoints',
  action: 's3:ListMultiRegionAccessPoints',
  call: ListMultiRegionAccessPointsCommand,
  input: ({ account }) => ({ AccountId: account, MaxResults: 100 }),
  absent: [],
  read: ({ AccessPoints }) =>
    (AccessPoints ?? []).map((point) => ({
      name: need(point.Name, 'a name'),
      alias: point.Alias ?? '', // none yet while it is being made
      status: need(point.Status, 'a status'),
      buckets: need(point.Regions, 'its buckets').map(({ Bucket }) => need(Bucket, 'a bucket')),
      publicAccessBlock: point.PublicAccessBlock ? readBlock(point.PublicAccessBlock) : null,
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
});
