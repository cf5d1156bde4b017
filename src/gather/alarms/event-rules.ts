import { ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import type { EventRule } from '../../model/alarms.ts';
import { need, needList, oneOf } from '../answer.ts';
import { awaited, detail, pagedGatherer } from '../gatherer.ts';

const ofRule = detail<EventRule>();
const states = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const;

/** Rules of a Region's default event bus, where AWS's own events arrive. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export default pagedGatherer({
  fact: 'eventRules',
  service: 'events',
  operation: 'ListRules',
  action: 'events:ListRules',
  call: ListRulesCommand,
  input: () => ({}),
  absent: [],
  read: ({ Rules }) =>
    needList(Rules, 'a list').map((rule): EventRule => ({
      name: need(rule.Name, 'a name'),
      enabled: oneOf(states, rule.State, 'state') !== 'DISABLED',
      pattern: rule.EventPattern || null,
      targets: awaited,
    })),
  next: ({ NextToken }) => (NextToken ? { NextToken } : null),
  details: {
    targets: ofRule({
      operation: 'ListTargetsByRule',
      action: 'events:ListTargetsByRule',
      call: ListTargetsByRuleCommand,
      input: ({ name, enabled, pattern }) => (enabled && pattern !== null ? { Rule: name } : null),
      absent: [],
      read: ({ Targets }) => needList(Targets, 'a list').map(({ Arn }) => need(Arn, 'an ARN')),
      next: ({ NextToken }) => (NextToken ? { NextToken } : null),
    }),
  },
});
