import { any, every, fits, type Known, type KnownFields, type Matches, opposite } from './event.ts';
import type { Expression, FieldTest, LogFilter, Term } from './log-filter.ts';

/** Whether events of which these fields are known match a filter pattern of CloudWatch Logs. */
export const matchesFilter = (filter: LogFilter, known: KnownFields): Matches =>
  filter.is === 'json' ? judge(filter.expression, known) : judgeTerms(filter.terms, known);

function judge(expression: Expression, known: KnownFields): Matches {
  if (expression.is === 'test') return judgeTest(expression, known);
  const parts = expression.parts.map((part) => judge(part, known));
  return expression.is === 'and' ? every(parts) : any(parts);
}

function judgeTest(test: FieldTest, known: KnownFields): Matches {
  const value = lookUp(test.path, known);
  const { operator } = test;
  if (value === undefined) return 'some';
  const yes = (is: boolean): Matches => (is ? 'yes' : 'no');
  if (operator === 'notExists') return yes(value === null);
  if (value === null)
    // AWS does not say what comparing by "is not" makes of a field that is not there.
    return operator === '!=' || operator === 'isNull' ? 'unknown' : 'no';
  switch (operator) {
    case 'isNull':
      return 'no';
    case 'isTrue':
      return yes(value === true);
    case 'isFalse':
      return yes(value === false);
    case '=':
    case '!=': {
      const equal = isEqual(test, value);
      return operator === '=' ? equal : opposite(equal);
    }
    default:
      return yes(typeof value === 'number' && compare[operator](value, Number(test.value)));
  }
}

const compare = {
  '<': (one: number, other: number) => one < other,
  '>': (one: number, other: number) => one > other,
  '<=': (one: number, other: number) => one <= other,
  '>=': (one: number, other: number) => one >= other,
};

function isEqual({ value: wanted, regex }: FieldTest, value: string | number | boolean): Matches {
  if (typeof value === 'boolean') return 'unknown';
  if (typeof value === 'number') return !regex && Number(wanted) === value ? 'yes' : 'no';
  return regex ? fitsRegex(wanted, value) : fits(wanted, value) ? 'yes' : 'no';
}

/** The value of a field; undefined where nothing is known of it. What lies below a text is not there. */
function lookUp(path: string | null, known: KnownFields): Known | undefined {
  if (path === null) return undefined;
  if (known.has(path)) return known.get(path);
  const names = path.split(/(?=[.[])/);
  return names.some((_, at) => at > 0 && known.has(names.slice(0, at).join(''))) ? null : undefined;
}

/** AWS's expressions have no groups, so that few repetitions cannot take long. */
function fitsRegex(source: string, text: string): Matches {
  const repeats = source.match(/[*+?{]/g)?.length ?? 0;
  if (source.length > 200 || repeats > 3 || /[()]/.test(source)) return 'unknown';
  try {
    return new RegExp(source).test(text) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

/** Words are looked for anywhere in the line, of which only the known fields are known. */
function judgeTerms(terms: readonly Term[], known: KnownFields): Matches {
  const texts = [...known].flatMap(([path, value]) =>
    value === null ? [] : [path, ...(typeof value === 'string' ? [value] : [])],
  );
  const holds = ({ text }: Term): Matches =>
    texts.some((one) => one.includes(text)) ? 'yes' : 'some';
  const optional = terms.filter(({ kind }) => kind === 'optional');
  // What AWS makes of both kinds together differs from what it reads like.
  if (optional.length > 0 && optional.length < terms.length) return 'unknown';
  if (optional.length > 0) return any(optional.map(holds));
  return every(terms.map((term) => (term.kind === 'with' ? holds(term) : opposite(holds(term)))));
}
