import { DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { need, needList } from '../answer.ts';
import { pagedGatherer } from '../gatherer.ts';

/** Metric filters of every log group of a Region. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html */
export default pagedGatherer({
  fact: 'metricFilters',
  service: 'logs',
  operation: 'DescribeMetricFilters',
  action: 'logs:DescribeMetricFilters',
  call: DescribeMetricFiltersCommand,
  input: () => ({}),
  absent: [],
  read: ({ metricFilters }) =>
    needList(metricFilters, 'a list').map((filter) => ({
      name: need(filter.filterName, 'a name'),
      logGroup: need(filter.logGroupName, 'a log group'),
      pattern: filter.filterPattern ?? '',
      metrics: need(filter.metricTransformations, 'metrics').map((one) => ({
        namespace: need(one.metricNamespace, 'a namespace'),
        name: need(one.metricName, 'a metric'),
        value: one.metricValue ?? '',
        dimensions: Object.keys(one.dimensions ?? {}),
      })),
    })),
  next: ({ nextToken }) => (nextToken ? { nextToken } : null),
});
