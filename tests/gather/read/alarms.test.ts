import { expect, test } from 'vitest';
import alarms from '../../../src/gather/alarms/alarms.ts';
import eventRules from '../../../src/gather/alarms/event-rules.ts';
import metricFilters from '../../../src/gather/alarms/metric-filters.ts';
import { furtherClients } from '../../../src/gather/further-clients.ts';
import trails from '../../../src/gather/trails/trails.ts';
import deliveryChannels from '../../../src/gather/trails/delivery-channels.ts';
import { ask, complete, testReads } from '../wire.ts';

const json = JSON.stringify;
/** Bodies that a proxy, another service or a fault could give with status 200. */
const foreign = {
  'an empty answer': '',
  'an empty object': '{}',
  'a list that is null': '{"a":null}',
};

testReads(metricFilters, {
  read: {
    'no filter': ['{"metricFilters":[]}', complete()],
    'filters on two pages': [
      [
        json({
          metricFilters: [
            {
              filterName: 's3',
              logGroupName: 'trail',
              filterPattern: '{ $.eventName = "ü" }',
              metricTransformations: [
                { metricName: 'S3', metricNamespace: 'CIS', metricValue: '1', defaultValue: 0 },
              ],
            },
          ],
          nextToken: 'more',
        }),
        json({
          metricFilters: [
            {
              filterName: 'all',
              logGroupName: 'trail',
              metricTransformations: [
                { metricName: 'N', metricNamespace: 'CIS', dimensions: { Who: '$.who' } },
              ],
            },
          ],
        }),
      ],
      complete(
        {
          name: 's3',
          logGroup: 'trail',
          pattern: '{ $.eventName = "ü" }',
          metrics: [{ namespace: 'CIS', name: 'S3', value: '1', dimensions: [] }],
        },
        {
          name: 'all',
          logGroup: 'trail',
          pattern: '',
          metrics: [{ namespace: 'CIS', name: 'N', value: '', dimensions: ['Who'] }],
        },
      ),
    ],
  },
  unread: {
    ...foreign,
    'a filter without a log group': '{"metricFilters":[{"filterName":"x"}]}',
  },
});

const subscribed = (...arns: string[]) =>
  `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${arns
    .map(
      (arn) =>
        `<member><Protocol>email</Protocol><Endpoint>eva@acme.example</Endpoint><SubscriptionArn>${arn}</SubscriptionArn></member>`,
    )
    .join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`;
const topic = 'arn:aws:sns:eu-west-1:111122223333:security';
const wire = (more: object = {}) => ({
  AlarmName: 's3',
  Namespace: 'CIS',
  MetricName: 'S3',
  ActionsEnabled: true,
  AlarmActions: [topic],
  StateValue: 'OK',
  Statistic: 'Sum',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  Threshold: 1,
  Period: 300,
  EvaluationPeriods: 1,
  ...more,
});
const read = {
  name: 's3',
  metric: { namespace: 'CIS', name: 'S3' },
  parts: [],
  dimensions: [],
  actionsEnabled: true,
  actions: [topic],
  state: 'OK',
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  periodSeconds: 300,
  evaluationPeriods: 1,
};
const told = (...items: unknown[]) => ({ known: true, value: complete(...items) });

testReads(alarms, {
  read: {
    'no alarm': ['{"MetricAlarms":[]}', complete()],
    'an alarm with a subscriber and one that waits': [
      [
        json({ MetricAlarms: [wire()] }),
        subscribed(`${topic}:1`, 'PendingConfirmation', 'Deleted'),
      ],
      complete({
        ...read,
        topics: [
          {
            about: topic,
            found: told(
              { protocol: 'email', confirmed: true },
              { protocol: 'email', confirmed: false },
              { protocol: 'email', confirmed: false },
            ),
          },
        ],
      }),
    ],
    'a topic without subscribers': [
      [json({ MetricAlarms: [wire()] }), subscribed()],
      complete({ ...read, topics: [{ about: topic, found: told() }] }),
    ],
    'an alarm on an expression, that does something else': [
      json({
        MetricAlarms: [
          {
            AlarmName: 'sum',
            ActionsEnabled: false,
            AlarmActions: ['arn:aws:automate:eu-west-1:ec2:stop'],
            EvaluationPeriods: 3,
            DatapointsToAlarm: 2,
            Metrics: [
              { Id: 'a', Expression: 'b * 2' },
              {
                Id: 'b',
                MetricStat: {
                  Metric: { Namespace: 'CIS', MetricName: 'S3' },
                  Period: 60,
                  Stat: 'Sum',
                },
              },
            ],
          },
        ],
      }),
      complete({
        ...read,
        name: 'sum',
        metric: null,
        parts: [{ namespace: 'CIS', name: 'S3' }],
        actionsEnabled: false,
        actions: ['arn:aws:automate:eu-west-1:ec2:stop'],
        state: '',
        statistic: '',
        comparison: '',
        threshold: null,
        periodSeconds: null,
        evaluationPeriods: 2,
        topics: [],
      }),
    ],
  },
  unread: {
    ...foreign,
    'an alarm that does not say whether it acts': '{"MetricAlarms":[{"AlarmName":"x"}]}',
  },
});

