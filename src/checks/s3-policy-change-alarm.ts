import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 's3-policy-change-alarm',
  title: 'A log metric filter and alarm exist for S3 bucket policy changes',
  topic: 'Logging and monitoring',
  severity: 'medium',
  per: 'account',
  frameworks: {
    cis_aws_v1_4: ['4.8'],
    cis_aws_v2: ['4.8'],
    cis_aws_v3: ['4.8'],
    cis_aws_v4: ['4.8'],
    cis_aws_v5: ['4.8'],
    cis_aws_v6: ['5.8'],
    cis_aws_v7: ['5.8'],
    security_hub: ['CloudWatch.8'],
    soc2: ['CC5.2'],
    gdpr: ['Art. 25'],
    nis2: ['2.2.3', '3.2.3.b', '3.2.3.c', '3.2.3.f', '3.2.3.g', '3.5.4', '7.2.b'],
    mitre_attack: ['T1496'],
    aws_well_architected_security: ['SEC04-BP04'],
    iso_27001_2022: ['A.8.15', 'A.8.16'],
  },
  needs: ['policyAlarm'],
  awsOnly: true,
  why: 'A change of who gets into a bucket is noticed in minutes, not at the next audit.',
  fix: {
    text: 'Send a multi-Region trail to CloudWatch Logs, match the changes by a metric filter, and let an alarm on its metric tell a topic with a confirmed subscriber.',
    cli: "aws logs put-metric-filter --log-group-name LG --filter-name s3-policy --filter-pattern '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }' --metric-transformations metricName=S3PolicyChanges,metricNamespace=Security,metricValue=1; aws cloudwatch put-metric-alarm --alarm-name s3-policy --metric-name S3PolicyChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions TOPIC_ARN",
    console: 'CloudWatch > Log groups > trail group > Metric filters > Create; then Create alarm',
    terraform:
      'aws_cloudwatch_log_metric_filter + aws_cloudwatch_metric_alarm + aws_sns_topic_subscription',
  },
  source:
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-8',
  evaluate({ policyAlarm: { by, says, steps } }) {
    return by === null
      ? fail(`Nobody is told of changes of bucket policies. ${says}`, steps)
      : pass(says, steps);
  },
});
