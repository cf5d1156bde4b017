import { expiryOf } from './time.ts';
import type { Candidate, Draft } from './types.ts';

/** Makes credentials of a draft that has key and secret. `now` in milliseconds of the epoch. */
export function candidateOf({ profile, fields }: Draft, now: number): Candidate {
  const expiry = fields.expiry === undefined ? null : expiryOf(fields.expiry);
  const secrets = [fields.key, fields.secret, fields.token].filter((text) => text !== undefined);
  const name = shown(profile || (fields.profile ?? ''), secrets);
  // The access portal names profiles by account and permission set.
  const portal = /^(\d{12})_([\w+=,.@-]{1,64})$/.exec(name);
  const arn = arnOf(fields.arn ?? '');
  return {
    profile: name,
    keys: {
      accessKeyId: fields.key ?? '',
      secretAccessKey: fields.secret ?? '',
      sessionToken: fields.token ?? '',
      expiresAt: expiry === null ? null : new Date(expiry).toISOString(),
    },
    region: /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(fields.region ?? '') ? (fields.region ?? '') : '',
    account: arn?.account ?? portal?.[1] ?? accountOf(fields.account),
    role: shown(arn?.role ?? portal?.[2] ?? fields.role ?? '', secrets),
    expired: expiry !== null && expiry <= now,
  };
}

const accountOf = (text = ''): string => (/^\d{12}$/.test(text) ? text : '');

/** Account and role that an ARN of IAM or STS names. */
export function arnOf(text: string): { account: string; role: string } | null {
  const [, account = '', kind = '', path = ''] =
    /arn:aws[a-z-]{0,20}:(?:iam|sts)::(\d{12}):(assumed-role|role)\/([\w+=,.@/-]{1,600})/.exec(
      text,
    ) ?? [];
  const parts = path.split('/');
  // A role's name comes last, after its path; in a session's ARN it comes first, before the session's name.
  const role = kind === 'role' ? parts.at(-1) : parts[0];
  return account === '' || !role ? null : { account, role };
}

/** A name that may be shown: short, and no part of a secret that slipped into its place. */
function shown(name: string, secrets: readonly string[]): string {
  if (
    name.length > 100 ||
    /[A-Za-z0-9+/=]{36,}/.test(name) ||
    !/^[\p{L}\p{M}\p{N}_ .:@+=,/-]*$/u.test(name)
  )
    return '';
  for (let at = 0; at + 8 <= name.length; at++)
    if (secrets.some((secret) => secret.includes(name.slice(at, at + 8)))) return '';
  return name;
}
