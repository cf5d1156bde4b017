import { type Candidate, isCutShort } from './candidates.ts';
import { hasDoubt, holds, type Test, testsOf } from './condition.ts';
import type { Statement } from './parse.ts';
import type { Tri } from './tri.ts';
import { candidatesOf, type Requests } from './world.ts';

/** How many comparisons one question may cost before it is given up: a few milliseconds. */
const patience = 3500;

/** What is left of the patience of one question, over all its searches. */
export interface Effort {
  left: number;
}
export const newEffort = (): Effort => ({ left: patience });

/**
 * Whether there is a request for which the conditions of an Allow statement all hold, and which none of these Deny
 * statements catches. Everything but the conditions has been looked at before. Null where that cannot be told.
 */
export function findRequest(
  allow: Statement | null,
  denies: readonly Statement[],
  requests: Requests,
  effort: Effort,
): Tri {
  if ((allow === null || allow.conditions.length === 0) && denies.length === 0) return true;
  const order =
    denies.length < 2
      ? denies
      : denies.toSorted((a, b) => a.conditions.length - b.conditions.length);
  const certain = search(allow, order, requests, effort, false);
  if (certain === true) return true;
  const doubtful = (allow !== null && hasDoubt(allow)) || denies.some(hasDoubt);
  if (!doubtful) return certain;
  return search(allow, order, requests, effort, true) === false && certain === false ? false : null;
}

/** What a search has narrowed the request to so far; later entries go before earlier ones of the same variable. */
interface Search {
  requests: Requests;
  effort: Effort;
  /** Doubts are taken for the request, or against it. */
  hopeful: boolean;
  /** It was given up, or looked through a list that was cut short. */
  spent: boolean;
  variables: string[];
  kept: (readonly Candidate[])[];
}

function search(
  allow: Statement | null,
  denies: readonly Statement[],
  requests: Requests,
  effort: Effort,
  hopeful: boolean,
): Tri {
  const state: Search = { requests, effort, hopeful, spent: false, variables: [], kept: [] };
  if (allow)
    for (const test of testsOf(allow))
      if (!narrow(state, test, true)) return state.spent ? null : false;
  if (escape(state, denies, 0)) return true;
  return state.spent ? null : false;
}

/** Whether what is left of the request escapes these Deny statements, from one of them on. */
function escape(state: Search, denies: readonly Statement[], from: number): boolean {
  const deny = denies[from];
  if (!deny) return true;
  for (const test of testsOf(deny)) {
    if (!narrow(state, test, false)) continue;
    if (escape(state, denies, from + 1)) return true;
    state.variables.pop();
    state.kept.pop();
    if (state.spent) return false;
  }
  return false;
}

/** Keeps the candidates for which a test comes out as wanted; false, and nothing changed, where there are none. */
function narrow(state: Search, test: Test, wanted: boolean): boolean {
  const { requests, effort, hopeful, variables } = state;
  const { variable, key } = test;
  const at = variables.lastIndexOf(variable);
  const before = at < 0 ? candidatesOf(requests, variable) : (state.kept[at] ?? []);
  if (effort.left <= 0) {
    state.spent = true;
    return false;
  }
  effort.left -= before.length * Math.max(1, test.values.length);
  let kept: Candidate[] | null = null;
  for (let i = 0; i < before.length; i++) {
    const candidate = before[i] as Candidate;
    const value = holds(test, candidate.get(key));
    if (value === null ? hopeful : value === wanted) kept?.push(candidate);
    else kept ??= before.slice(0, i);
  }
  const left = kept ?? before;
  if (left.length === 0) {
    if (isCutShort(candidatesOf(requests, variable))) state.spent = true;
    return false;
  }
  variables.push(variable);
  state.kept.push(left);
  return true;
}
