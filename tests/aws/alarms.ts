import { type Answer, escapeXml, xml } from './answer.ts';
import type { Context } from './context.ts';
import type { AwsRequest } from './request.ts';

/**
 * Who has subscribed to a topic, as the account's description has it. moto gives every subscription an ARN at once,
 * where AWS says `PendingConfirmation` until the subscriber has confirmed. Undefined for topics that are not described.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
export function answerSubscriptions(request: AwsRequest, context: Context): Answer | undefined {
  const { account: id } = context.identity(request);
  const arn = new URLSearchParams(request.body.toString()).get('TopicArn') ?? '';
  const topic = context.world
    .account(id)
    ?.topics?.find(
      ({ name, region = 'us-east-1' }) => arn === `arn:aws:sns:${region}:${id}:${name}`,
    );
  if (!topic) return undefined;
  const members = topic.subscribers.map(
    ({ email, confirmed }, at) =>
      `<member><TopicArn>${arn}</TopicArn><Protocol>email</Protocol><Endpoint>${escapeXml(email)}</Endpoint>` +
      `<Owner>${id}</Owner><SubscriptionArn>${confirmed ? `${arn}:0000-${at}` : 'PendingConfirmation'}</SubscriptionArn></member>`,
  );
  return xml(
    `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult>` +
      `<Subscriptions>${members.join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  );
}

/**
 * What a trail records. moto gives a new trail no selector, where CloudTrail gives it the one for management events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export function withDefaultSelector(answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  const body = JSON.parse(answer.body.toString()) as Record<string, unknown>;
  const isEmpty = (name: string) =>
    ((body[name] as unknown[] | null | undefined) ?? []).length === 0;
  if (!isEmpty('EventSelectors') || !isEmpty('AdvancedEventSelectors')) return answer;
  const EventSelectors = [
    {
      ...{ ReadWriteType: 'All', IncludeManagementEvents: true },
      ...{ DataResources: [], ExcludeManagementEventSources: [] },
    },
  ];
  return {
    ...answer,
    body: Buffer.from(JSON.stringify({ TrailARN: body['TrailARN'], EventSelectors })),
  };
}
