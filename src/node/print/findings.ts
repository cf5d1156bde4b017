import { type AnyCheck, audit } from '../../audit/audit.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { csvChunks } from '../../report/csv.ts';

const atATime = 1_000;

/**
 * The findings of a snapshot as text, in parts, so that a million of them need not be one string: a JSON list with
 * a finding on each line, or CSV with the columns of the page's own export.
 */
export function findingsText(
  snapshot: Snapshot,
  checks: readonly AnyCheck[],
  format: 'json' | 'csv',
): Generator<string> {
  const findings = audit(snapshot, checks);
  return format === 'csv' ? csvChunks(findings, snapshot, checks) : jsonChunks(findings);
}

function* jsonChunks(findings: Iterable<Finding>): Generator<string> {
  let lines: string[] = [];
  let before = '[\n';
  for (const finding of findings) {
    lines.push(JSON.stringify(finding));
    if (lines.length < atATime) continue;
    yield before + lines.join(',\n');
    before = ',\n';
    lines = [];
  }
  if (lines.length > 0) yield before + lines.join(',\n');
  else if (before === '[\n') yield '[';
  yield '\n]\n';
}
