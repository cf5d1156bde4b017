import { type Evidence, unasked } from '../model/evidence.ts';
import { type BucketEntry, type FactName, factsOf } from '../model/facts.ts';
import { type FactSet, outOfScope, type ReadScope, type ResourceFacts } from '../model/snapshot.ts';
import { isOlder, isRead } from './earlier.ts';
import { actionsOf } from './fact-actions.ts';
import type { Earlier, ScanPlan } from './plan.ts';

/** Whether a fact is to be read. */
export const chooser = (plan: Pick<ScanPlan, 'facts'>): ((fact: FactName) => boolean) => {
  const wanted = plan.facts && new Set(plan.facts);
  return (fact) => wanted === undefined || wanted.has(fact);
};

/** Whether a scope leaves buckets out. */
export const isNarrowed = (scope: ReadScope | undefined): boolean =>
  scope !== undefined && (scope.buckets !== null || scope.regions !== null);

/** What becomes of each bucket of the list. */
interface Choice {
  /** To read now. */
  read: BucketEntry[];
  /** In scope, and read by an earlier scan already. */
  done: number;
  /** Listed, but outside the scope and never read. */
  outside: BucketEntry[];
}

/** Sorts the list of buckets by what the plan has in mind for them. A bucket whose Region is unknown is in any Region. */
export function choose(
  entries: readonly BucketEntry[],
  plan: Pick<ScanPlan, 'scope' | 'facts'> & { earlier?: Pick<Earlier, 'mode' | 'readBefore'> },
  before: (name: string) => ResourceFacts | undefined,
): Choice {
  const { scope, earlier } = plan;
  const names = scope?.buckets && new Set(scope.buckets);
  const regions = scope?.regions && new Set(scope.regions);
  const chosen = chooser(plan);
  const found: Choice = { read: [], done: 0, outside: [] };
  for (const entry of entries) {
    const old = before(entry.name);
    const finished = old !== undefined && isRead(old, chosen);
    const region = entry.region ?? old?.region ?? '';
    const inScope =
      (!names || names.has(entry.name)) && (!regions || region === '' || regions.has(region));
    if (!inScope) {
      if (!old) found.outside.push(entry);
    } else if (earlier?.mode === 'continue' && finished) found.done++;
    else if (
      earlier?.mode === 'renew' &&
      earlier.readBefore !== null &&
      finished &&
      !isOlder(old, earlier.readBefore)
    )
      continue;
    else found.read.push(entry);
  }
  return found;
}

/** What is known of a bucket that is left out: its Region from the list, and that nobody asked for the rest. */
export function leftOut(
  entry: BucketEntry,
  known: (value: unknown) => Evidence<unknown>,
): ResourceFacts {
  const facts = Object.fromEntries(
    factsOf('bucket').map((fact) => [
      fact,
      fact === 'location' && entry.region !== null
        ? known(entry.region)
        : unasked(actionsOf(fact), outOfScope),
    ]),
  );
  return {
    type: 'bucket',
    region: entry.region ?? '',
    resource: entry.name,
    facts: facts as FactSet,
  };
}
