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
