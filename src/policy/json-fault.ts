/** A place in a text, both from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

const token =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

/** What may come next: a value, a key, what closes, a comma, a colon, or nothing more. */
type Wanted = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/**
 * Where a text stops being JSON; null where it is JSON. Browsers word this differently, or not at all, and quote the
 * text; this does neither.
 */
export function jsonFault(text: string): TextPlace | null {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  token.lastIndex = 0;
  for (;;) {
    const from = skipSpace(text, token.lastIndex);
    if (from >= text.length) return wanted === 'nothing' ? null : placeOf(text, text.length);
    token.lastIndex = from;
    const found = token.exec(text);
    if (!found) return placeOf(text, from);
    const [, sign, string] = found;
    const kind = sign ?? (string === undefined ? 'word' : 'string');
    const next = after(kind, wanted, open);
    if (!next) return placeOf(text, from);
    wanted = next;
  }
}

/** What stands where a text stops being JSON, as a clause; empty where nothing better can be said than the place. */
export function faultSays(text: string, { line, column }: TextPlace): string {
  const rest = (text.split('\n')[line - 1] ?? '').slice(column - 1);
  if (rest.startsWith('\ufeff')) return 'a byte order mark stands';
  if (rest.startsWith('//') || rest.startsWith('/*') || rest.startsWith('#'))
    return 'a comment stands';
  const before = text.split('\n', line).join('\n');
  const left = before.slice(0, before.length - rest.length).trimEnd();
  if (/^[}\]]/.test(rest) && left.endsWith(',')) return 'a comma has nothing after it';
  return rest === '' && left === text.trimEnd() ? 'the text ends' : '';
}

/** A key that an object of a JSON text has twice, and where the second one stands. */
export interface DoubledKey extends TextPlace {
  key: string;
}

/**
 * The first key that an object has twice, which `JSON.parse` passes over in silence: the last one counts, and the
 * others are gone. Null where there is none. `text` is JSON. Keys of the two outermost objects, which name elements of
 * a policy, are the same in any case.
 */
export function doubledKey(text: string): DoubledKey | null {
  const open: (Set<string> | null)[] = [];
  let objects = 0;
  let keyNext = false;
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [, sign, string] = found;
    if (string !== undefined && keyNext) {
      const key = JSON.parse(string) as string;
      const name = objects <= 2 ? key.toLowerCase() : key;
      const known = open.at(-1) as Set<string>;
      if (known.has(name)) return { key, ...placeOf(text, token.lastIndex - string.length) };
      known.add(name);
    }
    if (sign === '{') objects = open.push(new Set()) && objects + 1;
    else if (sign === '[') open.push(null);
    else if ((sign === '}' || sign === ']') && open.pop()) objects--;
    keyNext = (sign === '{' || sign === ',') && open.at(-1) !== null;
  }
  return null;
}

/**
 * Whether no object of a JSON text has a key twice, told fast by counting; false where that takes a closer look.
 * `value` is what the text was parsed to, which has fewer keys than the text where one was lost.
 */
export const keepsEveryKey = (text: string, value: unknown): boolean =>
  keyMarks(text) === keysIn(value, 0);

/** Colons after a quotation mark: one for each key, and seldom one within a text. */
function keyMarks(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= 32) before--;
    if (text.charCodeAt(before) === 34) count++;
  }
  return count;
}

const deepest = 30;

/** Not a number where the nesting is deeper than that of any policy. */
function keysIn(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > deepest) return NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as unknown[])
      if (typeof item === 'object') count += keysIn(item, depth + 1);
    return count;
  }
  for (const key in value) {
    count++;
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object') count += keysIn(inner, depth + 1);
  }
  return count;
}

function after(kind: string, wanted: Wanted, open: ('{' | '[')[]): Wanted | null {
  const inside = (): Wanted => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  const closes =
    wanted === 'commaOrEnd' || wanted === (open.at(-1) === '{' ? 'keyOrEnd' : 'valueOrEnd');
  const takesValue = wanted === 'value' || wanted === 'valueOrEnd';
  if (kind === '}' || kind === ']') {
    if (!closes || open.at(-1) !== (kind === '}' ? '{' : '[')) return null;
    open.pop();
    return inside();
  }
  if (kind === ':') return wanted === 'colon' ? 'value' : null;
  if (kind === ',') return wanted === 'commaOrEnd' ? (open.at(-1) === '{' ? 'key' : 'value') : null;
  if (kind === 'string' && (wanted === 'key' || wanted === 'keyOrEnd')) return 'colon';
  if (!takesValue) return null;
  if (kind !== '{' && kind !== '[') return inside();
  open.push(kind);
  return kind === '{' ? 'keyOrEnd' : 'valueOrEnd';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++;
  return at;
}

function placeOf(text: string, at: number): TextPlace {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
