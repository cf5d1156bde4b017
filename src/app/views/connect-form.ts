import type { Destination, Keys } from '../engine/protocol.ts';
import { everyRegion } from '../../hosting/regions.ts';
import { allowed, blocked } from '../own-policy.ts';

/** The connect form as typed. */
export interface ConnectForm {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  region: string;
  endpoint: string;
  provider: 'aws' | 'other';
  accountName: string;
}

/** The fields that hold credentials. */
export const keyFields = ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const;

export type Problems = Partial<Record<keyof ConnectForm, string>>;

/** What is wrong with the form, field by field, in sentences. Nothing secret is repeated in them. */
export function problemsOf(form: ConnectForm): Problems {
  const problems: Problems = {};
  const key = form.accessKeyId.trim();
  if (key === '') problems.accessKeyId = 'Enter the access key ID of your temporary credentials.';
  else if (/\s/.test(key))
    problems.accessKeyId = 'An access key ID has no spaces; paste only the ID.';
  if (form.secretAccessKey.trim() === '')
    problems.secretAccessKey = 'Enter the secret access key that belongs to it.';
  if (key.startsWith('AKIA') && form.sessionToken.trim() === '' && toAws(form))
    problems.accessKeyId =
      'This is a long-term key. Use temporary credentials: `aws sts get-session-token` gives some, or take them from your log-in page.';
  else if (key.startsWith('ASIA') && form.sessionToken.trim() === '')
    problems.sessionToken = 'Keys that begin with ASIA come with a session token; enter it too.';
  if (!/^[a-z0-9-]{1,40}$/.test(form.region.trim()))
    problems.region = 'Enter a Region such as eu-west-1.';
  else if (
    form.endpoint.trim() === '' &&
    !everyRegion.some(({ region }) => region === form.region.trim())
  )
    problems.region =
      'This page was built without that Region, so its policy would block it. Use the collector.';
  const endpoint = form.endpoint.trim();
  if (endpoint !== '') {
    const address = parse(endpoint);
    if (!address)
      problems.endpoint =
        'Enter an address such as http://localhost:9000, or leave this empty for AWS.';
    else if (!allowed(address)) problems.endpoint = blocked;
  }
  return problems;
}

/** What the form stands for. Call it on a form without problems. */
export const requestOf = (form: ConnectForm): { keys: Keys; to: Destination } => ({
  keys: {
    accessKeyId: form.accessKeyId.trim(),
    secretAccessKey: form.secretAccessKey.trim(),
    sessionToken: form.sessionToken.trim(),
    expiresAt: null,
  },
  to: {
    region: form.region.trim(),
    endpoint: form.endpoint.trim().replace(/\/+$/, ''),
    provider: form.endpoint.trim() === '' ? 'aws' : form.provider,
    accountName: form.accountName.trim() || (parse(form.endpoint.trim())?.host ?? ''),
  },
});

const toAws = (form: ConnectForm) => form.endpoint.trim() === '';

function parse(text: string): URL | null {
  try {
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.search === ''
      ? url
      : null;
  } catch {
    return null;
  }
}
