import type { MissingFact } from '../model/derived.ts';
import { type Collection, type Evidence, type PartGap, unasked } from '../model/evidence.ts';
import type { FactName, RegionFacts } from '../model/facts.ts';
import type { Trail } from '../model/trails.ts';
import { missing, type View } from './view.ts';

/** Trails, each once, and what keeps the list of them from being whole. */
export interface TrailsSeen {
  trails: readonly Trail[];
  missing: readonly MissingFact[];
}

/** A list of one Region, whole or in part, and what is missing of it. */
export interface ListSeen<T> {
  items: readonly T[];
  missing: readonly MissingFact[];
}

const actions = {
  trails: 'cloudtrail:DescribeTrails',
  deliveryChannels: 'config:DescribeDeliveryChannels',
  metricFilters: 'logs:DescribeMetricFilters',
  alarms: 'cloudwatch:DescribeAlarms',
  eventRules: 'events:ListRules',
} as const;
type ListFact = keyof typeof actions;

/** What a Region lists of one kind. */
export function listIn<F extends ListFact>(
  view: View,
  fact: F,
  region: string,
): ListSeen<RegionFacts[F]['items'][number]> {
  const evidence = (view.index.regions.get(region)?.[fact] ?? unasked([actions[fact]])) as Evidence<
    Collection<RegionFacts[F]['items'][number]>
  >;
  if (!evidence.known) return { items: [], missing: [missing(fact, evidence, region)] };
  const { items, complete, gaps } = evidence.value;
  if (complete) return { items, missing: [] };
  const first = gaps[0] ?? { gap: 'failed', actions: [], detail: 'Incomplete' };
  return { items, missing: [missingPart(fact, first, region)] };
}

/** What a finding says of a part that could not be read. */
export const missingPart = (
  fact: FactName,
  { gap, actions, detail }: PartGap,
  resource: string,
): MissingFact => ({ fact, resource, gap, actions, tried: [], detail });

/** Regions that the account can use; null where that was not read. */
function enabledRegions({ index }: View): readonly string[] | null {
  const listed = index.accountFacts.enabledRegions;
  if (!listed?.known) return null;
  return listed.value.filter(({ optIn }) => optIn !== 'not-opted-in').map(({ name }) => name);
}

/** Every trail that any Region shows. Whole only where every enabled Region answered. */
export function trailsEverywhere(view: View): TrailsSeen {
  const { items, missing } = listEverywhere(view, 'trails');
  return { trails: onceEach(items), missing };
}

/** What every Region lists of one kind. Whole only where every enabled Region answered. */
export function listEverywhere<F extends ListFact>(
  view: View,
  fact: F,
): ListSeen<RegionFacts[F]['items'][number]> {
  const enabled = enabledRegions(view);
  const asked = new Set([...view.index.regions.keys(), ...(enabled ?? [])]);
  const lists = [...asked].map((region) => ({ region, list: listIn(view, fact, region) }));
  const lacking = lists.flatMap(({ region, list }) =>
    enabled === null || enabled.includes(region) ? list.missing : [],
  );
  const listed = view.index.accountFacts.enabledRegions ?? unasked(['ec2:DescribeRegions']);
  return {
    items: lists.flatMap(({ list }) => list.items),
    missing: listed.known ? lacking : [...lacking, missing('enabledRegions', listed)],
  };
}

/**
 * Every trail that spans the Regions. Each enabled Region shows them all, so that one whole list suffices.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
 */
export function trailsAcross(view: View): TrailsSeen {
  const lists = [...view.index.regions.keys()].map((region) => listIn(view, 'trails', region));
  const whole = lists.some(({ missing }) => missing.length === 0);
  const unread = lists.flatMap(({ missing }) => missing);
  return {
    trails: onceEach(lists.flatMap(({ items }) => items)),
    missing: whole
      ? []
      : unread.length > 0
        ? unread.slice(0, 3)
        : [missing('trails', unasked([actions.trails]))],
  };
}

/** Each trail once: the shadows in other Regions are the same trail. What one Region could tell of it counts. */
export function onceEach(all: readonly Trail[]): Trail[] {
  const found = new Map<string, Trail>();
  for (const trail of all) {
    const before = found.get(trail.arn);
    found.set(
      trail.arn,
      before
        ? {
            ...before,
            status: before.status.known ? before.status : trail.status,
            selectors: before.selectors.known ? before.selectors : trail.selectors,
          }
        : trail,
    );
  }
  return [...found.values()];
}
