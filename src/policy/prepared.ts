import type { ActionSet } from './action-set.ts';
import type { Entry } from './callers.ts';
import type { Test } from './condition.ts';
import type { Statement } from './parse.ts';
import type { Pattern } from './resource.ts';

/** What was worked out of a statement, so that it is worked out once; null: not yet. */
export interface Prepared {
  /** The actions that Action or NotAction takes in. */
  actions: ActionSet | null;
  /** Entries of Principal, or of NotPrincipal. */
  entries: readonly Entry[] | null;
  /** Patterns of Resource, or of NotResource. */
  patterns: readonly Pattern[] | null;
  /** Some objects for each pattern, in the bucket whose objects' ARNs begin so. */
  objects: { start: string; objects: readonly string[] } | null;
  tests: readonly Test[] | null;
  /** Whether a condition may not be told. */
  doubt: boolean | null;
}

const made = new WeakMap<Statement, Prepared>();

/** What is worked out of a statement. It goes when the statement goes. */
export function preparedOf(statement: Statement): Prepared {
  let found = made.get(statement);
  if (!found) {
    found = {
      actions: null,
      entries: null,
      patterns: null,
      objects: null,
      tests: null,
      doubt: null,
    };
    made.set(statement, found);
  }
  return found;
}
