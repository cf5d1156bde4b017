import { type Action, actions, type Kind, kinds } from './actions.ts';
import { isWild, matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';
import { preparedOf } from './prepared.ts';

/** An action that no list names, for "every action, also those that this version does not know". */
const unknown: Action = { name: 's3:\u0001', key: 's3:\u0001', kind: 'settings', on: 'bucket' };
/** Every action with its place in a set; the last one stands for those to come. */
export const everyAction: readonly Action[] = [...actions, unknown];
const words = Math.ceil(everyAction.length / 32);

/** A set of actions, one bit for each. */
export type ActionSet = Uint32Array;

const byKey: ReadonlyMap<string, number> = new Map(everyAction.map(({ key }, at) => [key, at]));
const byPattern = new Map<string, ActionSet>();

function setOf(pattern: string): ActionSet {
  const before = byPattern.get(pattern);
  if (before) return before;
  const set = new Uint32Array(words);
  const lower = pattern.toLowerCase();
  if (isWild(lower)) {
    for (let at = 0; at < everyAction.length; at++)
      if (matchesExactly(lower, (everyAction[at] as Action).key)) put(set, at);
  } else {
    const at = byKey.get(lower);
    if (at !== undefined) put(set, at);
  }
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

/** The actions that a statement's Action or NotAction takes in. */
export function actionsIn(statement: Statement): ActionSet {
  const prepared = preparedOf(statement);
  return (prepared.actions ??= readActions(statement));
}

function readActions({ actions, notActions }: Statement): ActionSet {
  if (actions?.length === 1) return setOf(actions[0] as string);
  const found = new Uint32Array(words);
  for (const pattern of actions ?? notActions ?? []) {
    const set = setOf(pattern);
    for (let at = 0; at < words; at++) found[at] = (found[at] as number) | (set[at] as number);
  }
  if (!actions) for (let at = 0; at < words; at++) found[at] = ~(found[at] as number);
  return found;
}

const placesWhere = (fits: (action: Action) => boolean): readonly number[] =>
  everyAction.flatMap((action, at) => (fits(action) ? [at] : []));
const byKind = (on: Action['on']) =>
  Object.fromEntries(
    kinds.map((kind) => [kind, placesWhere((action) => action.kind === kind && action.on === on)]),
  ) as unknown as Readonly<Record<Kind, readonly number[]>>;

/** Places of the actions of each kind, on a bucket and on objects. */
export const placesOf = { bucket: byKind('bucket'), object: byKind('object') } as const;

const byName: ReadonlyMap<string, number> = new Map(everyAction.map(({ name }, at) => [name, at]));
/** Where an action, named as AWS writes it, has its place; undefined where there is none of this name. */
export const placeOf = (name: string): number | undefined => byName.get(name);

const everything: ActionSet = new Uint32Array(words);
for (let at = 0; at < everyAction.length; at++) put(everything, at);

/** Whether a set holds every action, also those to come. */
export function isEverything(set: ActionSet): boolean {
  for (let at = 0; at < words; at++) {
    const all = everything[at] as number;
    if (((set[at] as number) & all) >>> 0 !== all) return false;
  }
  return true;
}

/** Whether a set holds any action. */
export function isSomething(set: ActionSet): boolean {
  for (let at = 0; at < words; at++)
    if (((set[at] as number) & (everything[at] as number)) !== 0) return true;
  return false;
}
