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

/** Hands back the very object that it is given, so that what extends it stands in that object. */
class Same {
  constructor(statement: Statement) {
    return statement;
  }
}

/**
 * A private field of a statement that no copy, comparison or file of it sees. A WeakMap would do the same, but made
 * the garbage collector take longer than all the judging.
 */
class Hidden extends Same {
  #prepared: Prepared = {
    actions: null,
    entries: null,
    patterns: null,
    objects: null,
    tests: null,
    doubt: null,
  };
  static of(statement: Statement): Prepared {
    if (!(#prepared in statement)) new Hidden(statement);
    return (statement as unknown as Hidden).#prepared;
  }
}

/** What is worked out of a statement. It goes when the statement goes. */
export const preparedOf = (statement: Statement): Prepared => Hidden.of(statement);
