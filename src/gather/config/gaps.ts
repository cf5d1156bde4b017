import type { Gap, Part, PartGap, Unread } from '../../model/evidence.ts';
import { type FactName, scannedFacts } from '../../model/facts.ts';
import type { Target } from '../gatherer.ts';

/** The IAM actions that open AWS Config. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html */
export const selectAction = 'config:SelectResourceConfig';

/** The IAM actions that read an organisation from an aggregator, wherever it lives. */
export const organisationActions: readonly string[] = [
  'config:DescribeConfigurationAggregators',
  'config:DescribeConfigurationAggregatorSourcesStatus',
  'config:SelectAggregateResourceConfig',
  'ec2:DescribeRegions',
];

/**
 * Why AWS Config does not tell a fact, as the code that a gap carries: it never records it, or too little of it; it has
 * recorded nothing of S3 in the Region, or nothing of the resource; the record says nothing of it; the record has an
 * unknown form; a list holds only what is recorded.
 */
export type RecordCode =
  | 'NeverRecorded'
  | 'RecordedTooLittle'
  | 'NothingRecorded'
  | 'NotRecorded'
  | 'NotInRecord'
  | 'UnknownRecord'
  | 'OnlyRecorded';

/** Evidence of a fact that AWS Config was asked for and does not tell. No permission would open it. */
export const unrecorded = (detail: RecordCode): Unread =>
  unreadBy({ gap: 'unrecorded', actions: [], detail });

/** Evidence of a fact that could not be asked of AWS Config. */
export const unreadBy = ({ gap, actions, detail }: PartGap): Unread => ({
  known: false,
  gap,
  actions,
  tried: gap === 'skipped' ? [] : [{ route: 'config', gap, detail }],
  detail,
});

/** What a list of records lacks, which nobody knows. */
export const onlyRecorded: PartGap = {
  gap: 'unrecorded' satisfies Gap,
  actions: [],
  detail: 'OnlyRecorded' satisfies RecordCode,
};

/** A part of a resource of which its record says nothing. */
export const notInRecord: Part<never> = {
  ...{ known: false, gap: 'unrecorded', actions: [] },
  detail: 'NotInRecord' satisfies RecordCode,
};

/** Facts that AWS Config holds of no resource. */
const never: readonly FactName[] = [
  'ownership',
  'policyStatus',
  'inventory',
  'accessPointPolicy',
  'accessPointPolicyStatus',
  'multiRegionAccessPointPolicy',
  'multiRegionAccessPointPolicyStatus',
  'deliveryChannels',
  'macieBuckets',
  'metricFilters',
  'backupSettings',
];

/**
 * Facts of which the records lack what matters: of a vault its lock, its type and its policy; of a rule the pattern of
 * events; of an alarm its parts and who is told, and without metric filters nothing follows from it.
 * https://github.com/awslabs/aws-config-resource-schema/tree/master/config/properties/resource-types
 */
const tooLittle: readonly FactName[] = ['alarms', 'eventRules', 'backupVaults'];

/** Facts that are no setting of S3. */
const foreign: readonly FactName[] = ['identity', 'enabledRegions'];

/** Facts that AWS Config records, where its recorder is on. */
export const recordedFacts: ReadonlySet<FactName> = new Set(
  scannedFacts.filter((fact) => ![...never, ...tooLittle, ...foreign].includes(fact)),
);

/** Facts that their records tell in part alone, so that they open no check for certain. */
const inPart: readonly FactName[] = ['trails', 'backupPlans', 'recoveryPoints', 'encryptionKey'];

/** Facts that AWS Config records wholly. */
export const whollyRecorded: ReadonlySet<FactName> = new Set(
  [...recordedFacts].filter((fact) => !inPart.includes(fact)),
);

/**
 * What is known of a fact's record without asking AWS Config: null where it is no setting of S3, or of nobody's account;
 * undefined where Config has to be asked.
 */
export function unaskedRecord(
  fact: FactName,
  { account, partition }: Pick<Target, 'account' | 'partition'>,
): Unread | null | undefined {
  if (foreign.includes(fact) || account === '' || partition === 'other') return null;
  if (tooLittle.includes(fact)) return unrecorded('RecordedTooLittle');
  return never.includes(fact) ? unrecorded('NeverRecorded') : undefined;
}
