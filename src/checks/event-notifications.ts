import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'event-notifications',
  title: 'The bucket has event notifications',
  topic: 'Logging and monitoring',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.11'],
    nist_800_53_r5: ['CA-7', 'SI-3(8)', 'SI-4', 'SI-4(4)'],
    pci_dss_v4: ['11.5.2', '11.6.1', '12.10.5', 'A3.3.1', 'A3.5.1'],
    soc2: ['CC7.3'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['notification'],
  why: 'Events let something act when objects come or go; EventBridge is also what continuous backups rest on.',
  fix: {
    text: 'Send events to EventBridge, or to a topic, queue or function. The call replaces the notifications there are: merge first.',
    cli: 'aws s3api put-bucket-notification-configuration --bucket BUCKET --notification-configuration \'{"EventBridgeConfiguration":{}}\'',
    console: 'S3 > bucket > Properties > Event notifications / Amazon EventBridge',
    terraform: 'aws_s3_bucket_notification with eventbridge = true',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html',
  evaluate({ notification: { topics, queues, functions, eventBridge } }) {
    const to = [
      ...(eventBridge ? ['EventBridge'] : []),
      ...(topics > 0 ? [`${topics} SNS`] : []),
      ...(queues > 0 ? [`${queues} SQS`] : []),
      ...(functions > 0 ? [`${functions} Lambda`] : []),
    ];
    return to.length > 0
      ? pass(`Events go to ${to.join(', ')}.`)
      : fail('No event notification is configured.');
  },
});
