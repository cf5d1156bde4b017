import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { pagedGatherer } from '../gatherer.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export default pagedGatherer({
  fact: 'buckets',
  service: 's3',
  operation: 'ListBuckets',
  action: 's3:ListAllMyBuckets',
  call: ListBucketsCommand,
  input: () => ({ MaxBuckets: 1000 }), // with a parameter, each bucket comes with its Region
  absent: [],
  read: ({ Buckets }) =>
    (Buckets ?? []).flatMap(({ Name, BucketRegion, CreationDate }) =>
      Name === undefined
        ? []
        : [
            {
              name: Name,
              region: BucketRegion ?? null,
              createdAt: CreationDate?.toISOString() ?? null,
            },
          ],
    ),
  next: ({ ContinuationToken }) => (ContinuationToken ? { ContinuationToken } : null),
});
