import Papa from 'papaparse';
import type { Finding } from '../model/finding.ts';
import type { MissingFact } from '../model/derived.ts';
import { defaultSettings, settingTitle } from '../model/settings.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { frameworkLines } from './frameworks.ts';
import { type CheckCard, rulesVersion } from './rules.ts';
import { sayTool } from './say.ts';
import { settingSays } from './settings.ts';

/** What every row says of the audit as a whole. A snapshot fits. */
export type ExportMeta = Pick<
  Snapshot,
  'account' | 'partition' | 'provider' | 'sample' | 'tool' | 'identity' | 'endedAt' | 'settings'
>;

/** The header row, and the order of cells in `findingRow`. */
export const csvColumns = [
  'sample',
  'provider',
  'partition',
  'account',
  'key',
  'region',
  'resourceType',
  'resource',
  'check',
  'title',
  'topic',
  'severity',
  'verdict',
  'because',
  'proof',
  'read',
  'missing',
  'actions',
  'detail',
  'fix',
  'source',
  'frameworks',
  'at',
  'snapshotAt',
  'identity',
  'toolVersion',
  'rulesVersion',
  'settings',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Rows handed to the writer at a time. One string of a million rows needs three times the memory. */
const rowsAtATime = 10_000;

/** What a cell of Excel holds at most. https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const cellLimit = 32_767;
const cutMark = ' … [cut: the JSON export has the whole text]';

/**
 * Starts that a spreadsheet takes for a formula, with the full-width and small forms that some of them accept, after
 * any white space. Such a cell gets an apostrophe in front. https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^\s*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/u;

/**
 * Findings as a CSV file in parts, one row for each resource and check, to be joined or put in a Blob as they come:
 * UTF-8 with a byte order mark (for Excel), lines ended by CR LF, quoted after RFC 4180. The first part begins with
 * the header row and comes even where there are no findings.
 */
export function* csvChunks(
  findings: Iterable<Finding>,
  meta: ExportMeta,
  checks: readonly CheckCard[],
): Generator<string> {
  const row = rowWriter(meta, checks);
  yield `\uFEFF${write([csvColumns as readonly string[]])}`;
  let rows: string[][] = [];
  for (const finding of findings) {
    rows.push(row(finding));
    if (rows.length < rowsAtATime) continue;
    yield write(rows);
    rows = [];
  }
  if (rows.length > 0) yield write(rows);
}

/** One finding as cells in the order of `csvColumns`, before quoting and before formulas are made harmless. */
export const findingRow = (
  finding: Finding,
  meta: ExportMeta,
  checks: readonly CheckCard[],
): string[] => rowWriter(meta, checks)(finding);

function rowWriter(meta: ExportMeta, checks: readonly CheckCard[]): (finding: Finding) => string[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const frameworks = new Map(
    checks.map((check) => [check.id, frameworkLines(check.frameworks).join('; ')]),
  );
  const rules = rulesVersion(checks);
  const tool = sayTool(meta.tool);
  const set = meta.settings ?? defaultSettings;
  return (finding) => {
    const check = byId.get(finding.check);
    const cells: Readonly<Record<CsvColumn, string>> = {
      sample: meta.sample ? 'SAMPLE' : '',
      provider: meta.provider,
      partition: finding.partition,
      account: finding.account,
      key: finding.key,
      region: finding.region,
      resourceType: finding.resourceType,
      resource: finding.resource,
      check: finding.check,
      title: check?.title ?? '',
      topic: check?.topic ?? '',
      severity: finding.severity,
      verdict: finding.verdict,
      because: finding.because,
      proof: finding.proof.map(({ says }) => says).join(' '),
      read: finding.read.join('; '),
      missing: finding.missing.map(missingCell).join('; '),
      actions: unique(finding.missing.flatMap(({ actions }) => actions)),
      detail: unique(finding.missing.map(({ detail }) => detail)),
      fix: check?.fix.text ?? '',
      source: check?.source ?? '',
      frameworks: frameworks.get(finding.check) ?? '',
      at: finding.at,
      snapshotAt: meta.endedAt,
      identity: meta.identity ?? '',
      toolVersion: tool,
      rulesVersion: rules,
      settings: (check?.settings ?? [])
        .map((name) => `${settingTitle[name]}: ${settingSays(name, set)}`)
        .join('; '),
    };
    return csvColumns.map((column) => cell(cells[column]));
  };
}

const missingCell = ({ fact, resource, gap }: MissingFact) =>
  `${fact}${resource === undefined ? '' : ` of ${resource}`} (${gap})`;

const unique = (words: readonly string[]) =>
  [...new Set(words)].filter((word) => word !== '').join('; ');

/** NUL ends the file for some readers, so it is shown as a sign; a cell that is too long says that it was cut. */
function cell(text: string): string {
  const shown = text.includes('\0') ? text.replaceAll('\0', '\u2400') : text;
  // One less than the limit, which leaves room for the apostrophe.
  if (shown.length < cellLimit) return shown;
  const kept = shown.slice(0, cellLimit - 1 - cutMark.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + cutMark;
}

const write = (rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse(rows as string[][], { newline: '\r\n', header: false, escapeFormulae: formula })}\r\n`;
