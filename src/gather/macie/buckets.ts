import { DescribeBucketsCommand } from '@aws-sdk/client-macie2';
import { need, needList, oneOf } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/**
 * What Macie found in the account's own buckets of a Region; to its administrator it would tell of members too. It
 * refuses alike where it is not enabled and where it may not be asked.
 * https://docs.aws.amazon.com/macie/latest/APIReference/datasources-s3.html
 */
export default pagedGatherer({
  fact: 'macieBuckets',
  service: 'macie2',
  operation: 'DescribeBuckets',
  action: 'macie2:DescribeBuckets',
  call: DescribeBucketsCommand,
  input: ({ account }) => ({ criteria: { accountId: { eq: [account] } } }),
  absent: ['AccessDeniedException'],
  read: ({ buckets }) =>
    needList(buckets, 'a list').map((one) => ({
      bucket: need(one.bucketName, 'a name'),
      score: Number.isInteger(one.sensitivityScore) ? (one.sensitivityScore ?? null) : null,
      monitored:
        one.automatedDiscoveryMonitoringStatus === undefined
          ? null
          : oneOf(
              ['MONITORED', 'NOT_MONITORED'],
              one.automatedDiscoveryMonitoringStatus,
              'status',
            ) === 'MONITORED',
    })),
  next: ({ nextToken }) => (nextToken ? { nextToken } : null),
});
