import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { MetricAlarm, MetricName, Subscription } from '../../model/alarms.ts';
import { need, needList, regionName } from '../answer.ts';
import { detail, pagedGatherer } from '../gatherer.ts';

const ofAlarm = detail<MetricAlarm>();
const isTopic = (arn: string) => /^arn:[^:]+:sns:[^:]+:[^:]+:[^:]+$/.test(arn);

/** Alarms on metrics of a Region, and who is told by them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export default pagedGatherer({
  fact: 'alarms',
  service: 'cloudwatch',
  operation: 'DescribeAlarms',
  action: 'cloudwatch:DescribeAlarms',
  call: DescribeAlarmsCommand,
  input: () => ({ AlarmTypes: ['MetricAlarm' as const], MaxRecords: 100 }),
  absent: [],
  read: ({ MetricAlarms }) =>
    needList(MetricAlarms, 'a list').map((alarm): MetricAlarm => ({
      name: need(alarm.AlarmName, 'a name'),
      metric: alarm.MetricName
        ? { namespace: need(alarm.Namespace, 'a namespace'), name: alarm.MetricName }
        : null,
      parts: (alarm.Metrics ?? []).flatMap(({ MetricStat }): MetricName[] =>
        MetricStat
          ? [
              {
                namespace: MetricStat.Metric?.Namespace ?? '',
                name: need(MetricStat.Metric?.MetricName, 'a metric'),
              },
            ]
          : [],
      ),
      dimensions: (alarm.Dimensions ?? []).map(({ Name }) => need(Name, 'a dimension')),
      actionsEnabled: need(alarm.ActionsEnabled, 'a state of its actions'),
      actions: alarm.AlarmActions ?? [],
      state: alarm.StateValue ?? '',
      statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? '',
      comparison: alarm.ComparisonOperator ?? '',
      threshold: number(alarm.Threshold),
      periodSeconds: number(alarm.Period),
      evaluationPeriods: number(alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods),
      topics: [],
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
  details: {
    topics: ofAlarm({
      service: 'sns',
      operation: 'ListSubscriptionsByTopic',
      action: 'sns:ListSubscriptionsByTopic',
      call: ListSubscriptionsByTopicCommand,
      each: ({ actions }) => actions.filter(isTopic),
      input: (_alarm, _target, topic) => ({ TopicArn: topic }),
      region: (_alarm, topic) => regionName(topic.split(':')[3] ?? ''),
      absent: [],
      read: ({ Subscriptions }) =>
        needList(Subscriptions, 'a list').map(({ Protocol, SubscriptionArn }): Subscription => ({
          protocol: Protocol ?? '',
          confirmed: need(SubscriptionArn, 'an ARN').startsWith('arn:'),
        })),
      next: ({ NextToken }) => (NextToken ? { NextToken } : null),
    }),
  },
});

const number = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
