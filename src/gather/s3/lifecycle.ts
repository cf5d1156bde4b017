import { GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import type { LifecycleRule as AwsRule } from '@aws-sdk/client-s3';
import type { LifecycleRule } from '../../model/facts.ts';
import { count, isEnabled, need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** What a rule applies to. Every condition that is written, even one that hardly excludes, narrows it. */
function readScope({ Prefix, Filter }: AwsRule): Pick<LifecycleRule, 'wholeBucket' | 'prefix'> {
  const parts = [Filter, Filter?.And];
  // The prefix of the format's first version stands beside the filter.
  const prefix = [Prefix, ...parts.map((part) => part?.Prefix)].find(Boolean) ?? null;
  const tagged = Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0;
  const sized = parts.some(
    (part) => part?.ObjectSizeGreaterThan !== undefined || part?.ObjectSizeLessThan !== undefined,
  );
  return { wholeBucket: prefix === null && !tagged && !sized, prefix };
}

function readTransitions(rule: AwsRule): LifecycleRule['transitions'] {
  const current = (rule.Transitions ?? []).map(({ StorageClass, Days }) => ({
    storageClass: need(StorageClass, 'a storage class'),
    ageDays: count(Days, 'age'),
    noncurrent: false,
  }));
  const noncurrent = (rule.NoncurrentVersionTransitions ?? []).map((to) => ({
    storageClass: need(to.StorageClass, 'a storage class'),
    ageDays: count(to.NoncurrentDays, 'age'),
    noncurrent: true,
  }));
  return [...current, ...noncurrent];
}

function readRule(rule: AwsRule): LifecycleRule {
  const { Expiration, NoncurrentVersionExpiration: old } = rule;
  return {
    id: rule.ID ?? '',
    enabled: isEnabled(rule.Status, 'status'),
    ...readScope(rule),
    expirationAgeDays: count(Expiration?.Days, 'age'),
    expirationDate: Expiration?.Date?.toISOString() ?? null,
    expiresDeleteMarkers: Expiration?.ExpiredObjectDeleteMarker ?? false,
    noncurrentExpirationAgeDays: count(old?.NoncurrentDays, 'age'),
    noncurrentVersionsKept: count(old?.NewerNoncurrentVersions, 'number of versions'),
    abortUploadsAgeDays: count(rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation, 'age'),
    transitions: readTransitions(rule),
  };
}

/** Lifecycle rules, those that are off included. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export default gatherer({
  fact: 'lifecycle',
  service: 's3',
  operation: 'GetBucketLifecycleConfiguration',
  action: 's3:GetLifecycleConfiguration',
  call: GetBucketLifecycleConfigurationCommand,
  input: ofBucket,
  absent: ['NoSuchLifecycleConfiguration'],
  read: ({ Rules }) => need(Rules, 'rules').map(readRule),
});
