import type { Finding } from '../../model/finding.ts';

/** What may stand in a command unquoted. A name from a file may hold anything, a command of its own too. */
const harmless = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

/**
 * A check's command with the names of this finding in place of BUCKET, ACCOUNT and REGION. A name that a shell
 * could take for more than a name is not put in; the placeholder stays.
 */
export function fixCommand(command: string, finding: Finding): string {
  const names: Readonly<Record<string, string>> = {
    BUCKET: finding.resourceType === 'bucket' ? finding.resource : '',
    ACCOUNT: finding.account,
    REGION: finding.region,
  };
  return command.replace(/\b(BUCKET|ACCOUNT|REGION)\b/g, (word) => {
    const name = names[word] ?? '';
    return harmless.test(name) ? name : word;
  });
}
