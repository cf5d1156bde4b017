import Papa from 'papaparse';
import type { MissingFact } from '../model/derived.ts';

/** What a cell of Excel holds at most. https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const cellLimit = 32_767;
const cutMark = ' … [cut: the JSON export has the whole text]';

/**
 * Starts that a spreadsheet takes for a formula, with the full-width and small forms that some of them accept, after
 * any white space. Such a cell gets an apostrophe in front. https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^\s*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/u;

/** The byte order mark that Excel takes UTF-8 by, and the header row. */
export const fileStart = (columns: readonly string[]): string => `\uFEFF${write([columns])}`;

/** A fact that was not read, as a cell names it: "acl (denied)". */
export const missingCell = ({ fact, resource, gap }: MissingFact) =>
  `${fact}${resource === undefined ? '' : ` of ${resource}`} (${gap})`;

/** Each word once, and none that is empty. */
export const unique = (words: readonly string[]) =>
  [...new Set(words)].filter((word) => word !== '').join('; ');

/** NUL ends the file for some readers, so it is shown as a sign; a cell that is too long says that it was cut. */
export function cell(text: string): string {
  const shown = text.includes('\0') ? text.replaceAll('\0', '\u2400') : text;
  // One less than the limit, which leaves room for the apostrophe.
  if (shown.length < cellLimit) return shown;
  const kept = shown.slice(0, cellLimit - 1 - cutMark.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + cutMark;
}

/** Rows as CSV: quoted after RFC 4180, lines ended by CR LF, formulas made harmless. */
export const write = (rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse(rows as string[][], { newline: '\r\n', header: false, escapeFormulae: formula })}\r\n`;
