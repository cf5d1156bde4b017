import type { Collection, Evidence, Read } from '../model/evidence.ts';
import type { FactName } from '../model/facts.ts';
import { newestLooks, type ObjectLook } from '../model/objects.ts';
import {
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

/** Facts of a bucket that others than itself answer: the list of buckets, and AWS Backup. */
const ofOthers: readonly FactName[] = ['location', 'recoveryPoints'];

/** Whether every fact that was asked for failed, leaving out what tells nothing of the bucket itself. */
function isSilent(all: readonly [FactName, Evidence<unknown>][]): boolean {
  const gaps = all.flatMap(([fact, evidence]) =>
    ofOthers.includes(fact) && evidence.known ? [] : [evidence.known ? 'none' : evidence.gap],
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

/** Whether a known fact that scans read was true of the resource before this ISO time, and not since. */
export const isOlder = ({ facts }: ResourceFacts, than: string): boolean =>
  Object.entries(facts).some(
    ([fact, evidence]) => fact !== 'objects' && evidence.known && evidence.at < than,
  );

/** Two readings of one resource: of each fact the newest known value, and a gap only where no value is known. */
export function merge(before: FactSet, now: FactSet): FactSet {
  const merged: Record<string, Evidence<unknown>> = { ...before };
  for (const [fact, evidence] of Object.entries(now)) {
    const old = Object.hasOwn(merged, fact) ? merged[fact] : undefined;
    merged[fact] =
      old?.known && evidence.known
        ? fact === 'objects'
          ? withLooks(old as Looks, evidence as Looks)
          : newest(old, evidence)
        : old?.known
          ? old
          : evidence;
  }
  return merged as FactSet;
}

type Looks = Read<readonly ObjectLook[]>;

/** A report does not take the place of a sample, nor a sample that of a report. */
const withLooks = (one: Looks, two: Looks): Looks => ({
  ...(two.at >= one.at ? two : one),
  value: newestLooks([...two.value, ...one.value]),
});

/** The newer of two values; of two that are as old, the second. Lists that are not complete are joined. */
function newest(one: Read<unknown>, two: Read<unknown>): Read<unknown> {
  const [old, now] = two.at >= one.at ? [one, two] : [two, one];
  if (!isCollection(old.value) || !isCollection(now.value) || now.value.complete) return now;
  // What the newer list lacks may be in the part that could not be read.
  const names = new Set(now.value.items.map(nameOfItem));
  const others = old.value.items.filter((item) => !names.has(nameOfItem(item)));
  if (others.length === 0 && !old.value.complete) return now;
  return {
    ...old,
    value: {
      items: [...now.value.items, ...others],
      complete: old.value.complete,
      gaps: old.value.complete ? [] : now.value.gaps,
    },
  };
}

const isCollection = (value: unknown): value is Collection<unknown> =>
  typeof value === 'object' && value !== null && 'items' in value && 'complete' in value;

/** Items of a collection have a name or an id that is unique in it. */
function nameOfItem(item: unknown): string {
  const { name, id } = item as { name?: string; id?: string };
  return name ?? id ?? JSON.stringify(item);
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
