import { ListRecoveryPointsByResourceCommand } from '@aws-sdk/client-backup';
import { needList } from '../answer.ts';
import { readPoint, together } from '../forms/recovery-point.ts';
import { pagedGatherer } from '../gatherer.ts';

/**
 * Recovery points of a bucket in its Region: a bucket has thousands, so that groups are kept.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByResource.html
 */
export default pagedGatherer({
  fact: 'recoveryPoints',
  service: 'backup',
  operation: 'ListRecoveryPointsByResource',
  action: 'backup:ListRecoveryPointsByResource',
  call: ListRecoveryPointsByResourceCommand,
  input: ({ bucket, partition }) => ({
    ResourceArn: `arn:${partition}:s3:::${bucket}`,
    MaxResults: 1000,
  }),
  absent: [],
  read: ({ RecoveryPoints }) => needList(RecoveryPoints, 'a list').map(readPoint),
  reduce: together,
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
});
