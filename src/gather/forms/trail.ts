import type { Trail as Answer } from '@aws-sdk/client-cloudtrail';
import type { Trail } from '../../model/trails.ts';
import { need, regionName } from '../answer.ts';
import { awaited } from '../gatherer.ts';

/** A trail, from CloudTrail's answer or a record in its form. Pure. */
export const readTrail = (trail: Answer): Trail => ({
  name: need(trail.Name, 'a name'),
  arn: need(trail.TrailARN, 'an ARN'),
  homeRegion: regionName(need(trail.HomeRegion, 'a Region')),
  multiRegion: trail.IsMultiRegionTrail === true,
  ofOrganization: trail.IsOrganizationTrail === true,
  bucket: need(trail.S3BucketName, 'a bucket'),
  prefix: trail.S3KeyPrefix ?? '',
  kmsKeyId: trail.KmsKeyId || null,
  logFileValidation: trail.LogFileValidationEnabled === true,
  globalServiceEvents: trail.IncludeGlobalServiceEvents === true,
  logGroupArn: trail.CloudWatchLogsLogGroupArn || null,
  snsTopicArn: trail.SnsTopicARN || null,
  status: awaited,
  selectors: awaited,
});
