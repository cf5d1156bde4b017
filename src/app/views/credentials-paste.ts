import type { ConnectForm } from './connect-form.ts';

type Pasted = Pick<ConnectForm, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

const fields: Readonly<Record<string, keyof Pasted>> = {
  accesskeyid: 'accessKeyId',
  secretaccesskey: 'secretAccessKey',
  sessiontoken: 'sessionToken',
};

/**
 * Credentials as AWS hands them out in blocks: shell exports, PowerShell, a profile of the credentials file, the
 * JSON of the command line. Null where the text has no key with its secret.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/howtogetcredentials.html
 */
export function readCredentials(text: string): Pasted | null {
  const found: Pasted = { accessKeyId: '', secretAccessKey: '', sessionToken: '' };
  const line =
    /(access_?key_?id|secret_?access_?key|session_?token)["']?\s*[=:]\s*["']?([^\s"',;]+)/gi;
  for (const [, name = '', value = ''] of text.matchAll(line)) {
    const field = fields[name.replaceAll('_', '').toLowerCase()];
    if (field) found[field] ||= value;
  }
  return found.accessKeyId !== '' && found.secretAccessKey !== '' ? found : null;
}
