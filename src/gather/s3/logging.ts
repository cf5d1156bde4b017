import { GetBucketLoggingCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Server access logging, which answers empty where it is off. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html */
export default gatherer({
  fact: 'logging',
  service: 's3',
  operation: 'GetBucketLogging',
  action: 's3:GetBucketLogging',
  call: GetBucketLoggingCommand,
  input: ofBucket,
  absent: [],
  read: ({ LoggingEnabled }) =>
    LoggingEnabled === undefined
      ? null
      : {
          targetBucket: need(LoggingEnabled.TargetBucket, 'a target'),
          targetPrefix: LoggingEnabled.TargetPrefix ?? '',
        },
});
