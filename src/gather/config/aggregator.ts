import {
  DescribeConfigurationAggregatorsCommand,
  type DescribeConfigurationAggregatorsCommandOutput,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  type DescribeConfigurationAggregatorSourcesStatusCommandOutput,
} from '@aws-sdk/client-config-service';
import type { Collection, Evidence, PartGap } from '../../model/evidence.ts';
import type { EnabledRegion } from '../../model/facts.ts';
import enabledRegions from '../account/enabled-regions.ts';
import { need, needList } from '../answer.ts';
import { gatherLive, type Line } from '../gather.ts';
import type { Call, Target } from '../gatherer.ts';
import { regionsToRead } from '../regions.ts';
import { countAggregated } from './query.ts';

/** A configuration aggregator, by name and by the Region that it lives in. */
export interface Aggregator {
  name: string;
  region: string;
  /** True where it collects from an organisation, false where from accounts that it names. */
  organisation: boolean;
}

/** The aggregators that were found. */
export interface FoundAggregators {
  aggregators: readonly Aggregator[];
  /** Regions that were asked. */
  regions: number;
  /** Why there may be more: one entry for each Region that could not be asked, and one for the list of Regions. */
  gaps: readonly (PartGap & { region: string })[];
}

/** A source from which an aggregator did not collect everything lately; what it holds of it is old. */
export interface FailingSource {
  /** An account id; `Organization` where AWS names no account. */
  source: string;
  region: string;
  /** `FAILED`: its records could not be moved. `OUTDATED`: they are not the most recent. */
  status: string;
  /** AWS's code for it; empty where AWS gives none. */
  code: string;
}

/** What an aggregator holds of S3. */
export interface AggregatorReach {
  /** Accounts with how many resources of S3 are recorded of each; 0 where it has the account, but nothing of S3. */
  accounts: readonly { account: string; resources: number }[];
  regions: readonly { region: string; resources: number }[];
  failing: readonly FailingSource[];
  /** Why this is not all. */
  gaps: readonly PartGap[];
}

/** Accounts that an aggregator names; one of an organisation names none. */
interface Described extends Aggregator {
  named: readonly string[];
}

const describeAggregators = (name?: string): Call => ({
  service: 'config',
  operation: 'DescribeConfigurationAggregators',
  action: 'config:DescribeConfigurationAggregators',
  call: DescribeConfigurationAggregatorsCommand,
  input: () => (name === undefined ? {} : { ConfigurationAggregatorNames: [name] }),
  absent: [],
  read: (
    { ConfigurationAggregators }: DescribeConfigurationAggregatorsCommandOutput,
    { region }: Target,
  ): Described[] =>
    needList(ConfigurationAggregators, 'a list').map((one) => ({
      name: need(one.ConfigurationAggregatorName, 'a name'),
      region,
      organisation: one.OrganizationAggregationSource !== undefined,
      named: (one.AccountAggregationSources ?? []).flatMap(({ AccountIds }) => AccountIds ?? []),
    })),
  next: ({ NextToken }: DescribeConfigurationAggregatorsCommandOutput) =>
    NextToken ? { NextToken } : null,
});

type SourcesOutput = DescribeConfigurationAggregatorSourcesStatusCommandOutput;

const describeFailing = (name: string): Call => ({
  service: 'config',
  operation: 'DescribeConfigurationAggregatorSourcesStatus',
  action: 'config:DescribeConfigurationAggregatorSourcesStatus',
  call: DescribeConfigurationAggregatorSourcesStatusCommand,
  input: () => ({
    ConfigurationAggregatorName: name,
    UpdateStatus: ['FAILED', 'OUTDATED'],
    Limit: 100,
  }),
  absent: [],
  read: ({ AggregatedSourceStatusList }: SourcesOutput): FailingSource[] =>
    needList(AggregatedSourceStatusList, 'a list')
      .filter(({ LastUpdateStatus }) => LastUpdateStatus !== 'SUCCEEDED')
      .map((one) => ({
        source: one.SourceId ?? '',
        region: one.AwsRegion ?? '',
        status: one.LastUpdateStatus ?? '',
        code: one.LastErrorCode ?? '',
      })),
  next: ({ NextToken }: SourcesOutput) => (NextToken ? { NextToken } : null),
});

