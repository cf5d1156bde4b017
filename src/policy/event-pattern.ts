import { any, every, fits, type Known, type KnownFields, type Matches, opposite } from './event.ts';

const deepest = 50;

/**
 * Whether events of which these fields are known match an event pattern of EventBridge. Text that is no pattern is
 * `unknown`; nothing is thrown. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesEventPattern(text: string, known: KnownFields): Matches {
  try {
    const pattern: unknown = JSON.parse(text);
    return isObject(pattern) ? judge(pattern, '', known, 0) : 'unknown';
  } catch {
    return 'unknown';
  }
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function judge(pattern: Json, above: string, known: KnownFields, depth: number): Matches {
  if (depth > deepest) return 'unknown';
  return every(
    Object.entries(pattern).map(([key, wanted]): Matches => {
      if (key === '$or')
        return Array.isArray(wanted)
          ? any(
              wanted.map((one) =>
                isObject(one) ? judge(one, above, known, depth + 1) : 'unknown',
              ),
            )
          : 'unknown';
      const path = above === '' ? key : `${above}.${key}`;
      if (isObject(wanted)) return judge(wanted, path, known, depth + 1);
      if (!Array.isArray(wanted)) return 'unknown';
      return any(wanted.map((one: unknown) => judgeValue(one, known.get(path))));
    }),
  );
}

/** One of the values that a pattern lists for a field. */
function judgeValue(wanted: unknown, value: Known | undefined): Matches {
  if (!isObject(wanted))
    return value === undefined ? 'some' : yes(value !== null && wanted === value);
  const [[operator, operand] = ['', null], ...more] = Object.entries(wanted);
  if (more.length > 0) return 'unknown';
  if (operator === 'exists' && typeof operand === 'boolean')
    return value === undefined ? 'some' : yes((value !== null) === operand);
  if (value === undefined) return 'some';
  if (value === null) return 'no';
  return operator === 'anything-but'
    ? opposite(any(listOf(operand).map((one) => compare('equals', one, value))))
    : compare(operator, operand, value);
}

const listOf = (operand: unknown): unknown[] =>
  !isObject(operand)
    ? [operand].flat()
    : Object.entries(operand).flatMap(([operator, values]) =>
        [values].flat().map((one: unknown) => ({ [operator]: one })),
      );

function compare(operator: string, operand: unknown, value: string | number | boolean): Matches {
  if (isObject(operand)) {
    const [[inner, text] = ['', null], ...more] = Object.entries(operand);
    if (more.length > 0 || typeof text !== 'string') return 'unknown';
    if (operator === 'equals') return compare(inner, text, value);
    // For example `{ "prefix": { "equals-ignore-case": "put" } }`.
    return inner === 'equals-ignore-case' && typeof value === 'string'
      ? compare(operator, text.toLowerCase(), value.toLowerCase())
      : 'unknown';
  }
  if (operator === 'equals') return yes(operand === value);
  if (operator === 'numeric' && typeof value === 'number') return 'unknown';
  if (operator === 'numeric' || operator === 'cidr') return 'no';
  if (typeof operand !== 'string') return 'unknown';
  if (typeof value !== 'string') return 'no';
  switch (operator) {
    case 'prefix':
      return yes(value.startsWith(operand));
    case 'suffix':
      return yes(value.endsWith(operand));
    case 'equals-ignore-case':
      return yes(value.toLowerCase() === operand.toLowerCase());
    case 'wildcard':
      return operand.includes('\\') ? 'unknown' : yes(fits(operand, value));
    default:
      return 'unknown';
  }
}

const yes = (is: boolean): Matches => (is ? 'yes' : 'no');
