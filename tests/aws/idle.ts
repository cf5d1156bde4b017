import { json, type Answer } from './answer.ts';
import type { AwsRequest } from './request.ts';

/** What services beside S3 answer for an account that uses none of them, but for one key that encrypts buckets. */
const answers: Readonly<Record<string, (request: AwsRequest, account: string) => unknown>> = {
  'cloudtrail DescribeTrails': () => ({ trailList: [] }),
  'logs DescribeMetricFilters': () => ({ metricFilters: [] }),
  'cloudwatch DescribeAlarms': () => ({ MetricAlarms: [], CompositeAlarms: [] }),
  'events ListRules': () => ({ Rules: [] }),
  'macie2 DescribeBuckets': () => ({ buckets: [] }),
  'kms DescribeKey': ({ region }, account) => ({
    KeyMetadata: {
      KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      Arn: `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      AWSAccountId: account,
      Enabled: true,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    },
  }),
  'kms GetKeyRotationStatus': () => ({ KeyRotationEnabled: true }),
};

/** The answer of a service that an account does not use; null where this is another question. */
export function idleAnswer(request: AwsRequest, account: string): Answer | null {
  const answer = answers[`${request.service.name} ${request.operation}`];
  return answer ? json(answer(request, account), 200, 'application/x-amz-json-1.1') : null;
}