test('one topic is asked once, however many alarms name it, in its own Region', async () => {
  const far = topic.replace('eu-west-1', 'us-east-1');
  const list = ['a', 'b', 'c'].map((AlarmName) =>
    wire({ AlarmName, AlarmActions: [topic, far, topic] }),
  );
  const { evidence, sent } = await ask(alarms, [json({ MetricAlarms: list }), subscribed(topic)]);
  const hosts = sent.slice(1).map(({ hostname }) => hostname);
  expect(hosts.sort()).toEqual(['sns.eu-west-1.amazonaws.com', 'sns.us-east-1.amazonaws.com']);
  const one = told({ protocol: 'email', confirmed: true });
  const topics = [
    { about: topic, found: one },
    { about: far, found: one },
  ];
  expect(evidence).toMatchObject({ value: { items: [{ topics }, { topics }, { topics }] } });
});

test('subscribers that are not answered are a part with its reason, and nothing of them is kept', async () => {
  for (const body of ['', '<html></html>', '{}', '<ListSubscriptionsByTopicResponse/>']) {
    const { evidence } = await ask(alarms, [json({ MetricAlarms: [wire()] }), body]);
    expect(evidence, body).toMatchObject({
      known: true,
      value: {
        items: [
          {
            topics: [
              {
                about: topic,
                found: { known: false, gap: 'failed', actions: ['sns:ListSubscriptionsByTopic'] },
              },
            ],
          },
        ],
      },
    });
  }
  const { evidence } = await ask(alarms, [json({ MetricAlarms: [wire()] }), subscribed(topic)]);
  expect(json(evidence)).not.toContain('acme.example');
});

testReads(deliveryChannels, {
  read: {
    none: ['{"DeliveryChannels":[]}', complete()],
    'a channel with a prefix': [
      json({ DeliveryChannels: [{ name: 'default', s3BucketName: 'config', s3KeyPrefix: 'a' }] }),
      complete({ name: 'default', bucket: 'config', prefix: 'a' }),
    ],
    'one without': [
      json({ DeliveryChannels: [{ name: 'default', s3BucketName: 'config' }] }),
      complete({ name: 'default', bucket: 'config', prefix: '' }),
    ],
  },
  unread: { ...foreign, 'a channel without a bucket': json({ DeliveryChannels: [{ name: 'a' }] }) },
});

testReads(eventRules, {
  read: {
    'no rule': ['{"Rules":[]}', complete()],
    'a rule by time, one that is off, and one on events': [
      [
        json({
          Rules: [
            { Name: 'nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)' },
            { Name: 'off', State: 'DISABLED', EventPattern: '{}' },
            {
              Name: 's3',
              State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
              EventPattern: '{"source":["aws.s3"]}',
            },
          ],
        }),
        json({ Targets: [{ Id: '1', Arn: topic }] }),
      ],
      complete(
        { name: 'nightly', enabled: true, pattern: null, targets: unasked() },
        { name: 'off', enabled: false, pattern: '{}', targets: unasked() },
        { name: 's3', enabled: true, pattern: '{"source":["aws.s3"]}', targets: told(topic) },
      ),
    ],
  },
  unread: { ...foreign, 'a rule of unknown state': '{"Rules":[{"Name":"x","State":"PAUSED"}]}' },
});

function unasked() {
  return { known: false, gap: 'skipped', actions: [], detail: '' };
}

test('selectors that are in neither form are unread, and none is none', async () => {
  const one = {
    ...{ Name: 'main', TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main' },
    ...{ HomeRegion: 'eu-west-1', S3BucketName: 'logs' },
  };
  const list = json({ trailList: [one] });
  const selectors = async (body: string) => {
    const { evidence } = await ask(trails, [list, body]);
    return evidence.known
      ? (evidence.value as { items: { selectors: unknown }[] }).items[0]?.selectors
      : null;
  };
  expect(await selectors('{"IsLogging":true}')).toMatchObject({ known: false, gap: 'failed' });
  expect(await selectors('{"EventSelectors":[]}')).toEqual({
    known: true,
    value: { basic: [], advanced: [] },
  });
  expect(await selectors('{"AdvancedEventSelectors":[]}')).toEqual({
    known: true,
    value: { basic: [], advanced: [] },
  });
});

test.each([
  [metricFilters, 'logs', { metricFilters: [], nextToken: 'more' }],
  [alarms, 'monitoring', { MetricAlarms: [], NextToken: 'more' }],
  [eventRules, 'events', { Rules: [], NextToken: 'more' }],
] as const)('$fact asks for pages of one Region', async (g, host, page) => {
  const last = Object.fromEntries(Object.entries(page).filter(([name]) => !/token/i.test(name)));
  const { sent, evidence } = await ask(g, [json(page), json(last)]);
  expect(evidence).toMatchObject({ known: true, value: { items: [], complete: true } });
  expect(sent.map(({ hostname }) => hostname)).toEqual(
    Array(2).fill(`${host}.eu-west-1.amazonaws.com`),
  );
  expect(Object.keys(furtherClients)).toContain(g.service);
});
