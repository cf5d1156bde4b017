import type { Finding } from '../model/finding.ts';
import { defaultSettings, settingTitle } from '../model/settings.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { cell, fileStart, missingCell, unique, write } from './csv-cells.ts';
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
  yield fileStart(csvColumns);
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
