import { type Action, actions } from './actions.ts';
import { matches } from './match.ts';
import type { Statement } from './parse.ts';

/** An action that no list names, for "every action, also those that this version does not know". */
const unknown: Action = { name: 's3:\u0001', key: 's3:\u0001', kind: 'settings', on: 'bucket' };
/** Every action with its place in a set; the last one stands for those to come. */
export const everyAction: readonly Action[] = [...actions, unknown];
const words = Math.ceil(everyAction.length / 32);

/** A set of actions, one bit for each. */
export type ActionSet = Uint32Array;

const byPattern = new Map<string, ActionSet>();

function setOf(pattern: string): ActionSet {
  const before = byPattern.get(pattern);
  if (before) return before;
  const set = new Uint32Array(words);
  for (const [at, { key }] of everyAction.entries()) if (matches(pattern, key)) put(set, at);
  // Patterns come from policies; whoever writes thousands of them shall not fill the memory.
  if (byPattern.size > 2000) byPattern.clear();
  byPattern.set(pattern, set);
  return set;
}

const put = (set: ActionSet, at: number) => {
  set[at >> 5] = (set[at >> 5] as number) | (1 << (at & 31));
};

/** Whether a set holds the action at a place. */
export const has = (set: ActionSet, at: number): boolean =>
  ((set[at >> 5] as number) & (1 << (at & 31))) !== 0;

const ofStatement = new WeakMap<Statement, ActionSet>();

/** The actions that a statement's Action or NotAction takes in. */
export function actionsIn(statement: Statement): ActionSet {
  const before = ofStatement.get(statement);
  if (before) return before;
  const found = new Uint32Array(words);
  for (const pattern of statement.actions ?? statement.notActions ?? []) {
    const set = setOf(pattern);
    for (let at = 0; at < words; at++) found[at] = (found[at] as number) | (set[at] as number);
  }
  if (!statement.actions) for (let at = 0; at < words; at++) found[at] = ~(found[at] as number);
  ofStatement.set(statement, found);
  return found;
}

const selections = new Map<string, readonly number[]>();

/** Places of the actions that fit. Kept under a name, since the same few are asked for again and again. */
export function placesOf(name: string, fits: (action: Action) => boolean): readonly number[] {
  let found = selections.get(name);
  if (!found) {
    found = everyAction.flatMap((action, at) => (fits(action) ? [at] : []));
    selections.set(name, found);
  }
  return found;
}

/** Whether a set holds every action, also those to come. */
export const isEverything = (set: ActionSet): boolean => {
  for (let at = 0; at < everyAction.length; at++) if (!has(set, at)) return false;
  return true;
};
