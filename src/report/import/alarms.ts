import type {
  EventRule,
  MetricAlarm,
  MetricFilter,
  MetricName,
  Subscription,
} from '../../model/alarms.ts';
import type { Collection, PartAbout } from '../../model/evidence.ts';
import { collectionOf, partOf } from './collections.ts';
import {
  fields,
  flag,
  listOf,
  name,
  nameOrEmpty,
  orNull,
  refuse,
  type Shape,
  text,
} from './shape.ts';

const arn = name(2048);
const metricName = { namespace: nameOrEmpty(), name: name() };
const dimensions = listOf(name());

const number: Shape<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a number');

export const metricFilter = fields<MetricFilter>({
  name: name(),
  logGroup: name(),
  pattern: text(8192),
  metrics: listOf(
    fields<MetricFilter['metrics'][number]>({ ...metricName, value: text(1000), dimensions }),
  ),
});

export const metricAlarm = fields<MetricAlarm>({
  name: name(),
  metric: orNull(fields<MetricName>(metricName)),
  parts: listOf(fields<MetricName>(metricName)),
  dimensions,
  actionsEnabled: flag,
  actions: listOf(arn),
  state: nameOrEmpty(100),
  statistic: nameOrEmpty(100),
  comparison: nameOrEmpty(100),
  threshold: orNull(number),
  periodSeconds: orNull(number),
  evaluationPeriods: orNull(number),
  topics: listOf(
    fields<PartAbout<Collection<Subscription>>>({
      about: arn,
      found: partOf(
        collectionOf(fields<Subscription>({ protocol: nameOrEmpty(100), confirmed: flag })),
      ),
    }),
  ),
});

export const eventRule = fields<EventRule>({
  name: name(),
  enabled: flag,
  pattern: orNull(text(8192)),
  targets: partOf(collectionOf(arn)),
});
