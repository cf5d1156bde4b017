import { type ActionSet, actionsIn, everyAction, has, isEverything } from './action-set.ts';
import type { Action } from './actions.ts';
import { type Caller, speaksOf } from './callers.ts';
import type { Statement } from './parse.ts';
import { objectsOf, onResource } from './resource.ts';
import { type Candidate, type Effort, findRequest } from './search.ts';
import type { Tri } from './tri.ts';
import { byKey, type Place, requestsOf, variableOf } from './world.ts';

/** Requests of one sort: by these callers, for these actions on these things, and with this much of them fixed. */
export interface Sort {
  callers: readonly Caller[];
  /** Places of actions in `everyAction`; null for all. */
  actions: readonly number[] | null;
  on: readonly ('bucket' | 'object')[];
  fixed: ReadonlyMap<string, readonly Candidate[]>;
}

/** A request that no Deny statement catches, or may not catch. */
export interface Gap {
  caller: Caller;
  /** Place of an action in `everyAction`. */
  action: number;
  resource: string;
  sure: boolean;
}

const everyPlace = everyAction.map((_, at) => at);

/**
 * A request of a sort that no Deny statement catches, over the union of all of them; null where every one is caught.
 * A gap that is not sure is handed back only where there is no sure one.
 */
export function gapIn(
  { callers, actions, on, fixed }: Sort,
  denies: readonly Statement[],
  place: Place,
  effort: Effort,
): Gap | null {
  let doubt: Gap | null = null;
  const { objects, all } = on.includes('object')
    ? objectsOf(denies, place.arn)
    : { objects: [], all: true };
  const resources = [...(on.includes('bucket') ? [place.arn] : []), ...objects];
  const keys = byKey(denies);
  const grouped = new Map<string, ReturnType<typeof distinct>>();
  for (const caller of callers) {
    effort.left -= denies.length;
    const speaking = denies.filter((deny) => speaksOf(deny, caller) !== false);
    const domains = requestsOf(caller, keys, place, fixed);
    const same = speaking.map(({ index }) => index).join();
    let groups = grouped.get(same);
    if (!groups) grouped.set(same, (groups = distinct(actions ?? everyPlace, speaking)));
    for (const { at, on: target, relevant } of groups)
      for (const resource of resources) {
        // No request lists an object, or reads a bucket as if it were one.
        if (target !== null && (target === 'bucket') !== (resource === place.arn)) continue;
        if (effort.left <= 0) return doubt ?? { caller, action: at, resource, sure: false };
        effort.left -= 1 + relevant.length;
        const near = relevant.filter((deny) => onResource(deny, resource) !== false);
        const answer = escapes(
          near,
          caller,
          resource,
          () => findRequest(null, near, domains, variableOf, effort),
          (certain) => findRequest(null, certain, domains, variableOf, effort),
        );
        if (answer === false) continue;
        const gap: Gap = { caller, action: at, resource, sure: answer === true };
        if (gap.sure) return gap;
        doubt ??= gap;
      }
  }
  if (!doubt && !all && callers[0])
    return { caller: callers[0], action: 0, resource: place.arn, sure: false };
  return doubt;
}

function escapes(
  near: readonly Statement[],
  caller: Caller,
  resource: string,
  whole: () => Tri,
  without: (certain: readonly Statement[]) => Tri,
): Tri {
  const answer = whole();
  if (answer !== false) return answer;
  const certain = near.filter(
    (deny) => onResource(deny, resource) === true && speaksOf(deny, caller) === true,
  );
  return certain.length < near.length && without(certain) !== false ? null : false;
}

/** Actions that fall under the same statements, by one of them. `on`: what they act on, null for either. */
interface Alike {
  at: number;
  on: 'bucket' | 'object' | null;
  relevant: readonly Statement[];
}

/** One action for each set of statements that actions fall under. */
function distinct(places: readonly number[], statements: readonly Statement[]): Alike[] {
  const found = new Map<string, Alike>();
  const sets = statements.map(actionsIn);
  if (sets.every(isEverything) && places[0] !== undefined)
    return [{ at: places[0], on: null, relevant: statements }];
  for (const at of places) {
    // Actions to come, which the last place stands for, may act on either.
    const on = at === everyAction.length - 1 ? null : (everyAction[at] as Action).on;
    let signature = `${on} `;
    for (const set of sets) signature += has(set, at) ? '1' : '0';
    if (!found.has(signature))
      found.set(signature, {
        at,
        on,
        relevant: statements.filter((_, i) => has(sets[i] as ActionSet, at)),
      });
  }
  return [...found.values()];
}

/** Whether one Deny statement catches some request of a sort. */
export function catchesSome(
  deny: Statement,
  { callers, actions, on, fixed }: Sort,
  place: Place,
  effort: Effort,
): Tri {
  const set = actionsIn(deny);
  if (!(actions ?? everyPlace).some((at) => has(set, at))) return false;
  const resources = [
    ...(on.includes('bucket') ? [place.arn] : []),
    ...(on.includes('object') ? objectsOf([deny], place.arn).objects : []),
  ];
  const touched = resources.some((resource) => onResource(deny, resource) !== false);
  if (!touched) return false;
  let best: Tri = false;
  const keys = byKey([deny]);
  for (const caller of callers) {
    if (effort.left <= 0) return null;
    effort.left -= 8;
    const speaks = speaksOf(deny, caller);
    if (speaks === false) continue;
    const answer = findRequest(
      deny,
      [],
      requestsOf(caller, keys, place, fixed),
      variableOf,
      effort,
    );
    if (answer === true && speaks === true) return true;
    if (answer !== false) best = null;
  }
  return best;
}
