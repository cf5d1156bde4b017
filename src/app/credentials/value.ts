import type { Field } from './types.ts';

/** A value and what stood between it and its name: a sign such as `=`, a space, or a line's end. */
export interface Found {
  value: string;
  by: 'sign' | 'space' | 'line';
}

/** Reads the value that follows a name. `rest` ends where the next name begins. */
export function valueAfter(rest: string, field: Field): Found | null {
  const lead =
    /^["'`\])]{0,3}[ \t]*(=>|:=|[=:|,])?[ \t]*(?:[>|][+-]?[ \t]*(?=\n))?(\n[ \t\n]*)?/.exec(rest);
  if (!lead) return null;
  const by = lead[2] !== undefined ? 'line' : lead[1] !== undefined ? 'sign' : 'space';
  if (by === 'space' && !/[\s)\]]$/.test(lead[0])) return null;
  const text = rest.slice(lead[0].length);
  const value = tidy(quoted(text, field) ?? run(text, field));
  return value !== '' && fits(value, field, by) ? { value, by } : null;
}

function quoted(text: string, field: Field): string | null {
  const quote = text[0] ?? '';
  if (!['"', "'", '`'].includes(quote)) return null;
  const end = text.indexOf(quote, 1);
  return end < 0 ? null : text.slice(1, end).replace(/\s+/g, field === 'expiry' ? ' ' : '');
}

function run(text: string, field: Field): string {
  const bare = text.replace(/^["'`]/, '');
  if (field === 'expiry') return /^[^\n"'`,;|]*/.exec(bare)?.[0].trim() ?? '';
  const first = /^[^\s"'`,;&|<>(){}[\]]*/.exec(bare)?.[0] ?? '';
  return field === 'token' ? first.replace(/[\\^]$/, '') + continued(bare, first) : first;
}

/** The rest of a token that was wrapped over several lines. */
function continued(text: string, first: string): string {
  const lines = text.slice(first.length).split('\n');
  if (lines.length < 2 || !/^[ \t\\^`]*$/.test(lines[0] ?? '')) return '';
  let all = '';
  let before = first;
  for (const line of lines.slice(1)) {
    const piece = line.trim().replace(/[\\^`"';]+$/, '');
    if (!goesOn(before, piece)) break;
    all += piece;
    before = piece;
  }
  return all;
}

/** Whether a line goes on with the token of the line before: all base64, and no word of its own. */
export const goesOn = (before: string, piece: string): boolean =>
  before.length >= 16 &&
  !before.endsWith('=') &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(piece) &&
  !/^([a-z]+|[A-Z]+)$/.test(piece) &&
  !isKeyId(piece);

/** Whether it looks like an access key ID of AWS. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const isKeyId = (text: string): boolean => /^(?:ASIA|AKIA)[A-Z0-9]{12,124}$/.test(text);

const tidy = (value: string): string =>
  value
    .replace(/[\\^]+$/, '')
    .replace(/%(2b|2f|3d)/gi, (code) => decodeURIComponent(code))
    .replace(/\\\//g, '/');

// What stands in examples where a value belongs, and what tools write for "nothing".
const nothing = /^(?:none|null|nil|undefined|n\/a|-+|\.{2,}|…|x{3,}|your.*|[<$%{].*)$/i;

/** Whether a value can be what its name says. Without a sign between, only what looks like it is taken. */
function fits(value: string, field: Field, by: Found['by']): boolean {
  if (nothing.test(value)) return false;
  const signed = by === 'sign';
  switch (field) {
    case 'key':
      return signed ? value.length <= 128 : isKeyId(value);
    case 'secret':
      return signed || value.length >= (by === 'space' ? 16 : 30);
    case 'token':
      return signed || value.length >= 30;
    case 'region':
      return /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(value);
    case 'account':
      return /^\d{12}$/.test(value);
    case 'arn':
      return value.startsWith('arn:');
    case 'expiry':
      return /^["']?\d/.test(value);
    default:
      return signed && value.length <= 128;
  }
}
