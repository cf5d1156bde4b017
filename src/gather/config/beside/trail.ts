import type { Trail } from '../../../model/trails.ts';
import { readTrail } from '../../forms/trail.ts';
import { notInRecord } from '../gaps.ts';
import type { Item } from '../item.ts';
import { flag, text } from '../json.ts';
import { asAnswer } from '../mapping.ts';

/** A trail. Whether it logs, and which events, is not recorded. What is null is left out of answers to queries. */
export function readRecordedTrail(item: Item): Trail {
  const of = item.configuration;
  const sure = (name: string): boolean => {
    const value = flag(of, name);
    if (value === undefined) throw new Error(`without ${name}`);
    return value;
  };
  const answer = {
    Name: text(of, 'name') ?? item.name,
    TrailARN: text(of, 'trailARN') || item.arn,
    HomeRegion: text(of, 'homeRegion'),
    IsMultiRegionTrail: sure('isMultiRegionTrail'),
    IsOrganizationTrail: sure('isOrganizationTrail'),
    S3BucketName: text(of, 's3BucketName'),
    S3KeyPrefix: text(of, 's3KeyPrefix'),
    KmsKeyId: text(of, 'kmsKeyId'),
    LogFileValidationEnabled: sure('logFileValidationEnabled'),
    IncludeGlobalServiceEvents: sure('includeGlobalServiceEvents'),
    CloudWatchLogsLogGroupArn: text(of, 'cloudWatchLogsLogGroupArn'),
    SnsTopicARN: text(of, 'snsTopicARN'),
  };
  return { ...readTrail(asAnswer(answer)), status: notInRecord, selectors: notInRecord };
}
