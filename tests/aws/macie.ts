import { json, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import type { AwsRequest } from './request.ts';

const pageSize = 50;

/**
 * What Macie says of buckets, as the account's description has it: moto lacks the call. Where it is not enabled it
 * refuses as it refuses whoever may not ask. https://docs.aws.amazon.com/macie/latest/APIReference/datasources-s3.html
 */
export function answerMacie(request: AwsRequest, context: Context): Answer {
  const { account } = context.identity(request);
  const held = context.world.account(account)?.macie?.[request.region];
  if (!held)
    return errorAnswer(request, {
      status: 403,
      code: 'AccessDeniedException',
      message: 'Macie is not enabled.',
    });
  const { nextToken = '0' } = JSON.parse(request.body.toString() || '{}') as { nextToken?: string };
  const from = Number(nextToken);
  const buckets = held.slice(from, from + pageSize).map(({ bucket, score }) => ({
    accountId: account,
    bucketName: bucket,
    automatedDiscoveryMonitoringStatus: 'MONITORED',
    ...(score !== undefined && { sensitivityScore: score }),
  }));
  return json({
    buckets,
    ...(from + pageSize < held.length && { nextToken: String(from + pageSize) }),
  });
}