/** A list that is empty where it could not be read, and why it is not all. */
async function listOf<T>(call: Call, at: Target, on: Line): Promise<[readonly T[], PartGap[]]> {
  const found = (await gatherLive(call, at, { region: at.region }, on)) as Evidence<Collection<T>>;
  if (found.known) return [found.value.items, [...found.value.gaps]];
  const { gap, actions, detail } = found;
  return [[], [{ gap, actions, detail }]];
}

/**
 * Finds the aggregators of the account, in every Region that is enabled. `target` says whose account, and the Region to
 * begin in; `told` is called as Regions answer. Never rejects: what could not be asked is among the gaps.
 * https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export async function findAggregators(
  target: Target,
  on: Line,
  told: (asked: number, of: number) => void = () => undefined,
): Promise<FoundAggregators> {
  const listed = (await gatherLive(
    enabledRegions,
    target,
    { region: target.region },
    on,
  )) as Evidence<readonly EnabledRegion[]>;
  const regions = regionsToRead(listed, [], target.region);
  let asked = 0;
  told(asked, regions.length);
  const parts = await Promise.all(
    regions.map(async (region) => {
      const [found, gaps] = await listOf<Described>(
        describeAggregators(),
        { ...target, region },
        on,
      );
      told(++asked, regions.length);
      return { found, gaps: gaps.map((gap) => ({ ...gap, region })) };
    }),
  );
  const gaps = parts.flatMap((part) => part.gaps);
  if (!listed.known) {
    const { gap, actions, detail } = listed;
    gaps.push({ gap, actions, detail, region: '' });
  }
  const aggregators = parts.flatMap(({ found }) =>
    found.map(({ named: _named, ...aggregator }) => aggregator),
  );
  return { aggregators, regions: regions.length, gaps };
}

/**
 * What an aggregator holds of S3: accounts, Regions, and where it failed to collect. Five calls, or more where it is
 * large. Never rejects: what could not be asked is among the gaps.
 */
export async function aggregatorReach(
  { name, region }: Pick<Aggregator, 'name' | 'region'>,
  target: Target,
  on: Line,
): Promise<AggregatorReach> {
  const at = { ...target, region };
  // One call first: a name that is not there, or a refusal, is then told once.
  const [counted, missing] = await listOf<Count>(countAggregated(name, 'accountId'), at, on);
  if (missing.length > 0 && counted.length === 0)
    return { accounts: [], regions: [], failing: [], gaps: missing };
  const [regions, failing, others, described] = await Promise.all([
    listOf<Count>(countAggregated(name, 'awsRegion'), at, on),
    listOf<FailingSource>(describeFailing(name), at, on),
    listOf<Count>(countAggregated(name, 'accountId', 'anything'), at, on),
    listOf<Described>(describeAggregators(name), at, on),
  ]);
  const resources = new Map<string, number>();
  for (const account of described[0].flatMap(({ named }) => named)) resources.set(account, 0);
  for (const [account] of others[0]) resources.set(account, 0);
  for (const [account, count] of counted) resources.set(account, count);
  return {
    accounts: [...resources]
      .filter(([account]) => /^\d{12}$/.test(account))
      .map(([account, count]) => ({ account, resources: count }))
      .sort((a, b) => (a.account < b.account ? -1 : 1)),
    regions: regions[0].map(([of, count]) => ({ region: of, resources: count })),
    failing: failing[0],
    // The names of accounts are an addition that nothing rests on.
    gaps: [...missing, ...regions[1], ...failing[1], ...others[1]],
  };
}

type Count = readonly [name: string, count: number];
