import { json, type Answer } from '../answer.ts';
import type { Context } from '../context.ts';
import { errorAnswer } from '../errors.ts';
import type { AwsRequest } from '../request.ts';
import { itemsOf, type Item } from './items.ts';
import type { Recording } from './state.ts';

const type = 'application/x-amz-json-1.1';
/** AWS gives no more, whatever is asked for. https://docs.aws.amazon.com/config/latest/APIReference/API_SelectResourceConfig.html */
const largestPage = 100;

/** Whether this is an operation of AWS Config that moto has no answer for. */
export const isRecorded = ({ service, operation = '' }: AwsRequest): boolean =>
  service.name === 'config' &&
  [
    'SelectResourceConfig',
    'SelectAggregateResourceConfig',
    'DescribeConfigurationAggregators',
    'DescribeConfigurationAggregatorSourcesStatus',
  ].includes(operation);

/** Answers a query, or a question on aggregators, from the recordings of the front's accounts. */
export async function answerConfig(request: AwsRequest, context: Context): Promise<Answer> {
  const input = JSON.parse(request.body.toString() || '{}') as Record<string, unknown>;
  const caller = context.identity(request).account;
  const { config } = context;
  const here = config.aggregators.filter(
    ({ owner, region }) => owner === caller && region === request.region,
  );
  if (request.operation === 'DescribeConfigurationAggregators') {
    const names = input['ConfigurationAggregatorNames'] as readonly string[] | undefined;
    const asked = here.filter(({ name }) => names?.includes(name) ?? true);
    if (names?.some((name) => !asked.some((one) => one.name === name)))
      return errorAnswer(request, { status: 400, ...noAggregator });
    const all = asked.map(({ name, accounts, organisation }) => ({
      ConfigurationAggregatorName: name,
      ConfigurationAggregatorArn: `arn:aws:config:${request.region}:${caller}:config-aggregator/${name}`,
      ...(organisation
        ? {
            OrganizationAggregationSource: {
              RoleArn: `arn:aws:iam::${caller}:role/aggregator`,
              AllAwsRegions: true,
            },
          }
        : { AccountAggregationSources: [{ AccountIds: accounts, AllAwsRegions: true }] }),
    }));
    return paged(request, input, all, 'ConfigurationAggregators', Number(input['Limit'] ?? 100));
  }
  const wanted = input['ConfigurationAggregatorName'];
  const aggregator = here.find(({ name }) => name === wanted);
  const isAggregated = request.operation !== 'SelectResourceConfig';
  if (isAggregated && !aggregator) return errorAnswer(request, { status: 400, ...noAggregator });
  if (request.operation === 'DescribeConfigurationAggregatorSourcesStatus') {
    const { failing = [], organisation } = aggregator ?? {};
    const wanted = input['UpdateStatus'] as readonly string[] | undefined;
    const all = (aggregator?.accounts ?? [])
      .flatMap((id) =>
        (config.recordings.get(id)?.regions ?? ['us-east-1']).map((AwsRegion) => {
          const fails = failing.find(
            ({ account, region }) => account === id && region === AwsRegion,
          );
          return {
            SourceId: organisation ? 'Organization' : id,
            SourceType: organisation ? 'ORGANIZATION' : 'ACCOUNT',
            AwsRegion,
            LastUpdateStatus: fails?.status ?? 'SUCCEEDED',
            LastUpdateTime: 1_764_500_000,
            ...(fails?.code !== undefined && { LastErrorCode: fails.code }),
          };
        }),
      )
      .filter(({ LastUpdateStatus }) => wanted?.includes(LastUpdateStatus) ?? true);
    return paged(request, input, all, 'AggregatedSourceStatusList', Number(input['Limit'] ?? 100));
  }
  const query = parse(String(input['Expression'] ?? ''));
  if (!query) {
    const message = 'Unable to parse the expression.';
    return errorAnswer(request, { status: 400, code: 'InvalidExpressionException', message });
  }
  const accounts = isAggregated ? (aggregator?.accounts ?? []) : [caller];
  const found: { item: Item; recording: Recording }[] = [];
  for (const id of accounts) {
    const recording = config.recordings.get(id);
    if (!recording || (query.account !== null && query.account !== id)) continue;
    let items = config.items.get(id);
    if (!items) config.items.set(id, (items = itemsOf(id, context)));
    for (const item of await items) {
      if (!isAggregated && item.awsRegion !== request.region) continue;
      if (!(recording.regions ?? [item.awsRegion]).includes(item.awsRegion)) continue;
      const isWanted = query.types?.includes(item.resourceType) ?? true;
      const isRecorded = recording.types?.includes(item.resourceType) ?? true;
      const of = (item.configuration as { ResourceType?: string }).ResourceType;
      if (query.of !== null && query.of !== of) continue;
      if (isWanted && isRecorded) found.push({ item, recording });
    }
    // A recorder that is on records more than S3: at the least, itself.
    if (!query.types) found.push({ item: recorderOf(id), recording });
  }
  const results = query.groupBy
    ? grouped(found, query.groupBy)
    : found.map(({ item, recording }) => resultOf(item, query.fields, recording.form ?? 'query'));
  const size = Math.min(
    Number(input['MaxResults'] ?? input['Limit'] ?? 25),
    found[0]?.recording.pageSize ?? largestPage,
  );
  return paged(request, input, results, 'Results', size);
}

