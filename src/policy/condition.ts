import { contains, parseRange } from './address.ts';
import { matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';
import { preparedOf } from './prepared.ts';
import { not, type Tri } from './tri.ts';
import { variableOf } from './variables.ts';

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

/** A condition of a statement, taken apart. */
export interface Test {
  key: string;
  values: readonly string[];
  /** Which keys decide together with its key. */
  variable: string;
  operator: Operator | null;
  /** A value may hold a policy variable. */
  open: boolean;
}

/** The conditions of a statement, taken apart. */
export function testsOf(statement: Statement): readonly Test[] {
  const prepared = preparedOf(statement);
  return (prepared.tests ??= statement.conditions.map(({ operator, key, values }) => ({
    key,
    values,
    variable: variableOf(key),
    operator: operatorOf(operator),
    open: !statement.plain && values.some((value) => value.includes('${')),
  })));
}

/** Whether some condition of a statement may be one that cannot be told. */
export function hasDoubt(statement: Statement): boolean {
  const prepared = preparedOf(statement);
  return (prepared.doubt ??= testsOf(statement).some((test) => holds(test, unusual) === null));
}
const unusual: readonly string[] = ['\u0001'];

/**
 * Whether a condition holds for a request in which its key has these values; undefined: the request does not carry
 * the key. Null where that cannot be told: an operator that IAM does not have, or a policy variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds(test: Test, present: readonly string[] | undefined): Tri {
  const { operator, values } = test;
  if (!operator) return null;
  const { base, negated, ifExists, set } = operator;
  if (base === 'null') {
    const absent = present === undefined ? 'true' : 'false';
    for (const value of values) if (value.toLowerCase() === absent) return true;
    return false;
  }
  if (present === undefined) {
    if (ifExists || set === 'all') return true;
    return set === 'any' ? false : negated;
  }
  // ForAllValues: every value must do. Otherwise one value that does is enough, and a negation without
  // ForAnyValue is that of the whole.
  const each = set !== null && negated;
  const settles = set !== 'all';
  let sum: Tri = !settles;
  for (const actual of present) {
    const fit = fits(test, base, actual);
    const one = each ? not(fit) : fit;
    if (one === settles) {
      sum = settles;
      break;
    }
    if (one === null) sum = null;
  }
  return set === null && negated ? not(sum) : sum;
}

/** Whether one value of a request fits one of a condition. */
function fits({ values, open }: Test, base: string, actual: string): Tri {
  let sum: Tri = false;
  for (const value of values) {
    if (open && hasVariable(value, false)) sum = null;
    else if (compare(base, value, actual)) return true;
  }
  return sum;
}

/** Whether a text holds a policy variable, such as `${aws:username}`. */
export const hasVariable = (text: string, plain: boolean): boolean =>
  !plain && text.includes('${') && /\$\{[^}]*\}/.test(text);

function compare(base: string, value: string, actual: string): boolean {
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
    case 'bool': {
      const lower = value.toLowerCase();
      return (lower === 'true' || lower === 'false') && lower === actual.toLowerCase();
    }
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
  if (wanted.length !== 6 || present.length !== 6) return false;
  for (let at = 0; at < 6; at++)
    if (!matchesExactly(wanted[at] as string, present[at] as string)) return false;
  return true;
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
