import { GetBucketLoggingCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html */
export default gatherer({
  fact: 'logging',
  service: 's3',
  operation: 'GetBucketLogging',
  action: 's3:GetBucketLogging',
  call: GetBucketLoggingCommand,
  input: ofBucket,
  absent: [],
  read: ({ LoggingEnabled }) => {
    if (!LoggingEnabled) return null;
    if (!LoggingEnabled.TargetBucket) throw new Error('logging without a target');
    return {
      targetBucket: LoggingEnabled.TargetBucket,
      targetPrefix: LoggingEnabled.TargetPrefix ?? '',
    };
  },
});
