import type { Severity, VerdictWord } from './check.ts';
import type { Route } from './evidence.ts';

/** What an audit comes to, in numbers: enough for one line among many accounts. */
export interface Digest {
  buckets: number;
  counts: Readonly<Record<VerdictWord, number>>;
  /** How many buckets the public gets into, does not, or may. */
  exposure: Readonly<Record<'public' | 'notPublic' | 'unknown', number>>;
  /** Fails by severity. */
  fails: Readonly<Record<Severity, number>>;
  /** Fails by check id; checks that fail nowhere are left out. */
  failing: Readonly<Record<string, number>>;
  /** ISO time of the oldest evidence that a verdict rests on. */
  oldest: string;
  /** The ways by which its facts came, the one that brought most first. */
  routes: readonly Route[];
}
