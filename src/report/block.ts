import { ImportError } from './import/error.ts';
import type { ImportLimits } from './import/limits.ts';
import { textOf } from './import/text.ts';

// A snapshot as text that survives a terminal and a clipboard: the gzip file in base64, between marks, with its length
// and its SHA-256, so that what a paste lacks can be told.

const begin = 'BEGIN BUCKETPROOF SNAPSHOT';
const end = 'END BUCKETPROOF SNAPSHOT';
/** Narrower than any terminal, so that no line is broken. */
const width = 76;
/** How base64 of a gzip file begins. https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */
const gzipStart = 'H4sI';
const copyAgain = `Copy everything from the line "${begin}" down to the line "${end}".`;

const broken = `The pasted text ends too early or was changed on the way. ${copyAgain}`;

/** The block of a gzip file: `base64` is the file, `sha256` its digest in hexadecimal. Ends with a line break. */
export function blockText(base64: string, sha256: string): string {
  const lines = base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return [
    `-----${begin}-----`,
    `Characters: ${base64.length}`,
    `SHA-256: ${sha256}`,
    '',
    ...lines,
    `-----${end}-----`,
    '',
  ].join('\n');
}

/** Whether a text is such a block, with its marks or without, rather than JSON. */
const isBlock = (text: string): boolean =>
  !/^\s*\{/.test(text) &&
  (text.includes(begin) || text.includes(end) || /^[^"{}\n]{0,200}?H4sI[\w+/]{8}/m.test(text));

/** Whether a file may be a block at all: JSON and gzip are told by their first bytes. */
const mayBe = ([first, second]: Uint8Array): boolean =>
  first !== 0x7b && !(first === 0x1f && second === 0x8b);

/**
 * The gzip file in a block of text; what is no block comes back as it is, to be opened as a file. Takes what terminals
 * and clipboards add: other line breaks, colours, quote marks, prompts and commands before and after. Rejects with
 * `ImportError` only, which says what is missing.
 */
export async function unblocked(bytes: Uint8Array, limits: ImportLimits): Promise<Uint8Array> {
  if (!mayBe(bytes)) return bytes;
  // Whoever opens it as a file says what is wrong with one that is no text.
  const text = await textOf(bytes, limits).catch(() => '');
  if (!isBlock(text)) return bytes;
  const { found, isChecked } = await read(text);
  if (!isChecked)
    await textOf(found, limits).catch(() => {
      throw new ImportError(broken);
    });
  return found;
}

/** Reads a block. `isChecked` says whether its sum was there to compare, and the same. */
async function read(text: string): Promise<{ found: Uint8Array; isChecked: boolean }> {
  const lines = text.split(/\r\n|\r|\n/).map(cleaned);
  const first = lines.findLastIndex((line) => line.includes(begin));
  const last = lines.findIndex((line, at) => at > first && line.includes(end));
  if (first < 0) return { found: decoded(unmarked(lines, last)), isChecked: false };

  let length: number | null = null;
  let sha256 = '';
  let base64 = '';
  for (const [at, line] of lines.entries()) {
    if (at <= first || (last >= 0 && at >= last) || line === '') continue;
    const [, name, value = ''] = /^(Characters|SHA-256):\s*(\w+)$/.exec(line) ?? [];
    if (name === 'Characters') length = Number(value);
    else if (name === 'SHA-256') sha256 = value.toLowerCase();
    else if (isBase64(line)) base64 += line;
    // Below a block that was cut off stands whatever the terminal printed next.
    else if (last < 0) break;
    else
      throw new ImportError(
        `Line ${at - first + 1} of the pasted text does not belong to it: something else was printed or typed there. ${copyAgain}`,
      );
  }
  const there = base64.length;
  const of =
    length === null ? '' : `: ${count(there)} of its ${count(length)} characters are there`;
  if (last < 0) throw new ImportError(`The pasted text has no end${of}. ${copyAgain}`);
  if (length !== null && there < length)
    throw new ImportError(
      `Lines are missing in the middle of the pasted text${of}. Some terminals keep only their last lines. ${copyAgain}`,
    );
  if (length !== null && there > length)
    throw new ImportError(
      `The pasted text has ${count(there)} characters where it should have ${count(length)}: some lines are in it twice. ${copyAgain}`,
    );
  const bytes = decoded(base64);
  const sum = sha256 === '' ? null : await digest(bytes);
  if (sum !== null && sum !== sha256)
    throw new ImportError(
      `The characters of the pasted text were changed on the way: its SHA-256 is not the one that the collector printed. ${copyAgain}`,
    );
  return { found: bytes, isChecked: sum !== null };
}

const count = (number: number) => number.toLocaleString('en');
const isBase64 = (line: string) => /^[\w+/]+={0,2}$/.test(line) && !line.includes('_');

/** A line without colours, invisible characters, and the marks of a quotation or a prompt before it. */
const cleaned = (line: string): string =>
  line
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/[\u00a0\u200b\ufeff]/g, '')
    .trim()
    .replace(/^(?:[>|$#%]\s*)+/, '');

/** The base64 of a block whose first mark was not copied, or of `gzip -c FILE | base64`. */
function unmarked(lines: readonly string[], last: number): string {
  const start = lines.findIndex((line) => /H4sI[\w+/]{8}/.test(line));
  if (start < 0) throw new ImportError(`The beginning of the pasted text is missing. ${copyAgain}`);
  const opening = lines[start] ?? '';
  let base64 = opening.slice(opening.lastIndexOf(gzipStart));
  for (const line of lines.slice(start + 1, last < 0 ? undefined : last)) {
    if (line === '') continue;
    if (!isBase64(line)) break;
    base64 += line;
  }
  return base64;
}

function decoded(base64: string): Uint8Array {
  const text = base64.replace(/=+$/, '');
  if (text === '' || !isBase64(text) || text.length % 4 === 1) throw new ImportError(broken);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  // Piece by piece, because the intermediate string takes twice as much memory as the bytes.
  const piece = 4 * 65_536;
  for (let at = 0, to = 0; at < text.length; at += piece) {
    const part = atob(text.slice(at, at + piece));
    for (let i = 0; i < part.length; i++) bytes[to++] = part.charCodeAt(i);
  }
  return bytes;
}

/** Null where this browser has no digest, as on plain HTTP; gzip's own sum is checked either way. */
async function digest(bytes: Uint8Array): Promise<string | null> {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) return null;
  const sum = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
