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
    iso_27001_2022: ['A.8.15', 'A.8.16'],
    soc2: ['CC7.3'],
  },
  needs: ['notification'],
  why: 'Events tell at once that objects were created or removed, so that something can react to it.',
  fix: {
    text: 'Send events to EventBridge, or to a queue, topic or function. The command replaces present notifications, so merge them.',
    cli: `aws s3api put-bucket-notification-configuration --bucket BUCKET --notification-configuration '{"EventBridgeConfiguration":{}}'`,
    console: 'S3 > bucket > Properties > Event notifications and Amazon EventBridge',
    terraform: 'aws_s3_bucket_notification.eventbridge = true',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html',
  evaluate({ notification: { topics, queues, functions, eventBridge } }) {
    const targets = [
      ...(eventBridge === true ? ['EventBridge'] : []),
      ...(topics > 0 ? ['SNS topics'] : []),
      ...(queues > 0 ? ['SQS queues'] : []),
      ...(functions > 0 ? ['Lambda functions'] : []),
    ];
    return targets.length > 0
      ? pass(`Events are sent to ${targets.join(', ')}.`)
      : fail('No event notifications are configured.');
  },
});
