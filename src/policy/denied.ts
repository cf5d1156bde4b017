import { actionsIn, everyAction, has, isEverything, isSomething } from './action-set.ts';
import type { Action } from './actions.ts';
import { type Caller, speaksOf } from './callers.ts';
import { testsOf } from './condition.ts';
import type { Statement } from './parse.ts';
import { objectsOf, onResource } from './resource.ts';
import { type Effort, findRequest } from './search.ts';
import { type Asked, escapes, type Field, fieldOf, isSame, type Near, spotAt } from './spots.ts';
import type { Tri } from './tri.ts';
import { byKey, type Fixed, type Place, requestsOf } from './world.ts';

/** Requests of one sort: by these callers, for these actions on these things, and with this much of them fixed. */
export interface Sort {
  callers: readonly Caller[];
  /** Places of actions in `everyAction`; null for all. */
  actions: readonly number[] | null;
  on: readonly ('bucket' | 'object')[];
  fixed: Fixed;
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
  const resources = on.includes('bucket') ? [place.arn, ...objects] : objects;
  const keys = byKey(denies);
  const crowds: Crowd[] = [];
  const ofAll: Asked[] = [];
  for (const caller of callers) {
    effort.left -= denies.length;
    const { groups, sure } = crowdOf(caller, denies, actions ?? everyPlace, resources, crowds);
    const requests = requestsOf(caller, keys, place, fixed);
    const ofOne: Asked[] = [];
    for (const { at, on: target, field } of groups)
      for (let where = 0; where < resources.length; where++) {
        // No request lists an object, or reads a bucket as if it were one.
        if (target !== null && (target === 'bucket') !== (resources[where] === place.arn)) continue;
        if (effort.left <= 0)
          return doubt ?? { caller, action: at, resource: resources[where] ?? '', sure: false };
        effort.left -= 1 + field.denies.length;
        const { resource, near } = spotAt(field, where);
        const asked = sure && isAlike(near, fixed) ? ofAll : ofOne;
        const answer = escapes(null, near, caller, requests, effort, asked);
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

/** Callers of whom the same Deny statements may speak, with what they can ask for. */
interface Crowd {
  speaking: readonly Statement[];
  groups: readonly { at: number; on: Target; field: Field }[];
}

function crowdOf(
  caller: Caller,
  denies: readonly Statement[],
  actions: readonly number[],
  resources: readonly string[],
  crowds: Crowd[],
): Pick<Crowd, 'groups'> & { sure: boolean } {
  let sure = true;
  const speaking = denies.filter((deny) => {
    const speaks = speaksOf(deny, caller);
    sure &&= speaks !== null;
    return speaks !== false;
  });
  for (const { speaking: same, groups } of crowds)
    if (isSame(same, speaking)) return { groups, sure };
  const groups = distinct(actions, speaking).map(({ at, on, relevant }) => ({
    at,
    on,
    field: fieldOf(null, relevant, resources),
  }));
  crowds.push({ speaking, groups });
  return { groups, sure };
}

/** Whether the answer is the same for every caller of whom these statements speak for sure. */
const isAlike = ({ denies, sure }: Near, fixed: Fixed): boolean =>
  sure.length === denies.length && denies.every((deny) => isFixed(deny, fixed));

const isFixed = (deny: Statement, fixed: Fixed): boolean =>
  testsOf(deny).every(({ variable }) => fixed.has(variable));

/** Actions that fall under the same statements, by one of them. `on`: what they act on, null for either. */
interface Alike {
  at: number;
  on: Target;
  relevant: readonly Statement[];
}
type Target = 'bucket' | 'object' | null;

/** What an action acts on. Actions to come, which the last place stands for, may act on either. */
const targetOf = (at: number): Target =>
  at === everyAction.length - 1 ? null : (everyAction[at] as Action).on;
const targets: readonly Target[] = [null, 'bucket', 'object'];

/** One action for each set of statements that actions fall under. */
function distinct(places: readonly number[], statements: readonly Statement[]): Alike[] {
  const sets = statements.map(actionsIn);
  if (sets.every(isEverything) && places[0] !== undefined)
    return [{ at: places[0], on: null, relevant: statements }];
  // Every action has the number of its group. Each set parts groups in two; they keep the order of their first action.
  let groups = new Uint8Array(places.length);
  let count = 0;
  const byTarget = new Uint8Array(targets.length);
  for (let i = 0; i < places.length; i++) {
    const target = targets.indexOf(targetOf(places[i] as number));
    groups[i] = (byTarget[target] ||= ++count) - 1;
  }
  for (const set of sets) {
    if (isEverything(set) || !isSomething(set)) continue;
    const parts = new Uint8Array(count * 2);
    const next = new Uint8Array(places.length);
    count = 0;
    for (let i = 0; i < places.length; i++) {
      const part = (groups[i] as number) * 2 + (has(set, places[i] as number) ? 1 : 0);
      next[i] = (parts[part] ||= ++count) - 1;
    }
    groups = next;
  }
  return Array.from({ length: count }, (_, group) => {
    const at = places[groups.indexOf(group)] as number;
    return {
      at,
      on: targetOf(at),
      relevant: statements.filter((_, i) => has(sets[i] as Uint32Array, at)),
    };
  });
}

/** Whether one Deny statement catches some request of a sort. */
export function catchesSome(
  deny: Statement,
  { callers, actions, on, fixed }: Sort,
  place: Place,
  effort: Effort,
): Tri {
  const set = actionsIn(deny);
  if (!(actions ? actions.some((at) => has(set, at)) : isSomething(set))) return false;
  const touched =
    (on.includes('bucket') && onResource(deny, place.arn) !== false) ||
    (on.includes('object') &&
      objectsOf([deny], place.arn).objects.some((one) => onResource(deny, one) !== false));
  if (!touched) return false;
  let best: Tri = false;
  const keys = byKey([deny]);
  const alike = isFixed(deny, fixed);
  let before: { answer: Tri; cost: number } | null = null;
  for (const caller of callers) {
    if (effort.left <= 0) return null;
    effort.left -= 8;
    const speaks = speaksOf(deny, caller);
    if (speaks === false) continue;
    let answer: Tri;
    if (before && effort.left > before.cost) {
      effort.left -= before.cost;
      answer = before.answer;
    } else {
      const left = effort.left;
      answer = findRequest(deny, [], requestsOf(caller, keys, place, fixed), effort);
      if (alike && effort.left > 0) before = { answer, cost: left - effort.left };
    }
    if (answer === true && speaks === true) return true;
    if (answer !== false) best = null;
  }
  return best;
}
