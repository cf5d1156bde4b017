import type { MetricAlarm, MetricFilter, MetricName } from '../model/alarms.ts';
import type { MissingFact } from '../model/derived.ts';
import type { Trail } from '../model/trails.ts';
import type { Matches } from '../policy/event.ts';
import { parseLogFilter } from '../policy/log-filter.ts';
import { matchesFilter } from '../policy/log-filter-matches.ts';
import { policyChanges, recordOf } from '../policy/policy-changes.ts';
import { managementWrites } from './selectors.ts';
import { listIn, missingPart } from './trails.ts';
import type { View } from './view.ts';

/**
 * A chain of links, each of which must hold. `broken`: a link is missing, `at` says how far along. `unclear`: a link
 * is unread, or means what cannot be told.
 */
export type Chain =
  | { is: 'whole'; says: string; names: readonly string[]; notes: readonly string[] }
  | { is: 'broken'; at: number; says: string }
  | { is: 'unclear'; says: string; missing: readonly MissingFact[] };

const broken = (at: number, says: string): Chain => ({ is: 'broken', at, says });
const unclear = (says: string, missing: readonly MissingFact[] = []): Chain => ({
  ...{ is: 'unclear', says, missing },
});

/** Whether a trail records calls that change buckets, all of them. */
export function records(trail: Trail): Chain {
  const { name, status, selectors } = trail;
  if (status.known && !status.value.logging) return broken(1, `Trail ${name} is stopped.`);
  const writes = selectors.known ? managementWrites(selectors.value) : null;
  if (writes === 'none')
    return broken(
      2,
      `Trail ${name} does not record management events of S3 that change something.`,
    );
  if (writes === 'part')
    return broken(2, `Trail ${name} records only some management events of S3.`);
  const unread = [status, selectors].flatMap((part) =>
    part.known ? [] : [missingPart('trails', part, name)],
  );
  if (unread.length > 0)
    return unclear(`Whether trail ${name} records changes of buckets would decide this.`, unread);
  return { is: 'whole', says: `Trail ${name} records changes of buckets.`, names: [], notes: [] };
}

/** The chain from a trail over its log group, a metric filter and an alarm to somebody who is told. */
export function alarmChain(view: View, trail: Trail): Chain {
  if (!trail.multiRegion) return broken(0, `Trail ${trail.name} records ${trail.homeRegion} only.`);
  const recorded = records(trail);
  if (recorded.is === 'broken') return recorded;
  if (trail.logGroupArn === null)
    return broken(3, `Trail ${trail.name} sends nothing to CloudWatch Logs.`);
  const [, , , region = '', account = '', , group = ''] = trail.logGroupArn.split(':');
  if (account !== view.account)
    return unclear(
      `Trail ${trail.name} sends its events to a log group of account ${account}, where the alarm has to be looked for.`,
    );
  const told = throughGroup(view, region, group);
  if (told.is === 'broken' || recorded.is === 'whole') return told;
  return recorded;
}

/** What a metric filter brings: the changes that it matches, and what becomes of its metric. */
interface Passed {
  filter: MetricFilter;
  matches: ReadonlyMap<string, Matches>;
  alarm: Chain;
}

