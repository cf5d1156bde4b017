import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** How many targets events have; the answer is empty where there is none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export default gatherer({
  fact: 'notification',
  service: 's3',
  operation: 'GetBucketNotificationConfiguration',
  action: 's3:GetBucketNotification',
  call: GetBucketNotificationConfigurationCommand,
  input: ofBucket,
  absent: [],
  read: (answer) => ({
    topics: answer.TopicConfigurations?.length ?? 0,
    queues: answer.QueueConfigurations?.length ?? 0,
    functions: answer.LambdaFunctionConfigurations?.length ?? 0,
    eventBridge: answer.EventBridgeConfiguration !== undefined, // an empty element when on
  }),
});