const noAggregator = {
  code: 'NoSuchConfigurationAggregatorException',
  message: 'The configuration aggregator does not exist.',
};

const recorderOf = (accountId: string): Item => ({
  resourceType: 'AWS::Config::ConfigurationRecorder',
  resourceId: 'default',
  resourceName: 'default',
  accountId,
  awsRegion: 'us-east-1',
  arn: '',
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: '2026-11-30T12:00:00.000Z',
  resourceCreationTime: null,
  configuration: {},
  supplementaryConfiguration: {},
});

function paged(
  request: AwsRequest,
  input: Record<string, unknown>,
  all: readonly unknown[],
  name: string,
  size: number,
): Answer {
  if (!(size >= 0) || size > largestPage) {
    const message = 'The specified limit is outside the allowable range.';
    return errorAnswer(request, { status: 400, code: 'InvalidLimitException', message });
  }
  const from = Number(String(input['NextToken'] ?? 'token:0').split(':')[1]);
  if (!Number.isInteger(from)) {
    const message = 'The specified next token is not valid.';
    return errorAnswer(request, { status: 400, code: 'InvalidNextTokenException', message });
  }
  const to = from + size;
  const more = to < all.length ? { NextToken: `token:${to}` } : {};
  return json({ [name]: all.slice(from, to), ...more }, 200, type);
}

interface Query {
  fields: readonly string[];
  /** Null for every type. */
  types: readonly string[] | null;
  account: string | null;
  /** The value that `configuration.ResourceType` must have. */
  of: string | null;
  groupBy: 'accountId' | 'awsRegion' | null;
}

/** The few forms of query that are asked here. AWS knows more; what this does not know is refused. */
function parse(expression: string): Query | null {
  const found =
    /^SELECT (.+?)(?: WHERE resourceType IN \(([^)]*)\)(?: AND accountId = '(\d{12})')?(?: AND configuration\.ResourceType = '(\w+)')?)?(?: GROUP BY (accountId|awsRegion))?$/.exec(
      expression,
    );
  if (!found) return null;
  const [, fields = '', types, account, of, groupBy] = found;
  return {
    fields: fields.split(', '),
    types: types?.split(', ').map((one) => one.replaceAll("'", '')) ?? null,
    account: account ?? null,
    of: of ?? null,
    groupBy: (groupBy as Query['groupBy']) ?? null,
  };
}

function grouped(found: readonly { item: Item }[], by: 'accountId' | 'awsRegion'): string[] {
  const counts = new Map<string, number>();
  for (const { item } of found) counts.set(item[by], (counts.get(item[by]) ?? 0) + 1);
  return [...counts].map(([name, count]) => JSON.stringify({ 'COUNT(*)': count, [by]: name }));
}

/** One result of a query. Answers leave out every null and hold the ACL as text; items hold all values as text. */
function resultOf(item: Item, fields: readonly string[], form: 'query' | 'item'): string {
  const { AccessControlList, ...plain } = item.supplementaryConfiguration;
  const acl = AccessControlList === undefined ? undefined : JSON.stringify(AccessControlList);
  const whole: Record<string, unknown> =
    form === 'query'
      ? {
          ...(withoutNulls(item) as object),
          supplementaryConfiguration: {
            ...(withoutNulls(plain) as object),
            ...(acl !== undefined && { AccessControlList: acl }),
          },
        }
      : {
          ...item,
          configuration: JSON.stringify(item.configuration),
          supplementaryConfiguration: Object.fromEntries(
            Object.entries({ ...plain, ...(acl !== undefined && { AccessControlList: acl }) }).map(
              ([key, value]) => [key, JSON.stringify(value)],
            ),
          ),
        };
  return JSON.stringify(Object.fromEntries(fields.map((name) => [name, whole[name]])));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [name, withoutNulls(part)]),
  );
}
