import type { Evidence } from '../model/evidence.ts';
import type { FactName } from '../model/facts.ts';
import {
  type CallCount,
  type FactSet,
  keyOf,
  notChosen,
  outOfScope,
  type ResourceFacts,
} from '../model/snapshot.ts';
import { isSessionCode } from '../model/session-code.ts';

/** Codes of facts that were not asked for although they were wanted, and that another scan may get. */
const unfinished: readonly string[] = [
  '',
  'Cancelled',
  outOfScope,
  'RegionUnreachable',
  'Unreachable',
];

/**
 * Whether an earlier scan has finished with a resource: each of its facts was asked for, or left out on purpose, and
 * something answered. A fact that was left out and is chosen now has yet to be read.
 */
export const isRead = (
  { facts }: Pick<ResourceFacts, 'facts'>,
  chosen: (fact: FactName) => boolean,
): boolean => {
  const all = Object.entries(facts) as [FactName, Evidence<unknown>][];
  return (
    all.length > 0 &&
    !isSilent(all) &&
    all.every(([fact, evidence]) => {
      if (evidence.known || evidence.gap !== 'skipped') return true;
      const { detail } = evidence;
      if (detail === notChosen) return !chosen(fact);
      return !unfinished.includes(detail) && !isSessionCode(detail);
    })
  );
};

/** Whether every fact that was asked for failed. The Region of a bucket is in the list, so it tells nothing of it. */
function isSilent(all: readonly [FactName, Evidence<unknown>][]): boolean {
  const gaps = all.flatMap(([fact, evidence]) =>
    fact === 'location' && evidence.known ? [] : [evidence.known ? 'none' : evidence.gap],
  );
  const asked = gaps.filter((gap) => gap !== 'skipped');
  return (
    asked.some((gap) => gap === 'network' || gap === 'failed') &&
    asked.every((gap) => gap === 'network' || gap === 'failed' || gap === 'blocked')
  );
}

/** How many buckets were read, whatever they answered. */
export const countRead = (all: readonly ResourceFacts[]): number =>
  all.filter((resource) => resource.type === 'bucket' && isRead(resource, () => false)).length;

/** Whether a known fact of the resource was true before this ISO time. */
export const isOlder = ({ facts }: ResourceFacts, than: string): boolean =>
  Object.values(facts).some((evidence) => evidence.known && evidence.at < than);

/** Two readings of one resource: of each fact the newest known value, and a gap only where no value is known. */
export function merge(before: FactSet, now: FactSet): FactSet {
  const merged: Record<string, Evidence<unknown>> = { ...before };
  for (const [fact, evidence] of Object.entries(now)) {
    const old = Object.hasOwn(merged, fact) ? merged[fact] : undefined;
    if (!old?.known || (evidence.known && evidence.at >= old.at)) merged[fact] = evidence;
  }
  return merged as FactSet;
}

/** Resources of a snapshot, to which further readings are added. */
export function resources(earlier: readonly ResourceFacts[]) {
  const held = new Map(earlier.map((resource) => [keyOf(resource), resource]));
  return {
    get: (key: Omit<ResourceFacts, 'facts'>) => held.get(keyOf(key)),
    all: (): ResourceFacts[] => [...held.values()],
    /** Adds a reading and gives the resource as it is known now. */
    add(resource: ResourceFacts): ResourceFacts {
      const before = held.get(keyOf(resource));
      const whole = before ? { ...resource, facts: merge(before.facts, resource.facts) } : resource;
      held.set(keyOf(resource), whole);
      return whole;
    },
    /** Leaves out the resources that this says no more of, and gives how many. */
    drop(isGone: (resource: ResourceFacts) => boolean): number {
      const gone = [...held.values()].filter(isGone);
      for (const resource of gone) held.delete(keyOf(resource));
      return gone.length;
    },
  };
}
export type Resources = ReturnType<typeof resources>;

/** The calls of two scans together. */
export function addCalls(before: readonly CallCount[], now: readonly CallCount[]): CallCount[] {
  const lines = new Map<string, CallCount>();
  for (const line of [...before, ...now]) {
    const key = `${line.service} ${line.operation} ${line.region} ${line.route}`;
    const old = lines.get(key);
    const outcomes: Record<string, number> = { ...old?.outcomes };
    for (const [word, count] of Object.entries(line.outcomes))
      outcomes[word] = (outcomes[word] ?? 0) + count;
    lines.set(key, { ...line, count: (old?.count ?? 0) + line.count, outcomes });
  }
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
