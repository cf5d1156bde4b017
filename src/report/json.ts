import type { Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type CheckCard, rulesVersion } from './rules.ts';

/** Findings as an export carries them: those of one set of rules, beside the facts they were drawn from. */
export interface ExportedFindings {
  /** The set of rules that judged. */
  rules: string;
  items: readonly Finding[];
}

/**
 * A snapshot as the text of a file that this tool can open again. Findings are put in only where they are given, for
 * other programs to read: whoever opens the file here has the facts judged anew, so that a verdict can never outlive
 * the rules it came from.
 */
export function exportSnapshot(
  snapshot: Snapshot,
  judged?: { findings: Iterable<Finding>; checks: readonly CheckCard[] },
): string {
  if (!judged) return JSON.stringify(snapshot);
  const rules = rulesVersion(judged.checks);
  const findings: ExportedFindings = { rules, items: [...judged.findings] };
  return JSON.stringify({ ...snapshot, findings });
}
