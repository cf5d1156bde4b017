import type { Collection, Part, PartAbout } from './evidence.ts';

/** A metric by its names. */
export interface MetricName {
  namespace: string;
  name: string;
}

/** A filter that turns lines of a log group into a metric. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html */
export interface MetricFilter {
  name: string;
  /** Name of the log group, which is in the filter's own Region and account. */
  logGroup: string;
  /** Byte for byte; an empty one matches every line. */
  pattern: string;
  /** `value`: what one line adds, a number or a field. `dimensions`: the keys by which the metric is split up. */
  metrics: readonly (MetricName & { value: string; dimensions: readonly string[] })[];
}

/** Who is told by a topic. Where they are told, such as an e-mail address, is not kept. */
export interface Subscription {
  protocol: string;
  /** False while AWS still waits for the subscriber's word. */
  confirmed: boolean;
}

/** An alarm on a metric. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
export interface MetricAlarm {
  name: string;
  /** The metric; null where the alarm rests on an expression of several. */
  metric: MetricName | null;
  /** The metrics of such an expression. */
  parts: readonly MetricName[];
  dimensions: readonly string[];
  actionsEnabled: boolean;
  /** ARNs of what is done when it goes off. */
  actions: readonly string[];
  state: string;
  statistic: string;
  comparison: string;
  threshold: number | null;
  periodSeconds: number | null;
  evaluationPeriods: number | null;
  /** For each SNS topic among its actions who is told by it. */
  topics: readonly PartAbout<Collection<Subscription>>[];
}

/** A rule of EventBridge on the default bus. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html */
export interface EventRule {
  name: string;
  enabled: boolean;
  /** The event pattern, byte for byte; null where the rule goes by time. */
  pattern: string | null;
  /** ARNs of what gets the events; of a rule that goes by time, nobody asks. */
  targets: Part<Collection<string>>;
}

/** Facts about what tells people of changes, in one Region. */
export interface AlarmFacts {
  /** Metric filters of CloudWatch Logs. */
  metricFilters: Collection<MetricFilter>;
  /** Alarms of CloudWatch on metrics, with the subscribers of their topics. */
  alarms: Collection<MetricAlarm>;
  /** Rules on the default event bus, with their targets. */
  eventRules: Collection<EventRule>;
}
