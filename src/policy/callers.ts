import { matchesExactly } from './match.ts';
import { partsOf } from './condition.ts';
import type { Statement } from './parse.ts';
import { some, type Tri, not } from './tri.ts';

/** Who sends a request, as far as a policy can tell callers apart. */
export interface Caller {
  /** `web`: someone with an account at a web identity provider. `holder`: whoever has one of the unique ids named. */
  kind: 'anonymous' | 'account' | 'service' | 'web' | 'holder';
  /** 12 digits, or a canonical user id where only that is known; empty where there is none. */
  account: string;
  /** The one principal it is; null for any of the account. */
  arn: string | null;
  /** The organisation it is in; null: none, or one that no statement names; undefined: not known. */
  org: string | null | undefined;
  /** `cloudtrail.amazonaws.com`, or the entry of a principal of CloudFront. */
  service: string;
}

export const anonymous: Caller = {
  kind: 'anonymous',
  account: '',
  arn: null,
  org: null,
  service: '',
};
export const inAccount = (
  account: string,
  arn: string | null = null,
  org: string | null | undefined = undefined,
): Caller => ({ kind: 'account', account, arn, org, service: '' });

export const isAccount = (text: string): boolean => /^\d{12}$/.test(text);

/** The account an ARN belongs to; empty where it names none. */
const accountOf = (arn: string): string => {
  const account = partsOf(arn)[4] ?? '';
  return isAccount(account) ? account : '';
};

/** The caller that one entry of Principal names; null for everyone and for an id that is left of a deleted principal. */
export function callerOf(entry: string): Caller | null {
  const at = entry.indexOf(':');
  const kind = entry.slice(0, at);
  const value = entry.slice(at + 1);
  if (value === '*') return null;
  if (kind === 'Service') return { ...anonymous, kind: 'service', service: value };
  if (kind === 'CanonicalUser') return inAccount(value);
  if (kind === 'Federated') {
    const account = accountOf(value);
    return account ? inAccount(account, value) : { ...anonymous, kind: 'web', service: value };
  }
  if (isAccount(value)) return inAccount(value);
  if (partsOf(value)[4] === 'cloudfront') return { ...anonymous, kind: 'service', service: value };
  const account = accountOf(value);
  if (!account) return null;
  return value.endsWith(':root') ? inAccount(account) : inAccount(account, value);
}

/** Whether an entry is a unique id, which is what is left in a policy of a principal that was deleted. */
export const isDangling = (entry: string): boolean => /^AWS:A[A-Z]{3}[A-Z0-9]{12,}$/.test(entry);

/** Whether a statement speaks of a caller. */
export function speaksOf(statement: Statement, caller: Caller): Tri {
  const named = (entries: readonly string[]) => some(entries, (entry) => names(entry, caller));
  return statement.principals
    ? named(statement.principals)
    : not(named(statement.notPrincipals ?? []));
}

function names(entry: string, caller: Caller): Tri {
  const at = entry.indexOf(':');
  const kind = entry.slice(0, at);
  const value = entry.slice(at + 1);
  if (value === '*')
    return kind === 'Federated'
      ? caller.kind === 'web'
      : kind !== 'Service' || caller.kind === 'service';
  switch (caller.kind) {
    case 'anonymous':
      return false;
    case 'service':
      return value === caller.service;
    case 'web':
      return kind === 'Federated' && matchesExactly(value, caller.service);
    case 'holder':
      return kind === 'AWS' && isDangling(entry) ? null : false;
    default:
      if (kind === 'Service') return false;
      if (kind === 'CanonicalUser' || isAccount(value)) return value === caller.account;
      if (value === caller.arn) return true;
      if (accountOf(value) !== caller.account)
        return (
          /[*?]/.test(value) &&
          partsOf(value).length === 6 &&
          matchesExactly(partsOf(value)[4] as string, caller.account)
        );
      if (value.endsWith(':root')) return true;
      return caller.arn === null ? false : sameRole(value, caller.arn);
  }
}

/** A role and the sessions of that role: `role/path/x` and `assumed-role/x/session`. */
function sameRole(entry: string, arn: string): boolean {
  const wanted = roleOf(entry);
  return wanted !== null && wanted === roleOf(arn) && !(isSession(entry) && isSession(arn));
}

const isSession = (arn: string) => (partsOf(arn)[5] ?? '').startsWith('assumed-role/');
function roleOf(arn: string): string | null {
  const [kind, ...path] = (partsOf(arn)[5] ?? '').split('/');
  if (kind === 'role') return path.at(-1) ?? null;
  return kind === 'assumed-role' ? (path[0] ?? null) : null;
}
