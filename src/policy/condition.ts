import { contains, parseRange } from './address.ts';
import { matchesExactly } from './match.ts';
import type { Condition } from './parse.ts';
import { all, not, some, type Tri } from './tri.ts';

/** A condition operator taken apart. `base` is in lower case, without its negation. */
export interface Operator {
  base: string;
  negated: boolean;
  ifExists: boolean;
  set: 'all' | 'any' | null;
}

const bases = new Set(
  (
    'stringequals stringequalsignorecase stringlike numericequals numericlessthan numericlessthanequals ' +
    'numericgreaterthan numericgreaterthanequals dateequals datelessthan datelessthanequals dategreaterthan ' +
    'dategreaterthanequals bool binaryequals ipaddress arnequals arnlike null'
  ).split(' '),
);

const known = new Map<string, Operator | null>();

/** Takes an operator apart; null for one that IAM does not have. Letter case does not matter. */
export function operatorOf(name: string): Operator | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  let rest = name.toLowerCase();
  const set = rest.startsWith('forallvalues:')
    ? 'all'
    : rest.startsWith('foranyvalue:')
      ? 'any'
      : null;
  if (set) rest = rest.slice(rest.indexOf(':') + 1);
  const ifExists = rest.endsWith('ifexists');
  if (ifExists) rest = rest.slice(0, -'ifexists'.length);
  const negated = /^(string|numeric|date|arn)not|^notipaddress$/.test(rest);
  const base = negated ? rest.replace('not', '') : rest;
  const found = bases.has(base) ? { base, negated, ifExists, set } : null;
  // Names come from policies; whoever writes thousands of them shall not fill the memory.
  if (known.size > 500) known.clear();
  known.set(name, found as Operator | null);
  return found as Operator | null;
}

/**
 * Whether a condition holds for a request in which its key has these values; undefined: the request does not carry
 * the key. Null where that cannot be told: an operator that IAM does not have, or a policy variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds(
  condition: Condition,
  present: readonly string[] | undefined,
  plain: boolean,
): Tri {
  const operator = operatorOf(condition.operator);
  if (!operator) return null;
  const { base, negated, ifExists, set } = operator;
  const { values } = condition;
  if (base === 'null') {
    const absent = present === undefined ? 'true' : 'false';
    return values.some((value) => value.toLowerCase() === absent);
  }
  if (present === undefined) {
    if (ifExists || set === 'all') return true;
    return set === 'any' ? false : negated;
  }
  const fits = (actual: string): Tri =>
    some(values, (value) => compare(base, value, actual, plain));
  if (set === 'all') return all(present, (actual) => (negated ? not(fits(actual)) : fits(actual)));
  if (set === 'any') return some(present, (actual) => (negated ? not(fits(actual)) : fits(actual)));
  const any = some(present, fits);
  return negated ? not(any) : any;
}

/** Whether a text holds a policy variable, such as `${aws:username}`. */
export const hasVariable = (text: string, plain: boolean): boolean =>
  !plain && text.includes('${') && /\$\{[^}]*\}/.test(text);

function compare(base: string, value: string, actual: string, plain: boolean): Tri {
  if (hasVariable(value, plain)) return null;
  switch (base) {
    case 'stringequals':
    case 'binaryequals':
      return value === actual;
    case 'stringequalsignorecase':
      return value.toLowerCase() === actual.toLowerCase();
    case 'stringlike':
      return matchesExactly(value, actual);
    case 'arnequals':
    case 'arnlike':
      return matchesArn(value, actual);
    case 'bool':
      return /^(true|false)$/i.test(value) && value.toLowerCase() === actual.toLowerCase();
    case 'ipaddress': {
      const range = parseRange(value);
      const address = parseRange(actual);
      return range !== null && address !== null && contains(range, address);
    }
    default:
      return base.startsWith('date')
        ? order(base.slice(4), dateOf(actual), dateOf(value))
        : order(base.slice(7), numberOf(actual), numberOf(value));
  }
}

/** Each of the six parts of an ARN by itself, so that a star does not reach over a colon; a star alone is any ARN. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = partsOf(pattern);
  const present = partsOf(arn);
  return (
    wanted.length === 6 &&
    present.length === 6 &&
    wanted.every((part, at) => matchesExactly(part, present[at] as string))
  );
}

/** The six parts of an ARN; fewer where it is none. */
export function partsOf(arn: string): readonly string[] {
  const before = parted.get(arn);
  if (before) return before;
  const parts = arn.split(':');
  const found = parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
  if (parted.size > 2000) parted.clear();
  parted.set(arn, found);
  return found;
}
const parted = new Map<string, readonly string[]>();

function order(how: string, actual: number, wanted: number): boolean {
  if (Number.isNaN(actual) || Number.isNaN(wanted)) return false;
  if (how === 'equals') return actual === wanted;
  if (how === 'lessthan') return actual < wanted;
  if (how === 'lessthanequals') return actual <= wanted;
  return how === 'greaterthan' ? actual > wanted : actual >= wanted;
}

const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));
/** An ISO 8601 date, or seconds since 1970. */
const dateOf = (text: string): number =>
  /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