function throughGroup(view: View, region: string, group: string): Chain {
  const filters = listIn(view, 'metricFilters', region);
  const passed = filters.items
    .filter(({ logGroup }) => logGroup === group)
    .map((filter): Passed => ({
      filter,
      matches: new Map(policyChanges.map((name) => [name, matchOf(filter, name)])),
      alarm: watched(view, region, filter),
    }))
    .filter(({ matches }) => [...matches.values()].some((one) => one !== 'no'));
  const lacking = (counts: (one: Passed, name: string) => boolean) =>
    policyChanges.filter((name) => !passed.some((one) => counts(one, name)));
  const sure = ({ matches }: Passed, name: string) => matches.get(name) === 'yes';
  const whole = passed.filter(({ alarm }) => alarm.is === 'whole');
  if (lacking((one, name) => sure(one, name) && one.alarm.is === 'whole').length === 0) {
    const notes = whole.flatMap(({ alarm }) => (alarm.is === 'whole' ? alarm.notes : []));
    return {
      is: 'whole',
      says: whole
        .map(
          ({ filter, alarm }) =>
            `Metric filter ${filter.name} of log group ${group} matches them, ${alarm.says}`,
        )
        .join(' '),
      names: patternsOf(whole),
      notes: [...new Set(notes)],
    };
  }
  const maybe = (one: Passed, name: string) =>
    sure(one, name) || one.matches.get(name) === 'unknown';
  const open = lacking((one, name) => maybe(one, name) && one.alarm.is !== 'broken').length === 0;
  if (filters.missing.length > 0)
    return anyTells(view, region)
      ? unclear('Whether a metric filter matches these changes would decide this.', filters.missing)
      : broken(6, `No alarm in ${region} tells a confirmed subscriber of a topic.`);
  if (open) {
    const first = passed.find(({ alarm }) => alarm.is === 'unclear')?.alarm;
    return first?.is === 'unclear'
      ? first
      : unclear(
          `What the pattern of metric filter ${passed.find((one) => policyChanges.some((name) => one.matches.get(name) === 'unknown'))?.filter.name ?? ''} matches cannot be told for sure.`,
        );
  }
  if (passed.length === 0)
    return broken(4, `No metric filter of log group ${group} matches changes of bucket policies.`);
  const unmatched = lacking(maybe);
  if (unmatched.length > 0)
    return broken(
      5,
      `The metric filters of log group ${group} do not match every ${unmatched.slice(0, 3).join(', ')}${unmatched.length > 3 ? ` and ${unmatched.length - 3} more` : ''}.`,
    );
  return passed
    .map(({ alarm }) => alarm)
    .filter((alarm) => alarm.is === 'broken')
    .reduce((far, one) => (one.at > far.at ? one : far));
}

const matchOf = ({ pattern }: MetricFilter, name: string): Matches => {
  const filter = parseLogFilter(pattern);
  return filter ? matchesFilter(filter, recordOf(name)) : 'unknown';
};

/** Patterns, for asking what else they match. */
const patternsOf = (passed: readonly Passed[]): string[] =>
  passed.map(({ filter }) => filter.pattern);

/** Whether an alarm on a filter's metric tells somebody. */
function watched(view: View, region: string, { name: filter, metrics }: MetricFilter): Chain {
  const alarms = listIn(view, 'alarms', region);
  const chains = metrics.map((metric): Chain => {
    const named = `metric ${metric.namespace}/${metric.name}`;
    if (metric.dimensions.length > 0)
      return broken(
        6,
        `The ${named} is split up by ${metric.dimensions.join(', ')}, so that no alarm sees all of it.`,
      );
    const on = alarms.items.filter(
      (alarm) =>
        alarm.metric !== null && same(alarm.metric, metric) && alarm.dimensions.length === 0,
    );
    const each = on.map((alarm) => tells(alarm, metric.value));
    const done = each.find(({ is }) => is === 'whole');
    if (done) return done;
    const inPart = alarms.items.find(({ parts }) => parts.some((part) => same(part, metric)));
    const open = each.find(({ is }) => is === 'unclear');
    if (open) return open;
    if (alarms.missing.length > 0)
      return unclear(`Whether an alarm watches the ${named} would decide this.`, alarms.missing);
    if (inPart)
      return unclear(
        `Alarm ${inPart.name} rests on an expression with the ${named}, and whether it goes off cannot be told.`,
      );
    const far = each.reduce<Chain | null>(
      (best, one) =>
        one.is === 'broken' && (best?.is !== 'broken' || one.at > best.at) ? one : best,
      null,
    );
    if (far) return far;
    const namesake = alarms.items.find((alarm) => alarm.metric?.name === metric.name);
    return broken(
      6,
      `No alarm watches the ${named}.${namesake?.metric ? ` Alarm ${namesake.name} watches ${namesake.metric.namespace}/${namesake.metric.name}${namesake.dimensions.length > 0 ? ' by dimensions' : ''}.` : ''}`,
    );
  });
  return (
    chains.find(({ is }) => is === 'whole') ??
    chains.find(({ is }) => is === 'unclear') ??
    chains.reduce(
      (far, one) => (one.is === 'broken' && far.is === 'broken' && one.at > far.at ? one : far),
      broken(5, `Metric filter ${filter} fills no metric.`),
    )
  );
}

