import check from '../../src/checks/s3-policy-change-alarm.ts';
import type { EventRule, MetricAlarm, MetricFilter } from '../../src/model/alarms.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Trail } from '../../src/model/trails.ts';
import {
  alarm,
  bucketEntry,
  eventRule,
  here,
  metricFilter,
  policyChanges,
  topicArn,
  trail,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { advanced, basic, refused, selecting, withStatus } from '../trail-cases.ts';

const group = (region: string = here.region, account: string = here.account) =>
  `arn:aws:logs:${region}:${account}:log-group:trail:*`;
const logged = (change: Partial<Trail> = {}) => trail({ logGroupArn: group(), ...change });
const lists = (
  trails: Trail[],
  filters: MetricFilter[] = [metricFilter()],
  alarms: MetricAlarm[] = [alarm()],
  rules: EventRule[] = [],
): Partial<Facts> => ({
  trails: complete(trails),
  metricFilters: complete(filters),
  alarms: complete(alarms),
  eventRules: complete(rules),
});
const chain = (
  filter: Partial<MetricFilter> = {},
  more: Partial<MetricAlarm> = {},
  change: Partial<Trail> = {},
) => lists([logged(change)], [metricFilter(filter)], [alarm(more)]);
const without = (facts: Partial<Facts>, ...left: (keyof Facts)[]): Partial<Facts> =>
  Object.fromEntries(Object.entries(facts).filter(([fact]) => !left.some((one) => one === fact)));
const subscribers = (...confirmed: boolean[]) => ({
  topics: [
    {
      about: topicArn,
      found: {
        known: true as const,
        value: complete(confirmed.map((one) => ({ protocol: 'email', confirmed: one }))),
      },
    },
  ],
});
const ruled = (rule: Partial<EventRule> = {}, ...trails: Trail[]) =>
  lists(trails.length > 0 ? trails : [trail()], [], [], [eventRule(rule)]);
const far = 'us-east-1';
/** The same in another Region, where the trail and its log group are at home. */
const abroad = logged({ homeRegion: far, logGroupArn: group(far) });
const names = [...policyChanges.matchAll(/eventName=(\w+)/g)].map(([, name]) => name as string);
const none = { metricFilters: complete([]), alarms: complete([]), eventRules: complete([]) };

testCheck(check, {
  pass: [
    {
      name: 'the whole chain',
      facts: chain(),
      because:
        /^Trail main records changes of bucket policies in every Region\. Metric filter s3-policy of log group trail matches them, and alarm s3-policy tells the subscribers of security\. Beyond the nine calls of CIS it does not match PutBucketPublicAccessBlock, /,
    },
    {
      name: 'T71: names in quotes',
      facts: chain({ pattern: policyChanges.replaceAll(/eventName=(\w+)/g, 'eventName = "$1"') }),
    },
    {
      name: 'T72: in another order, with other space',
      facts: chain({
        pattern: `{ ( ${names
          .toReversed()
          .map((name) => `( $.eventName = "${name}" )`)
          .join('\n||')} ) && ( $.eventSource = "s3.amazonaws.com" ) }`,
      }),
    },
    {
      name: 'every change of S3, so that nothing is missed',
      facts: chain({ pattern: '{ $.eventSource = s3.amazonaws.com && $.readOnly IS FALSE }' }),
      because: /tells the subscribers of security\.$/,
    },
    {
      name: 'T72: in the home Region of the trail, which is another',
      facts: { trails: complete([abroad]), ...none },
      regions: [{ name: far, facts: lists([abroad]) }],
    },
    {
      name: 'two filters that complement each other, with one alarm each',
      facts: lists(
        [logged()],
        [
          metricFilter({ pattern: '{ $.eventName = Put* }' }),
          metricFilter({
            name: 'second',
            pattern: '{ $.eventName = "Delete*" }',
            metrics: [{ namespace: 'CIS', name: 'Deleted', value: '1', dimensions: [] }],
          }),
        ],
        [alarm(), alarm({ name: 'deleted', metric: { namespace: 'CIS', name: 'Deleted' } })],
      ),
    },
    {
      name: 'one of two subscribers has confirmed, and another topic is unread',
      facts: chain(
        {},
        {
          topics: [
            ...subscribers(false, true).topics,
            { about: `${topicArn}-2`, found: refused('sns:ListSubscriptionsByTopic') },
          ],
        },
      ),
    },
    {
      name: 'an alarm that one change does not set off is a remark',
      facts: chain({}, { threshold: 5 }),
      because: /A single change does not set off alarm s3-policy\./,
    },
    {
      name: 'advanced selectors of management events',
      facts: chain({}, {}, advanced({ eventCategory: ['Management'] })),
    },
    {
      name: 'one trail with the chain, and one of the organisation that is unread',
      facts: lists([
        logged(),
        logged({
          ...{ name: 'org', arn: 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/org' },
          ...{ ofOrganization: true, logGroupArn: group(here.region, '444455556666') },
          status: refused('cloudtrail:GetTrailStatus'),
        }),
      ]),
    },
    {
      name: 'T70: a rule of EventBridge with a target instead',
      facts: ruled(),
      because:
        'EventBridge rules match changes of bucket policies in every Region with buckets (eu-west-1): s3-changes in eu-west-1 has a target.',
    },
    {
      name: 'T70: rules in both Regions with buckets',
      facts: ruled(),
      others: [{ name: 'acme-us', region: far, facts: {} }],
      regions: [{ name: far, facts: ruled() }],
    },
    {
      name: 'T70: the rule alone, filters and alarms unread',
      facts: without(ruled(), 'metricFilters', 'alarms'),
    },
  ],
  fail: [
    {
      name: 'no trail',
      facts: lists([]),
      because: 'Nobody is told of changes of bucket policies. No trail records this account.',
    },
    {
      name: 'a trail of one Region',
      facts: chain({}, {}, { multiRegion: false }),
      because: /Trail main records eu-west-1 only\./,
    },
    {
      name: 'a trail that is stopped',
      facts: chain({}, {}, withStatus({ logging: false })),
      because: /Trail main is stopped\./,
    },
    {
      name: 'a trail that is stopped, the rest unread',
      facts: without(chain({}, {}, withStatus({ logging: false })), 'metricFilters', 'alarms'),
    },
    {
      name: 'reads only',
      facts: chain(
        {},
        {},
        selecting({
          basic: [{ readWrite: 'ReadOnly', management: true, excluded: [], data: [] }],
          advanced: [],
        }),
      ),
      because: /does not record management events/,
    },
    {
      name: 'data events only',
      facts: chain(
        {},
        {},
        advanced({ eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }),
      ),
    },
    {
      name: 'no log group',
      facts: lists([trail()]),
      because: /Trail main sends nothing to CloudWatch Logs\./,
    },
    {
      name: 'no filter',
      facts: lists([logged()], []),
      because: /No metric filter of log group trail matches/,
    },
    {
      name: 'T73: a filter on another log group',
      facts: chain({ logGroup: 'app' }),
      because: /No metric filter of log group trail matches/,
    },
    {
      name: 'a filter on something else',
      facts: chain({ pattern: '{ $.eventName = ConsoleLogin }' }),
    },
    {
      name: 'a filter that lacks two names',
      facts: chain({
        pattern: policyChanges.replaceAll(
          / \|\| \(\$\.eventName=DeleteBucket(Cors|Lifecycle)\)/g,
          '',
        ),
      }),
      because: /do not match every DeleteBucketCors, DeleteBucketLifecycle\./,
    },
    {
      name: 'a filter on some identities',
      facts: chain({ pattern: policyChanges.replace('{', '{($.userIdentity.type = Root) && ') }),
    },
    {
      name: 'a filter on what was refused',
      facts: chain({ pattern: policyChanges.replace('{', '{($.errorCode = "AccessDenied") && ') }),
    },
    {
      name: 'no alarm',
      facts: lists([logged()], [metricFilter()], []),
      because: /No alarm watches the metric Security\/S3PolicyChanges\./,
    },
    {
      name: 'an alarm in another namespace',
      facts: chain({}, { metric: { namespace: 'CIS', name: 'S3PolicyChanges' } }),
      because: /No alarm watches .* Alarm s3-policy watches CIS\/S3PolicyChanges\./,
    },
    {
      name: 'an alarm by dimensions',
      facts: chain({}, { dimensions: ['Account'] }),
      because: /by dimensions\./,
    },
    {
      name: 'a metric by dimensions',
      facts: chain({
        metrics: [
          { namespace: 'Security', name: 'S3PolicyChanges', value: '1', dimensions: ['Who'] },
        ],
      }),
    },
    {
      name: 'its actions switched off',
      facts: chain({}, { actionsEnabled: false }),
      because: /Alarm s3-policy has its actions switched off\./,
    },
    {
      name: 'no topic',
      facts: chain({}, { topics: [] }),
      because: /Alarm s3-policy notifies no SNS topic\./,
    },
    {
      name: 'no subscriber',
      facts: chain({}, subscribers()),
      because: /Topic security of alarm s3-policy has no confirmed subscriber\./,
    },
    {
      name: 'PendingConfirmation',
      facts: chain({}, subscribers(false)),
      because: /a subscription waits for confirmation\./,
    },
    { name: 'a rule that is off', facts: ruled({ enabled: false }) },
    {
      name: 'a rule without a target',
      facts: ruled({ targets: { known: true, value: complete([]) } }),
      because: /EventBridge rule s3-changes in eu-west-1 has no target\.$/,
    },
    {
      name: 'a rule on some changes',
      facts: ruled({
        pattern: JSON.stringify({ source: ['aws.s3'], detail: { eventName: ['PutBucketAcl'] } }),
      }),
      because: /match some of these changes only\.$/,
    },
    { name: 'a rule on something else', facts: ruled({ pattern: '{"source":["aws.ec2"]}' }) },
    {
      name: 'a rule that gets no events, as no trail records them',
      facts: ruled({}, trail(withStatus({ logging: false }))),
      because: /No trail records changes of buckets in eu-west-1, so that EventBridge gets none\.$/,
    },
    {
      name: 'T70: a rule in one of two Regions with buckets',
      facts: ruled(),
      others: [{ name: 'acme-us', region: far, facts: {} }],
      regions: [{ name: far, facts: { trails: complete([trail()]), ...none } }],
      because: /stand in for it in eu-west-1, but not in us-east-1: /,
    },
    {
      name: 'the filter of this Region, where the log group is in another',
      facts: lists([abroad]),
      regions: [{ name: far, facts: { trails: complete([abroad]), ...none } }],
    },
  ],
  notAssessed: [
    { name: 'the trails are unread', facts: without(chain(), 'trails') },
    {
      name: 'the filters are unread',
      facts: without(chain(), 'metricFilters'),
      because:
        /^Whether a metric filter matches these changes would decide this\. The list of metric filters of eu-west-1/,
    },
    { name: 'the alarms are unread', facts: without(chain(), 'alarms') },
    {
      name: 'the rules are unread, and there is no alarm',
      facts: without(lists([logged()], []), 'eventRules'),
    },
    {
      name: 'the home Region is unread',
      facts: { trails: complete([abroad]), ...none },
      because: /list of metric filters of us-east-1/,
    },
    {
      name: 'the subscribers are unread',
      facts: chain(
        {},
        { topics: [{ about: topicArn, found: refused('sns:ListSubscriptionsByTopic') }] },
      ),
      because: /Allow sns:ListSubscriptionsByTopic\.$/,
    },
    {
      name: 'the state of the trail is unread',
      facts: chain({}, {}, { status: refused('cloudtrail:GetTrailStatus') }),
    },
    {
      name: 'the selectors are unread',
      facts: chain({}, {}, { ...basic('All'), selectors: refused('cloudtrail:GetEventSelectors') }),
    },
    {
      name: 'a log group in another account',
      facts: chain(
        {},
        {},
        { logGroupArn: group(here.region, '444455556666'), ofOrganization: true },
      ),
      because: /^Trail main sends its events to a log group of account 444455556666/,
    },
    {
      name: 'a pattern that cannot be read',
      facts: chain({ pattern: '[a, b = Put*]' }),
      because: /cannot be told for sure\.$/,
    },
    {
      name: 'an alarm on an expression',
      facts: chain(
        {},
        { metric: null, parts: [{ namespace: 'Security', name: 'S3PolicyChanges' }] },
      ),
      because: /rests on an expression/,
    },
    {
      name: 'the targets of the rule are unread',
      facts: ruled({ targets: refused('events:ListTargetsByRule') }),
    },
    {
      name: 'a rule whose pattern cannot be told',
      facts: ruled({ pattern: '{"source":[{"surprise":1}]}' }),
    },
    {
      name: 'a rule, and the list of buckets is refused',
      facts: ruled(),
      gaps: { buckets: 'denied' },
    },
    {
      name: 'a rule, and a bucket without a Region',
      facts: {
        ...ruled(),
        buckets: complete([bucketEntry(here.bucket), bucketEntry('acme-late', null)]),
      },
    },
  ],
});
