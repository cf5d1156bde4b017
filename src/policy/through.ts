import {
  type ActionSet,
  actionsIn,
  everyAction,
  has,
  isEverything,
  placeOf,
  placesOf,
} from './action-set.ts';
import type { Kind } from './actions.ts';
import { type Caller, speaksOf } from './callers.ts';
import type { Statement } from './parse.ts';
import { objectsOf } from './resource.ts';
import { type Effort, newEffort } from './search.ts';
import { type Asked, escapes, type Field, fieldOf, isSame, type Near, spotAt } from './spots.ts';
import type { Tri } from './tri.ts';
import { byKey, type ByKey, type Fixed, type Place, type Requests, requestsOf } from './world.ts';

type On = 'bucket' | 'object';
const targets = ['bucket', 'object'] as const;

/** The Deny statements of a policy, and those that speak of each action. */
export interface Denials {
  denies: readonly Statement[];
  /** By the place of the action. Actions of which the same ones speak share the list. */
  of: (readonly Statement[])[];
  lists: (readonly Statement[])[];
  /** Each speaks of every action. */
  whole: boolean;
}
export const denialsOf = (denies: readonly Statement[]): Denials => ({
  denies,
  of: [],
  lists: [],
  whole: denies.every((deny) => isEverything(actionsIn(deny))),
});

function denyingAction(denials: Denials, at: number): readonly Statement[] {
  if (denials.whole) return denials.denies;
  return (denials.of[at] ??= shared(
    denials.denies.filter((deny) => has(actionsIn(deny), at)),
    denials.lists,
  ));
}

/** The same list as before, where there was one alike. */
function shared(list: readonly Statement[], lists: (readonly Statement[])[]): readonly Statement[] {
  for (const one of lists) if (isSame(one, list)) return one;
  lists.push(list);
  return list;
}

/** Callers of whom the same Deny statements may speak. */
export interface Crowd {
  against: readonly Statement[];
  /** What these callers meet, by the Deny statements that speak of an action. */
  met: Map<readonly Statement[], Met>;
}

/** Deny statements that may speak of a caller and an action, with the resources on which they are met. */
interface Met {
  denies: readonly Statement[];
  nears: Near[];
  bucket: Field | null;
  object: Field | null;
  /** Whether these objects stand for all of them. */
  all: boolean;
}

/** An Allow statement, beside the Deny statements of its policy. */
export interface Permit {
  statement: Statement;
  denials: Denials;
  crowds: Crowd[];
  keys: ByKey;
  place: Place;
  effort: Effort;
}

/** One caller before an Allow statement. */
export interface Asking {
  permit: Permit;
  caller: Caller;
  speaks: Tri;
  granted: ActionSet;
  crowd: Crowd;
  requests: Requests;
  told: { met: Met; asked: Asked[]; bucket?: Tri; object?: Tri }[];
}

/** `fixed` overrules how the caller's requests can be. */
export function askingOf(permit: Permit, caller: Caller, fixed?: Fixed): Asking {
  const { statement, denials, crowds, keys, place } = permit;
  return {
    permit,
    caller,
    speaks: speaksOf(statement, caller),
    granted: actionsIn(statement),
    crowd: crowdOf(denials, caller, crowds),
    requests: requestsOf(caller, keys, place, fixed),
    told: [],
  };
}

function crowdOf({ denies }: Denials, caller: Caller, crowds: Crowd[]): Crowd {
  const speaking = denies.filter((deny) => speaksOf(deny, caller) !== false);
  for (const crowd of crowds) if (isSame(crowd.against, speaking)) return crowd;
  const found: Crowd = {
    against: speaking.length === denies.length ? denies : speaking,
    met: new Map(),
  };
  crowds.push(found);
  return found;
}

/** Whether the caller gets through for something of one kind, past every Deny. */
export function askFor(asking: Asking, kind: Kind): Tri {
  if (asking.speaks === false) return false;
  const { permit, granted, crowd, speaks } = asking;
  const { against } = crowd;
  let best: Tri = false;
  for (const on of targets) {
    const tried: Met[] = [];
    for (const at of placesOf[on][kind]) {
      if (!has(granted, at)) continue;
      permit.effort.left -= against.length >> 2;
      const met = metIn(crowd, permit.denials, at);
      if (tried.includes(met)) continue;
      tried.push(met);
      const answer = through(asking, met, on);
      if (answer === true && speaks === true) return true;
      if (answer !== false) best = null;
      if (against.length === 0) break;
    }
  }
  return best;
}

function metIn(crowd: Crowd, denials: Denials, at: number): Met {
  const { against, met } = crowd;
  const speaking = denyingAction(denials, at);
  const before = met.get(speaking);
  if (before) return before;
  const denies =
    against === denials.denies ? speaking : speaking.filter((deny) => against.includes(deny));
  let found: Met | undefined;
  for (const one of met.values()) if (isSame(one.denies, denies)) found = one;
  found ??= metBy(denies);
  met.set(speaking, found);
  return found;
}

const metBy = (denies: readonly Statement[]): Met => ({
  denies,
  nears: [],
  bucket: null,
  object: null,
  all: true,
});

/** Whether there is a request for the bucket, or for one of its objects, that gets past the Deny statements it meets. */
function through(asking: Asking, met: Met, on: On): Tri {
  let told = asking.told.find((one) => one.met === met);
  if (!told) asking.told.push((told = { met, asked: [] }));
  const before = told[on];
  if (before !== undefined) return before;
  const answer = tryResources(asking, met, on, told.asked);
  told[on] = answer;
  return answer;
}

function tryResources(asking: Asking, met: Met, on: On, asked: Asked[]): Tri {
  const { statement, effort, place } = asking.permit;
  const field = (met[on] ??= fieldFor(statement, met, on, place));
  let best: Tri = on === 'bucket' || met.all ? false : null;
  for (let at = 0; at < field.resources.length; at++) {
    if (effort.left <= 0) return null;
    effort.left -= 1 + met.denies.length;
    const { here, near } = spotAt(field, at);
    if (here === false) continue;
    const answer = escapes(statement, near, asking.caller, asking.requests, effort, asked);
    if (answer === true && here === true) return true;
    if (answer !== false) best = null;
  }
  return best;
}

function fieldFor(statement: Statement, met: Met, on: On, { arn }: Place): Field {
  if (on === 'bucket') return fieldOf(statement, met.denies, [arn], met.nears);
  const { objects, all } = objectsOf([statement, ...met.denies], arn);
  met.all = all;
  return fieldOf(statement, met.denies, objects, met.nears);
}

/** Whether a caller gets through one Allow statement for one action, past every Deny of the policy. */
export function askForAction(
  statement: Statement,
  statements: readonly Statement[],
  caller: Caller,
  action: string,
  place: Place,
): Tri {
  const at = placeOf(action);
  const speaks = speaksOf(statement, caller);
  if (at === undefined || speaks === false || !has(actionsIn(statement), at)) return false;
  const denies = statements.filter(
    (deny) =>
      deny.effect === 'Deny' && has(actionsIn(deny), at) && speaksOf(deny, caller) !== false,
  );
  const permit: Permit = {
    statement,
    denials: denialsOf(denies),
    crowds: [],
    keys: byKey([statement, ...denies]),
    place,
    effort: newEffort(),
  };
  const { on } = everyAction[at] as { on: On };
  const answer = through(askingOf(permit, caller), metBy(denies), on);
  return answer === true ? speaks : answer;
}
