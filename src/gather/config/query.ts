import {
  SelectAggregateResourceConfigCommand,
  type SelectAggregateResourceConfigCommandOutput,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { needList } from '../answer.ts';
import type { AnyGatherer, Call, Target } from '../gatherer.ts';
import { selectAction } from './gaps.ts';
import { recoveryPointType, typesBeside, typesOfS3 } from './item.ts';
import { readResult } from './resource.ts';

/** Results of one page at most. https://docs.aws.amazon.com/config/latest/APIReference/API_SelectResourceConfig.html */
const mostOfPage = 100;

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
const ofTypes = (types: readonly string[]) => `resourceType IN (${quoted(types)})`;
const ofS3 = ofTypes(typesOfS3);
const ofAll = ofTypes([...typesOfS3, ...typesBeside]);
/** Recovery points are of many services, and counted in thousands. */
const ofPoints = `${ofTypes([recoveryPointType])} AND configuration.ResourceType = 'S3'`;
/** Pages of recovery points in one Region at most: their list is never whole, and old ones decide nothing. */
const mostPagesOfPoints = 50;

/**
 * Whole records. The settings of a bucket, several of which no query can name, come with the whole of its supplementary
 * configuration. https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
const everything = `SELECT resourceType, resourceId, resourceName, accountId, awsRegion, arn, configurationItemStatus, configurationItemCaptureTime, resourceCreationTime, configuration, supplementaryConfiguration WHERE`;

type Answer = Pick<SelectAggregateResourceConfigCommandOutput, 'Results' | 'NextToken'>;

const paged = {
  service: 'config' as const,
  absent: [],
  next: ({ NextToken }: Answer) => (NextToken ? { NextToken } : null),
};

/**
 * Reads, page by page, what AWS Config has recorded of S3 in the Region of the target, and of trails, keys and backup
 * plans there. Its items are `Recorded`. `now` gives the time as ISO text.
 */
export const selectRecorded = (now: () => string): Call => ({
  ...paged,
  operation: 'SelectResourceConfig',
  action: selectAction,
  call: SelectResourceConfigCommand,
  input: () => ({ Expression: `${everything} ${ofAll}`, Limit: mostOfPage }),
  read: readPage(now),
});

/** Reads, page by page, which recovery points of buckets AWS Config has recorded in the Region of the target. */
export function selectRecoveryPoints(now: () => string): Call {
  let pages = 0;
  return {
    ...selectRecorded(now),
    input: () => ({ Expression: `${everything} ${ofPoints}`, Limit: mostOfPage }),
    next: (answer: Answer) => (++pages < mostPagesOfPoints ? paged.next(answer) : null),
  };
}

/**
 * Whether AWS Config answers in a Region, by one call: its value is whether anything of S3 is recorded there. The fact is
 * that of the list which it belongs to.
 */
export const configProbe: AnyGatherer = {
  fact: 'buckets',
  service: 'config',
  operation: 'SelectResourceConfig',
  action: selectAction,
  absent: [],
  call: SelectResourceConfigCommand,
  input: () => ({ Expression: `SELECT resourceId WHERE ${ofS3}`, Limit: 1 }),
  read: ({ Results }: Answer) => needList(Results, 'a list').length > 0,
};

/** Everything that is recorded of one account, from an aggregator, in all Regions that it covers. */
export const selectAggregated = (aggregator: string, now: () => string): Call => ({
  ...paged,
  operation: 'SelectAggregateResourceConfig',
  action: 'config:SelectAggregateResourceConfig',
  call: SelectAggregateResourceConfigCommand,
  input: ({ account }) => ({
    ConfigurationAggregatorName: aggregator,
    Expression: `${everything} ${ofAll} AND accountId = '${account}'`,
    MaxResults: mostOfPage,
  }),
  read: readPage(now),
});

/** Counts what an aggregator holds, of S3 or of anything, by account or by Region. Its items are `[name, count]`. */
export const countAggregated = (
  aggregator: string,
  by: 'accountId' | 'awsRegion',
  of: 'S3' | 'anything' = 'S3',
): Call => ({
  ...paged,
  operation: 'SelectAggregateResourceConfig',
  action: 'config:SelectAggregateResourceConfig',
  call: SelectAggregateResourceConfigCommand,
  input: () => ({
    ConfigurationAggregatorName: aggregator,
    Expression: `SELECT ${by}, COUNT(*)${of === 'S3' ? ` WHERE ${ofS3}` : ''} GROUP BY ${by}`,
    MaxResults: mostOfPage,
  }),
  read: ({ Results }: Answer) =>
    needList(Results, 'a list').flatMap((result): [string, number][] => {
      const row = JSON.parse(result) as Readonly<Record<string, unknown>>;
      const name = Object.hasOwn(row, by) ? row[by] : undefined;
      const count = row['COUNT(*)'];
      return typeof name === 'string' ? [[name, typeof count === 'number' ? count : 0]] : [];
    }),
});

const readPage =
  (now: () => string) =>
  ({ Results }: Answer, target: Target) =>
    needList(Results, 'a list').flatMap((result) => readResult(result, target, now()) ?? []);