/** Whether some alarm of a Region, on whatever metric, may tell somebody. */
function anyTells(view: View, region: string): boolean {
  const { items, missing } = listIn(view, 'alarms', region);
  const tellers = items.filter((alarm) => tells(alarm, '1').is !== 'broken');
  return (
    missing.length > 0 ||
    tellers.some(({ dimensions, metric, parts }) =>
      metric ? dimensions.length === 0 : parts.length > 0,
    )
  );
}

const same = (one: MetricName, other: MetricName) =>
  one.namespace === other.namespace && one.name === other.name;

function tells(alarm: MetricAlarm, value: string): Chain {
  const { name, actionsEnabled, topics } = alarm;
  if (!actionsEnabled) return broken(7, `Alarm ${name} has its actions switched off.`);
  if (topics.length === 0) return broken(8, `Alarm ${name} notifies no SNS topic.`);
  const told = topics.find(
    ({ found }) => found.known && found.value.items.some(({ confirmed }) => confirmed),
  );
  if (told)
    return {
      is: 'whole',
      says: `and alarm ${name} tells the subscribers of ${lastOf(told.about)}.`,
      names: [],
      notes: slow(alarm, value),
    };
  const unread = topics.flatMap(({ about, found }) =>
    !found.known
      ? [missingPart('alarms', found, name)]
      : found.value.complete
        ? []
        : [
            missingPart(
              'alarms',
              found.value.gaps[0] ?? { gap: 'failed', actions: [], detail: 'Incomplete' },
              lastOf(about),
            ),
          ],
  );
  if (unread.length > 0)
    return unclear(
      `Whether anybody has subscribed to the topic of alarm ${name} would decide this.`,
      unread,
    );
  const waiting = topics.some(({ found }) => found.known && found.value.items.length > 0);
  return broken(
    9,
    `${topics.length === 1 ? 'Topic' : 'None of the topics'} ${topics.map(({ about }) => lastOf(about)).join(', ')} of alarm ${name} has ${topics.length === 1 ? 'no' : 'a'} confirmed subscriber${waiting ? '; a subscription waits for confirmation' : ''}.`,
  );
}

const lastOf = (arn: string): string => arn.split(':').at(-1) ?? arn;

/** Remarks on alarms that one event does not set off. */
function slow(
  { name, threshold, comparison, statistic, evaluationPeriods }: MetricAlarm,
  value: string,
): string[] {
  const one = Number(value);
  const enough =
    threshold === null || !/^(Sum|Maximum|Average|Minimum|SampleCount)$/.test(statistic)
      ? true
      : comparison === 'GreaterThanThreshold'
        ? one > threshold
        : comparison === 'GreaterThanOrEqualToThreshold'
          ? one >= threshold
          : !Number.isFinite(one);
  return enough && (evaluationPeriods ?? 1) <= 1
    ? []
    : [`A single change does not set off alarm ${name}.`];
}

/** Those of these changes that none of the patterns surely matches. */
export const unmatched = (names: readonly string[], patterns: readonly string[]): string[] =>
  names.filter((name) =>
    patterns.every((pattern) => {
      const filter = parseLogFilter(pattern);
      return !filter || matchesFilter(filter, recordOf(name)) !== 'yes';
    }),
  );
