import { type Evidence, unasked } from '../model/evidence.ts';
import type { AccessPointEntry, BucketEntry, EnabledRegion, FactName } from '../model/facts.ts';
import { type FactSet, notChosen, type ResourceFacts } from '../model/snapshot.ts';
import { isOlder, isRead, type Resources } from './earlier.ts';
import { gather, type Line } from './gather.ts';
import type { AnyGatherer, Target } from './gatherer.ts';
import { accessPointGatherers } from './index.ts';
import type { ScanPlan } from './plan.ts';
import { regionsOf, regionsToRead } from './region-list.ts';
import { isNarrowed } from './scope.ts';

export { regionsToRead };

/** Reads one fact of what `at` names; where it was not chosen, says so instead. */
export type Read = (g: AnyGatherer, at: Target) => Promise<Evidence<unknown>>;

/** Reads with the calls of one line, and only what is chosen. */
export const reader =
  (on: Line, chosen: (fact: FactName) => boolean): Read =>
  async (g, at) =>
    chosen(g.fact) ? gather(g, at, { region: at.region }, on) : unasked([g.action], notChosen);

/** Regions whose access points belong to what is read: all, or those of the buckets that are, or what is old. */
export function regionsOfPlan(
  plan: Pick<ScanPlan, 'scope' | 'earlier' | 'region'>,
  enabled: Evidence<readonly EnabledRegion[]> | undefined,
  entries: readonly BucketEntry[],
  read: readonly BucketEntry[],
  held: Resources,
): string[] {
  // The access points of a bucket are in its own Region.
  const own = regionsOf(read);
  if (isNarrowed(plan.scope)) return own;
  const all = regionsToRead(enabled, entries, plan.region);
  const before = plan.earlier?.mode === 'renew' ? plan.earlier.readBefore : null;
  if (before === null) return all;
  return all.filter((region) => {
    const old = held.get({ type: 'region', region, resource: region });
    return own.includes(region) || !old || isOlder(old, before);
  });
}

/** Whether an earlier scan has finished with the access points of a Region. */
export function regionIsRead(
  region: string,
  held: Resources,
  chosen: (fact: FactName) => boolean,
): boolean {
  const list = held.get({ type: 'region', region, resource: region });
  if (!list || !isRead(list, chosen)) return false;
  const points = list.facts.accessPoints?.known ? list.facts.accessPoints.value.items : [];
  return points.every(({ name }) => {
    const point = held.get({ type: 'accessPoint', region, resource: name });
    return point !== undefined && isRead(point, chosen);
  });
}

/** What is set in one Region, by these gatherers, and each of its access points. */
export async function readRegion(
  target: Target,
  gatherers: readonly AnyGatherer[],
  read: Read,
  keep: (resource: ResourceFacts) => Promise<void>,
): Promise<FactSet> {
  const found = await Promise.all(
    gatherers.map(async (g) => [g.fact, await read(g, target)] as const),
  );
  const region = Object.fromEntries(found) as FactSet;
  await keep({ type: 'region', region: target.region, resource: target.region, facts: region });
  const points: readonly AccessPointEntry[] = region.accessPoints?.known
    ? region.accessPoints.value.items
    : [];
  await Promise.all(
    points.map(async ({ name }) => {
      const found: Record<string, Evidence<unknown>> = {};
      for (const g of accessPointGatherers)
        found[g.fact] = await read(g, { ...target, accessPoint: name });
      const at = { type: 'accessPoint' as const, region: target.region, resource: name };
      await keep({ ...at, facts: found as FactSet });
    }),
  );
  return region;
}
