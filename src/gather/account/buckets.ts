import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { need, needList, regionName } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/** The general purpose buckets of the account, in every Region. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export default pagedGatherer({
  fact: 'buckets',
  service: 's3',
  operation: 'ListBuckets',
  action: 's3:ListAllMyBuckets',
  anyRegion: true,
  call: ListBucketsCommand,
  input: () => ({ MaxBuckets: 1000 }), // with a parameter, each bucket comes with its Region
  absent: [],
  read: ({ Buckets }) =>
    needList(Buckets, 'a list').map(({ Name, BucketRegion, CreationDate }) => ({
      name: need(Name, 'a name'),
      region: BucketRegion ? regionName(BucketRegion) : null,
      createdAt: CreationDate?.toISOString() ?? null,
    })),
  next: ({ ContinuationToken }) => (ContinuationToken ? { ContinuationToken } : null),
});
