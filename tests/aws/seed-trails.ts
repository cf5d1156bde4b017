import type { Account } from './accounts/account.ts';
import type { Backend } from './backend.ts';

const targets = {
  cloudtrail: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  logs: 'Logs_20140328',
  monitoring: 'GraniteServiceVersion20100801',
  events: 'AWSEvents',
  config: 'StarlingDoveService',
} as const;

/** Puts trails, their log groups and filters, topics, alarms and rules into moto. Rejects with its refusal. */
export async function seedTrails(account: Account, ask: Backend['ask']): Promise<void> {
  const { id } = account;
  const send = async (
    scope: string,
    region: string,
    headers: Record<string, string>,
    body: string,
  ) => {
    const question = { method: 'POST', url: '/', headers, body, account: id, region, scope };
    const answer = await ask(question);
    if (answer.status >= 300)
      throw new Error(`moto refused ${scope} ${body}: ${answer.status} ${String(answer.body)}`);
  };
  const json = (service: keyof typeof targets, region: string, operation: string, body: object) =>
    send(
      service,
      region,
      {
        'content-type': `application/x-amz-json-1.${service === 'monitoring' ? '0' : '1'}`,
        'x-amz-target': `${targets[service]}.${operation}`,
      },
      JSON.stringify(body),
    );

  for (const topic of account.topics ?? [])
    await send(
      'sns',
      topic.region ?? 'us-east-1',
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({
        Action: 'CreateTopic',
        Version: '2010-03-31',
        Name: topic.name,
      }).toString(),
    );
  for (const {
    name,
    region = 'us-east-1',
    bucket,
    logGroup,
    dataEvents,
    ...trail
  } of account.trails ?? []) {
    const groupArn = logGroup && `arn:aws:logs:${region}:${id}:log-group:${logGroup.name}:*`;
    if (logGroup) await json('logs', region, 'CreateLogGroup', { logGroupName: logGroup.name });
    for (const { name: filterName, pattern, namespace, metric } of logGroup?.filters ?? [])
      await json('logs', region, 'PutMetricFilter', {
        logGroupName: logGroup?.name,
        filterName,
        filterPattern: pattern,
        metricTransformations: [
          { metricName: metric, metricNamespace: namespace, metricValue: '1' },
        ],
      });
    await json('cloudtrail', region, 'CreateTrail', {
      Name: name,
      S3BucketName: bucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: trail.multiRegion ?? true,
      EnableLogFileValidation: trail.validation ?? false,
      ...(trail.keyId !== undefined && { KmsKeyId: trail.keyId }),
      ...(groupArn !== undefined && {
        CloudWatchLogsLogGroupArn: groupArn,
        CloudWatchLogsRoleArn: `arn:aws:iam::${id}:role/CloudTrail`,
      }),
    });
    if (trail.logging ?? true) await json('cloudtrail', region, 'StartLogging', { Name: name });
    if (dataEvents)
      await json('cloudtrail', region, 'PutEventSelectors', {
        TrailName: name,
        EventSelectors: [
          {
            ReadWriteType: dataEvents.readWrite ?? 'All',
            IncludeManagementEvents: true,
            DataResources: [{ Type: 'AWS::S3::Object', Values: dataEvents.of }],
          },
        ],
      });
  }
  for (const {
    name,
    region = 'us-east-1',
    namespace,
    metric,
    topics,
    actionsEnabled = true,
  } of account.alarms ?? [])
    await json('monitoring', region, 'PutMetricAlarm', {
      AlarmName: name,
      Namespace: namespace,
      MetricName: metric,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ActionsEnabled: actionsEnabled,
      AlarmActions: topics.map((topic) => `arn:aws:sns:${region}:${id}:${topic}`),
    });
  for (const {
    name,
    region = 'us-east-1',
    pattern,
    schedule,
    enabled = true,
    targets,
  } of account.eventRules ?? []) {
    await json('events', region, 'PutRule', {
      Name: name,
      State: enabled ? 'ENABLED' : 'DISABLED',
      ...(pattern && { EventPattern: JSON.stringify(pattern) }),
      ...(schedule !== undefined && { ScheduleExpression: schedule }),
    });
    if (targets)
      await json('events', region, 'PutTargets', {
        Rule: name,
        Targets: targets.map((Arn, at) => ({ Id: String(at), Arn })),
      });
  }
  for (const { name, region = 'us-east-1', bucket } of account.deliveryChannels ?? []) {
    await json('config', region, 'PutConfigurationRecorder', {
      ConfigurationRecorder: { name: 'default', roleARN: `arn:aws:iam::${id}:role/config` },
    });
    await json('config', region, 'PutDeliveryChannel', {
      DeliveryChannel: { name, s3BucketName: bucket },
    });
  }
}
