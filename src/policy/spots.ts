import { speaksOf, type Caller } from './callers.ts';
import type { Statement } from './parse.ts';
import { onResource } from './resource.ts';
import { type Effort, findRequest } from './search.ts';
import type { Tri } from './tri.ts';
import type { Requests } from './world.ts';

/** A resource, with the Deny statements that may speak of it. */
export interface Spot {
  resource: string;
  /** Whether the Allow statement in question speaks of it. */
  here: Tri;
  near: Near;
}

/** Deny statements that may speak of a resource. Resources of which the same ones speak share it. */
export interface Near {
  denies: readonly Statement[];
  /** Those that speak of it for sure. */
  sure: readonly Statement[];
}

/** Some resources, looked at one by one as they are asked for. */
export interface Field {
  allow: Statement | null;
  denies: readonly Statement[];
  resources: readonly string[];
  spots: Spot[];
  nears: Near[];
}
export const fieldOf = (
  allow: Statement | null,
  denies: readonly Statement[],
  resources: readonly string[],
  nears: Near[] = [],
): Field => ({ allow, denies, resources, spots: [], nears });

/** What is near one resource of a field, by its place among them. */
export function spotAt(field: Field, at: number): Spot {
  const before = field.spots[at];
  if (before) return before;
  const resource = field.resources[at] ?? '';
  const here = field.allow === null ? true : onResource(field.allow, resource);
  const near = here === false ? nothing : nearOf(field, resource);
  const found: Spot = { resource, here, near };
  field.spots[at] = found;
  return found;
}
const nothing: Near = { denies: [], sure: [] };

function nearOf({ denies, nears }: Field, resource: string): Near {
  if (denies.length === 0) return nothing;
  const near: Statement[] = [];
  const sure: Statement[] = [];
  for (const deny of denies) {
    const touched = onResource(deny, resource);
    if (touched !== false) near.push(deny);
    if (touched === true) sure.push(deny);
  }
  for (const one of nears) if (isSame(one.denies, near) && isSame(one.sure, sure)) return one;
  const found = { denies: near, sure };
  nears.push(found);
  return found;
}

/** Whether two lists hold the same statements in the same order. */
export function isSame(one: readonly Statement[], other: readonly Statement[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Answers to what was asked before, with what each has cost. */
export interface Asked {
  near: Near;
  answer: Tri;
  cost: number;
}

/**
 * Whether there is a request of a caller, let in by an Allow statement, that escapes what is near a resource; null
 * where a Deny may or may not speak of the caller or the resource. What was asked before costs as much again, so that
 * a question is given up at the same point however it is answered.
 */
export function escapes(
  allow: Statement | null,
  near: Near,
  caller: Caller,
  requests: Requests,
  effort: Effort,
  asked: Asked[],
): Tri {
  for (const one of asked)
    if (one.near === near && effort.left > one.cost) {
      effort.left -= one.cost;
      return one.answer;
    }
  const before = effort.left;
  let answer = findRequest(allow, near.denies, requests, effort);
  if (answer === false) {
    const certain = near.sure.filter((deny) => speaksOf(deny, caller) === true);
    if (
      certain.length < near.denies.length &&
      findRequest(allow, certain, requests, effort) !== false
    )
      answer = null;
  }
  if (effort.left > 0) asked.push({ near, answer, cost: before - effort.left });
  return answer;
}
