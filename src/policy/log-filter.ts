/** One test of a field. `path` as `user.emails[0]`; null where it holds a wildcard. */
export interface FieldTest {
  is: 'test';
  path: string | null;
  operator: '=' | '!=' | '<' | '>' | '<=' | '>=' | 'isNull' | 'isTrue' | 'isFalse' | 'notExists';
  /** What it is compared with, without its quotes. */
  value: string;
  /** The value is a regular expression. */
  regex: boolean;
}

export type Expression = FieldTest | { is: 'and' | 'or'; parts: readonly Expression[] };

/** A word that a line must or must not hold; `?` words need only one among them. */
export interface Term {
  kind: 'with' | 'without' | 'optional';
  text: string;
}

/** A filter pattern in the form in which it is judged. No term at all matches every line. */
export type LogFilter =
  { is: 'json'; expression: Expression } | { is: 'terms'; terms: readonly Term[] };

/** Deeper than anyone writes, and far from what a stack holds. */
const deepest = 100;

/**
 * Reads a filter pattern of CloudWatch Logs; null where it is in no form that is judged here: garbage, or a pattern
 * for lines of words with spaces between. Never throws.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseLogFilter(text: string): LogFilter | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return null;
  if (!trimmed.startsWith('{')) return termsOf(trimmed);
  if (!trimmed.endsWith('}') || trimmed.length < 2) return null;
  const reader: Reader = { text: trimmed.slice(1, -1), at: 0 };
  const expression = either(reader, 0);
  skipSpace(reader);
  return expression && reader.at === reader.text.length ? { is: 'json', expression } : null;
}

interface Reader {
  text: string;
  at: number;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

/** Takes a word or sign if it comes next. */
function take(reader: Reader, sign: string | RegExp): string | null {
  skipSpace(reader);
  if (typeof sign === 'string') {
    if (!reader.text.startsWith(sign, reader.at)) return null;
    reader.at += sign.length;
    return sign;
  }
  const sticky = new RegExp(sign.source, `${sign.flags}y`);
  sticky.lastIndex = reader.at;
  const found = sticky.exec(reader.text)?.[0];
  if (found === undefined) return null;
  reader.at += found.length;
  return found;
}

const joined =
  (
    is: 'and' | 'or',
    sign: '&&' | '||',
    part: (reader: Reader, depth: number) => Expression | null,
  ) =>
  (reader: Reader, depth: number): Expression | null => {
    const parts: Expression[] = [];
    do {
      const one = part(reader, depth);
      if (!one) return null;
      parts.push(one);
    } while (take(reader, sign));
    return parts.length === 1 ? (parts[0] as Expression) : { is, parts };
  };
// `&&` binds closer than `||`.
const either = joined('or', '||', (reader, depth) => both(reader, depth));
const both = joined('and', '&&', (reader, depth) => single(reader, depth));

function single(reader: Reader, depth: number): Expression | null {
  if (!take(reader, '(')) return fieldTest(reader);
  if (depth >= deepest) return null;
  const inner = either(reader, depth + 1);
  return inner && take(reader, ')') ? inner : null;
}

const words: readonly (readonly [RegExp, FieldTest['operator']])[] = [
  [/IS\s+NULL\b/i, 'isNull'],
  [/IS\s+TRUE\b/i, 'isTrue'],
  [/IS\s+FALSE\b/i, 'isFalse'],
  [/NOT\s+EXISTS\b/i, 'notExists'],
];
const signs = ['!=', '<=', '>=', '=', '<', '>'] as const;

function fieldTest(reader: Reader): FieldTest | null {
  const path = selector(reader);
  if (path === undefined) return null;
  for (const [word, operator] of words)
    if (take(reader, word) !== null) return { is: 'test', path, operator, value: '', regex: false };
  for (const operator of signs)
    if (take(reader, operator)) {
      const found = valueOf(reader);
      return found && { is: 'test', path, operator, ...found };
    }
  return null;
}

/** `$.name`, `$.list[0]`, `$.['a name']` and the like; undefined where there is none. */
function selector(reader: Reader): string | null | undefined {
  if (!take(reader, '$')) return undefined;
  const names: string[] = [];
  let plain = true;
  for (;;) {
    const step = take(reader, /\.?\[\s*("[^"]*"|'[^']*'|\d+|\*)\s*\]|\.[^\s.[\]()=!<>&|"%]+/);
    if (step === null) break;
    const quoted = /["'](.*)["']/s.exec(step)?.[1];
    if (quoted !== undefined) names.push(`.${quoted}`);
    else if (step.includes('*')) plain = false;
    else names.push(step.includes('[') ? step.replace(/[.\s]/g, '') : step);
  }
  if (names.length === 0 && plain) return undefined;
  return plain ? names.join('').replace(/^\./, '') : null;
}

function valueOf(reader: Reader): { value: string; regex: boolean } | null {
  const quoted = take(reader, /"(?:[^"\\]|\\.)*"/s);
  if (quoted !== null)
    return { value: quoted.slice(1, -1).replace(/\\(["\\])/g, '$1'), regex: false };
  const regex = take(reader, /%[^%]+%/);
  if (regex !== null) return { value: regex.slice(1, -1), regex: true };
  const bare = take(reader, /(?:(?!&&|\|\|)[^\s()"%{}])+/);
  return bare === null ? null : { value: bare, regex: false };
}

function termsOf(text: string): LogFilter | null {
  const reader: Reader = { text, at: 0 };
  const terms: Term[] = [];
  for (skipSpace(reader); reader.at < text.length; skipSpace(reader)) {
    const sign = take(reader, /[?-]/);
    const found = take(reader, /"(?:[^"\\]|\\.)*"|[A-Za-z0-9_]+/s);
    if (found === null) return null;
    const kind = sign === '?' ? 'optional' : sign === '-' ? 'without' : 'with';
    terms.push({ kind, text: found.startsWith('"') ? found.slice(1, -1) : found });
  }
  return { is: 'terms', terms };
}
