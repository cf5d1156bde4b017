import type { FindingLine } from '../engine/protocol.ts';

/** What may stand in a command unquoted. A name from a file may hold anything, a command of its own too. */
const harmless = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

type Named = Pick<FindingLine, 'resource' | 'resourceType' | 'account' | 'region'>;

/**
 * A check's command with the names of this finding in place of BUCKET, ACCOUNT and REGION. A name that a shell
 * could take for more than a name is not put in; the placeholder stays.
 */
export function fixCommand(command: string, finding: Named): string {
  return command.replace(placeholders, (word) => {
    const name = nameFor(word, finding);
    return harmless.test(name) ? name : word;
  });
}

const placeholders = /\b(BUCKET|ACCOUNT|REGION)\b/g;

const nameFor = (word: string, finding: Named): string =>
  ({
    BUCKET: finding.resourceType === 'bucket' ? finding.resource : '',
    ACCOUNT: finding.account,
    REGION: finding.region,
  })[word] ?? '';

/**
 * The command once for each of these, a line each. Those with a name that a shell could take for more than a name
 * are left out and counted, since a line that still has its placeholder fixes nothing.
 */
export function fixCommands(
  command: string,
  findings: readonly Named[],
): { lines: readonly string[]; left: number } {
  const words = [...new Set(command.match(placeholders) ?? [])];
  const fit = findings.filter((finding) =>
    words.every((word) => harmless.test(nameFor(word, finding))),
  );
  const lines = [...new Set(fit.map((finding) => fixCommand(command, finding)))];
  return { lines, left: findings.length - fit.length };
}
