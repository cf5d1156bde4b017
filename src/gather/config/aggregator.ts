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

/** What an aggregator holds of S3. */
export interface AggregatorReach {
  /** Accounts with how many resources of S3 are recorded of each. One without any is not among them. */
  accounts: readonly { account: string; resources: number }[];
  regions: readonly { region: string; resources: number }[];
  /** Accounts and Regions from which it could not collect lately, with AWS's code; what it holds of them is old. */
  failing: readonly { source: string; region: string; code: string }[];
  /** Why this is not all. */
  gaps: readonly PartGap[];
}

const describeAggregators: Call = {
  service: 'config',
  operation: 'DescribeConfigurationAggregators',
  action: 'config:DescribeConfigurationAggregators',
  call: DescribeConfigurationAggregatorsCommand,
  input: () => ({}),
  absent: [],
  read: (
    { ConfigurationAggregators }: DescribeConfigurationAggregatorsCommandOutput,
    { region }: Target,
  ): Aggregator[] =>
    needList(ConfigurationAggregators, 'a list').map((one) => ({
      name: need(one.ConfigurationAggregatorName, 'a name'),
      region,
      organisation: one.OrganizationAggregationSource !== undefined,
    })),
  next: ({ NextToken }: DescribeConfigurationAggregatorsCommandOutput) =>
    NextToken ? { NextToken } : null,
};

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
  read: ({ AggregatedSourceStatusList }: SourcesOutput): AggregatorReach['failing'] =>
    needList(AggregatedSourceStatusList, 'a list')
      .filter(({ LastUpdateStatus }) => LastUpdateStatus !== 'SUCCEEDED')
      .map((one) => ({
        source: one.SourceId ?? '',
        region: one.AwsRegion ?? '',
        code: one.LastErrorCode ?? one.LastUpdateStatus ?? '',
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
 * begin in. Never rejects: what could not be asked is among the gaps.
 * https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export async function findAggregators(target: Target, on: Line): Promise<Collection<Aggregator>> {
  const listed = (await gatherLive(
    enabledRegions,
    target,
    { region: target.region },
    on,
  )) as Evidence<readonly EnabledRegion[]>;
  const parts = await Promise.all(
    regionsToRead(listed, [], target.region).map((region) =>
      listOf<Aggregator>(describeAggregators, { ...target, region }, on),
    ),
  );
  const gaps = parts.flatMap(([, missing]) => missing);
  if (!listed.known) gaps.push(listed);
  return { items: parts.flatMap(([items]) => items), complete: gaps.length === 0, gaps };
}

/** What an aggregator holds of S3: accounts, Regions, and where it failed to collect. Three calls, or more where it is large. */
export async function aggregatorReach(
  { name, region }: Aggregator,
  target: Target,
  on: Line,
): Promise<AggregatorReach> {
  const at = { ...target, region };
  const [accounts, regions, failing] = await Promise.all([
    listOf<[string, number]>(countAggregated(name, 'accountId'), at, on),
    listOf<[string, number]>(countAggregated(name, 'awsRegion'), at, on),
    listOf<AggregatorReach['failing'][number]>(describeFailing(name), at, on),
  ]);
  const isAccount = ([id]: readonly [string, number]) => /^\d{12}$/.test(id);
  return {
    accounts: accounts[0]
      .filter(isAccount)
      .map(([account, resources]) => ({ account, resources }))
      .sort((a, b) => (a.account < b.account ? -1 : 1)),
    regions: regions[0].map(([name, resources]) => ({ region: name, resources })),
    failing: failing[0],
    gaps: [...accounts[1], ...regions[1], ...failing[1]],
  };
}
