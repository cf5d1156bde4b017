import type { Evidence } from '../model/evidence.ts';
import type { BucketEntry, FactName } from '../model/facts.ts';
import type { FactSet, ResourceFacts } from '../model/snapshot.ts';
import { isOlder, isRead, type Resources } from './earlier.ts';
import type { Target } from './gatherer.ts';
import { multiRegionAccessPointGatherers } from './index.ts';
import type { ScanPlan } from './plan.ts';
import type { Read } from './regions.ts';
import { isNarrowed } from './scope.ts';

/** The one Region that answers for Multi-Region Access Points. https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html */
export const globalRegion = 'us-west-2';

/**
 * Reads the policies of the Multi-Region Access Points that the account lists, or of those before the buckets that a
 * narrowed scan reads; what an earlier scan has finished with stays. Those that are listed no more are left out.
 */
export async function readGlobalPoints(
  plan: Pick<ScanPlan, 'scope' | 'earlier'>,
  { multiRegionAccessPoints: list }: FactSet,
  buckets: readonly BucketEntry[],
  held: Resources,
  chosen: (fact: FactName) => boolean,
  target: Target,
  read: Read,
  keep: (resource: ResourceFacts) => Promise<void>,
): Promise<void> {
  if (!list?.known) return;
  const { items, complete } = list.value;
  const names = new Set(items.map(({ name }) => name));
  if (complete)
    held.drop(({ type, resource }) => type === 'multiRegionAccessPoint' && !names.has(resource));
  const near = new Set(buckets.map(({ name }) => name));
  const wanted = items.filter((point) => {
    if (isNarrowed(plan.scope) && !point.buckets.some((name) => near.has(name))) return false;
    const old = held.get({ type: 'multiRegionAccessPoint', region: '', resource: point.name });
    if (!old || !plan.earlier) return true;
    if (!isRead(old, chosen)) return true;
    const { mode, readBefore } = plan.earlier;
    return mode === 'renew' && (readBefore === null || isOlder(old, readBefore));
  });
  await Promise.all(
    wanted.map(async ({ name }) => {
      const at = { ...target, region: globalRegion, accessPoint: name };
      const facts: Record<string, Evidence<unknown>> = {};
      for (const g of multiRegionAccessPointGatherers) facts[g.fact] = await read(g, at);
      await keep({
        type: 'multiRegionAccessPoint',
        region: '',
        resource: name,
        facts: facts as FactSet,
      });
    }),
  );
}
