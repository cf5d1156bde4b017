import { isBucketName, isRegionName, splitNames } from '../../../report/names.ts';
import { isExternalId, isRoleArn } from '../../../report/role.ts';

/** What the collector is to read, as typed. */
export interface CollectorForm {
  /** Names of Regions; empty for all. */
  regions: string;
  /** Names of buckets; empty for all. */
  buckets: string;
  /** Empty where the terminal's own credentials are to read. */
  roleArn: string;
  externalId: string;
  /** How the result leaves the terminal. */
  output: 'file' | 'text';
}

export const emptyForm: CollectorForm = {
  regions: '',
  buckets: '',
  roleArn: '',
  externalId: '',
  output: 'file',
};

export type CollectorProblems = Partial<Record<keyof CollectorForm, string>>;

/** What the collector would not take, field by field. */
export function problemsOf(form: CollectorForm): CollectorProblems {
  const region = splitNames(form.regions).find((name) => !isRegionName(name));
  const bucket = splitNames(form.buckets).find((name) => !isBucketName(name));
  const roleArn = form.roleArn.trim();
  const externalId = form.externalId.trim();
  return {
    ...(region !== undefined && { regions: `“${region}” is no Region, such as eu-west-1.` }),
    ...(bucket !== undefined && { buckets: `“${bucket}” is no name of a bucket.` }),
    ...(roleArn !== '' &&
      !isRoleArn(roleArn) && {
        roleArn: 'Enter the ARN of a role, such as arn:aws:iam::123456789012:role/Audit.',
      }),
    ...(externalId !== '' &&
      (roleArn === ''
        ? { externalId: 'An external ID belongs to a role: enter the role too.' }
        : !isExternalId(externalId) && {
            externalId: 'An external ID has 2 to 1224 letters, digits or signs of _+=,.@:/-.',
          })),
  };
}

/** More names make a line that some shells cut off. */
const mostInLine = 50;

/** The names for a file beside the collector, where they are too many for a line; null where they are not. */
export function namesFile(form: CollectorForm): string | null {
  const names = splitNames(form.buckets);
  return names.length > mostInLine ? `${names.join('\n')}\n` : null;
}

/** The commands for a form without problems. They are the same in Bash, Zsh, PowerShell and the Windows prompt. */
export function linesOf(form: CollectorForm) {
  const regions = splitNames(form.regions);
  const buckets = namesFile(form) === null ? splitNames(form.buckets) : ['@buckets.txt'];
  const options = [
    ['--regions', regions.join(',')],
    ['--buckets', buckets.join(',')],
    ['--role-arn', form.roleArn.trim()],
    ['--external-id', form.externalId.trim()],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [name, quoted(value)]));
  const run = [
    'node collect.mjs --out account.json',
    ...(form.output === 'text' ? ['--base64'] : []),
    ...options,
  ].join(' ');
  return {
    dryRun: ['node collect.mjs --dry-run', ...options].join(' '),
    run,
    resume: `${run} --resume`,
  };
}

/** Double quotes are what all these shells know, and no value holds a sign that means something between them. */
const quoted = (value: string): string => (/^[\w.:/=+-]+$/.test(value) ? value : `"${value}"`);

/** Fetches the collector from beside the page, where that is served to other machines; null where it is not. */
export function fetchLine(page: string): string | null {
  const { protocol, origin, pathname } = new URL('collect.mjs', page);
  if (protocol !== 'https:') return null;
  // What a shell would take for its own is encoded, so that the address needs no quotes.
  const path = pathname.replace(
    /[^\w./~%-]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `curl -fsSO ${origin}${path}`;
}

/** The commands that compare the file's SHA-256, by shell. */
export const verifyLines = (sha256: string) => ({
  bash: `echo "${sha256}  collect.mjs" | sha256sum -c`,
  mac: `echo "${sha256}  collect.mjs" | shasum -a 256 -c`,
  powershell: `(Get-FileHash collect.mjs -Algorithm SHA256).Hash -eq "${sha256.toUpperCase()}"`,
});
