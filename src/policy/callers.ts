import { isWild, matchesExactly } from './match.ts';
import { partsOf } from './condition.ts';
import { isWebProvider } from './fixed.ts';
import type { Statement } from './parse.ts';
import { preparedOf } from './prepared.ts';
import { type Tri, not } from './tri.ts';

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

/** Whether a text is 12 digits. */
export function isAccount(text: string): boolean {
  if (text.length !== 12) return false;
  for (let at = 0; at < 12; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

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
    const account = isWebProvider(value) ? '' : accountOf(value);
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

/** One entry of Principal or NotPrincipal, taken apart. */
export interface Entry {
  entry: string;
  kind: string;
  value: string;
  /** It stands for a whole account: its digits, or a canonical user id. */
  whole: boolean;
  /** The account of an ARN; empty where there is none. */
  account: string;
  /** What stands in place of the account, where the ARN holds a wildcard. */
  pattern: string | null;
  root: boolean;
}

function takeApart(entry: string): Entry {
  const at = entry.indexOf(':');
  const kind = entry.slice(0, at);
  const value = entry.slice(at + 1);
  const whole = kind === 'CanonicalUser' || isAccount(value);
  const isArn = !whole && value !== '*' && kind !== 'Service';
  const parts = isArn ? partsOf(value) : [];
  return {
    entry,
    kind,
    value,
    whole,
    account: isArn ? accountOf(value) : '',
    pattern: parts.length === 6 && isWild(value) ? (parts[4] as string) : null,
    root: isArn && value.endsWith(':root'),
  };
}

/** Whether a statement speaks of a caller. */
export function speaksOf(statement: Statement, caller: Caller): Tri {
  const prepared = preparedOf(statement);
  const entries = (prepared.entries ??= (statement.principals ?? statement.notPrincipals ?? []).map(
    takeApart,
  ));
  let named: Tri = false;
  for (const entry of entries) {
    const one = names(entry, caller);
    if (one === true) {
      named = true;
      break;
    }
    if (one === null) named = null;
  }
  return statement.principals ? named : not(named);
}

function names(one: Entry, caller: Caller): Tri {
  const { kind, value } = one;
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
      return kind === 'AWS' && isDangling(one.entry) ? null : false;
    default:
      if (kind === 'Service') return false;
      if (one.whole) return value === caller.account;
      if (value === caller.arn) return true;
      if (one.account !== caller.account)
        return one.pattern !== null && matchesExactly(one.pattern, caller.account);
      if (one.root) return true;
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
