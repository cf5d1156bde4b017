import { GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import type { LifecycleRule as AwsRule } from '@aws-sdk/client-s3';
import type { LifecycleRule } from '../../model/facts.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

function readRule(rule: AwsRule): LifecycleRule {
  const { Filter: filter } = rule;
  const prefix = rule.Prefix ?? filter?.Prefix ?? filter?.And?.Prefix ?? null;
  const tagged = filter?.Tag !== undefined || (filter?.And?.Tags?.length ?? 0) > 0;
  const sized = [filter, filter?.And].some(
    (part) => part?.ObjectSizeGreaterThan !== undefined || part?.ObjectSizeLessThan !== undefined,
  );
  return {
    id: rule.ID ?? '',
    enabled: rule.Status === 'Enabled',
    wholeBucket: !prefix && !tagged && !sized,
    prefix: prefix === '' ? null : prefix,
    expirationAgeDays: rule.Expiration?.Days ?? null,
    expirationDate: rule.Expiration?.Date?.toISOString() ?? null,
    expiresDeleteMarkers: rule.Expiration?.ExpiredObjectDeleteMarker ?? false,
    noncurrentExpirationAgeDays: rule.NoncurrentVersionExpiration?.NoncurrentDays ?? null,
    noncurrentVersionsKept: rule.NoncurrentVersionExpiration?.NewerNoncurrentVersions ?? null,
    abortUploadsAgeDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
    transitions: [
      ...(rule.Transitions ?? []).map(({ StorageClass, Days }) => ({
        storageClass: StorageClass ?? '',
        ageDays: Days ?? null,
        noncurrent: false,
      })),
      ...(rule.NoncurrentVersionTransitions ?? []).map(({ StorageClass, NoncurrentDays }) => ({
        storageClass: StorageClass ?? '',
        ageDays: NoncurrentDays ?? null,
        noncurrent: true,
      })),
    ],
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export default gatherer({
  fact: 'lifecycle',
  service: 's3',
  operation: 'GetBucketLifecycleConfiguration',
  action: 's3:GetLifecycleConfiguration',
  call: GetBucketLifecycleConfigurationCommand,
  input: ofBucket,
  absent: ['NoSuchLifecycleConfiguration'],
  read: ({ Rules }) => (Rules ?? []).map(readRule),
});
