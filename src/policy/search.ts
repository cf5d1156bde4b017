import { holds } from './condition.ts';
import type { Condition, Statement } from './parse.ts';
import type { Tri } from './tri.ts';

/** One way a request can be, as far as some keys go: the keys it carries, with their values. */
export type Candidate = ReadonlyMap<string, readonly string[]>;

/** The ways a request can be, for keys that go together. Named by `variableOf` of a key. */
export type Domains = (variable: string) => readonly Candidate[];

/** Lists of candidates that were cut short, so that finding none among them proves nothing. */
const partial = new WeakSet<readonly Candidate[]>();
export function cutShort(list: readonly Candidate[]): readonly Candidate[] {
  partial.add(list);
  return list;
}

/** How many comparisons one question may cost before it is given up: a few milliseconds. */
const patience = 3500;

/** What is left of the patience of one question, over all its searches. */
export interface Effort {
  left: number;
}
export const newEffort = (): Effort => ({ left: patience });

/**
 * Whether there is a request for which these conditions all hold, and which none of these Deny statements catches.
 * Everything but the conditions has been looked at before. Null where that cannot be told.
 */
export function findRequest(
  allow: Statement | null,
  denies: readonly Statement[],
  domains: Domains,
  variableOf: (key: string) => string,
  effort: Effort,
): Tri {
  if ((allow === null || allow.conditions.length === 0) && denies.length === 0) return true;
  const certain = search(allow, denies, domains, variableOf, effort, false);
  if (certain === true) return true;
  const doubtful = [...(allow ? [allow] : []), ...denies].some(hasDoubt);
  if (!doubtful) return certain;
  return search(allow, denies, domains, variableOf, effort, true) === false && certain === false
    ? false
    : null;
}

const hasDoubt = ({ conditions, plain }: Statement): boolean =>
  conditions.some((condition) => holds(condition, ['\u0001'], plain) === null);

/** One search: with doubts taken for the request (`hopeful`), or against it. */
function search(
  allow: Statement | null,
  denies: readonly Statement[],
  domains: Domains,
  variableOf: (key: string) => string,
  effort: Effort,
  hopeful: boolean,
): Tri {
  const left = new Map<string, readonly Candidate[]>();
  const of = (variable: string) => left.get(variable) ?? domains(variable);
  let spent = false;
  const narrow = (condition: Condition, plain: boolean, wanted: boolean) => {
    const variable = variableOf(condition.key);
    const before = of(variable);
    if (effort.left <= 0) {
      spent = true;
      return null;
    }
    effort.left -= before.length * Math.max(1, condition.values.length);
    const kept = before.filter((candidate) => {
      const value = holds(condition, candidate.get(condition.key), plain);
      return value === null ? hopeful : value === wanted;
    });
    if (kept.length === 0 && partial.has(domains(variable))) spent = true;
    return kept.length === 0 ? null : { variable, before: left.get(variable), kept };
  };
  if (allow)
    for (const condition of allow.conditions) {
      const found = narrow(condition, allow.plain, true);
      if (!found) return spent ? null : false;
      left.set(found.variable, found.kept);
    }
  const order = denies.toSorted((a, b) => a.conditions.length - b.conditions.length);
  const escape = (at: number): boolean => {
    const deny = order[at];
    if (!deny) return true;
    for (const condition of deny.conditions) {
      const found = narrow(condition, deny.plain, false);
      if (!found) continue;
      left.set(found.variable, found.kept);
      if (escape(at + 1)) return true;
      if (found.before) left.set(found.variable, found.before);
      else left.delete(found.variable);
      if (spent) return false;
    }
    return false;
  };
  if (escape(0)) return true;
  return spent ? null : false;
}
