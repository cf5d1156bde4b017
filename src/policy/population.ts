import { anonymous, type Caller, callerOf, inAccount, isAccount } from './callers.ts';
import { hasVariable, operatorOf, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Condition, Statement } from './parse.ts';
import { isAnyone } from './fixed.ts';
import type { Place } from './world.ts';

/** Everyone whom some statements tell apart. */
export interface Population {
  /** Accounts that no statement names, in no organisation that one names; one for each pattern of accounts. */
  strangers: readonly Caller[];
  /** One unnamed account in each organisation that a condition names. */
  members: readonly Caller[];
  /** Other accounts that are named, as a whole or by one of their principals. */
  named: readonly Caller[];
  /** The bucket owner's account, as a whole and by principals that are named. */
  own: readonly Caller[];
  /** AWS services that are named. */
  services: readonly Caller[];
  /** Users of web identity providers that are named. */
  web: readonly Caller[];
  /** Whoever has one of the unique ids that a condition names; whose those are cannot be told. */
  holders: readonly Caller[];
}

const accountKeys = new Set(['aws:principalaccount', 'aws:principalarn']);
/** How many principals, accounts and organisations a population takes in of each. */
export const mostNamed = 24;
const most = mostNamed;

export function populationOf(statements: readonly Statement[], place: Place): Population {
  const accounts = new Set<string>();
  const patterns = new Set<string>();
  const orgs = new Set<string>();
  const callers = new Map<string, Caller>();
  let ids = false;
  for (const { principals, notPrincipals, conditions, plain } of statements) {
    for (const entry of principals ?? notPrincipals ?? []) {
      const caller = isAnyone(entry) && !entry.startsWith('Federated:') ? null : callerOf(entry);
      if (!caller) continue;
      if (callers.size < most) callers.set(entry, caller);
      if (caller.kind === 'account') accounts.add(caller.account);
    }
    for (const condition of conditions)
      for (const value of condition.values) {
        if (hasVariable(value, plain)) continue;
        if (accountKeys.has(condition.key)) {
          const account =
            condition.key === 'aws:principalaccount' ? value : (partsOf(value)[4] ?? value);
          if (isAccount(account)) {
            accounts.add(account);
            // Somebody particular, whom Principal of another statement may name too.
            if (condition.key === 'aws:principalarn' && !/[*?]/.test(value) && callers.size < most)
              callers.set(`AWS:${value}`, inAccount(account, value));
          }
          if (/[*?]/.test(account)) patterns.add(account);
        } else if (/^aws:principalorg(id|paths)$/.test(condition.key)) {
          const org = value.split('/')[0] as string;
          if (!/[*?]/.test(org)) orgs.add(org);
        } else if (condition.key === 'aws:userid' && isPositive(condition)) ids = true;
      }
  }
  const others = [...accounts].filter((account) => !isOwn(account, place)).slice(0, most);
  const list = [...callers.values()];
  return {
    strangers: strangersOf(patterns, accounts, place),
    members: [...orgs].slice(0, most).map((org) => inAccount(nobody[0], null, org)),
    named: [
      ...others.map((account) => inAccount(account)),
      ...list.filter(
        ({ kind, account, arn }) => kind === 'account' && arn !== null && !isOwn(account, place),
      ),
    ],
    own: [
      ...(place.account === '' ? [] : [inAccount(place.account)]),
      ...list.filter(
        ({ kind, account, arn }) => kind === 'account' && arn !== null && isOwn(account, place),
      ),
    ],
    services: list.filter(({ kind }) => kind === 'service'),
    web: list.filter(({ kind }) => kind === 'web'),
    holders: ids ? [{ ...anonymous, kind: 'holder', org: undefined }] : [],
  };
}

/** Whether an account, or a canonical user id, is that of the bucket's owner. */
export const isOwn = (account: string, { account: own, owner }: Place): boolean =>
  account !== '' && (account === own || account === owner);

/** Everyone but AWS services, in whatever order. */
export const everyCaller = (everyone: Population): readonly Caller[] => [
  anonymous,
  ...everyone.strangers,
  ...everyone.members,
  ...everyone.named,
  ...everyone.own,
  ...everyone.web,
];

/** Accounts that AWS gives to nobody. */
const nobody = ['000000000001', '000000000002', '000000000003'] as const;

/** An account for each pattern that no statement names otherwise: a pattern may be one that only some accounts fit. */
function strangersOf(
  patterns: ReadonlySet<string>,
  named: ReadonlySet<string>,
  place: Place,
): Caller[] {
  const free = nobody.find((account) => !named.has(account) && account !== place.account);
  const found = new Set<string>(free === undefined ? [] : [free]);
  for (const pattern of patterns) {
    if (pattern === '*' || found.size > 8) continue;
    for (const digit of '0987654321') {
      const account = fill(pattern, digit);
      if (
        account &&
        matchesExactly(pattern, account) &&
        !named.has(account) &&
        !isOwn(account, place)
      ) {
        found.add(account);
        break;
      }
    }
  }
  return [...found].map((account) => inAccount(account, null, null));
}

/** An account id that a pattern matches: its last star takes the digits that are missing. */
function fill(pattern: string, digit: string): string | null {
  const text = pattern.replaceAll('?', digit);
  const lacking = 12 - text.replaceAll('*', '').length;
  if (lacking < 0) return null;
  const last = text.lastIndexOf('*');
  const filled =
    last < 0
      ? text
      : text.slice(0, last).replaceAll('*', '') + digit.repeat(lacking) + text.slice(last + 1);
  return isAccount(filled) ? filled : null;
}

const isPositive = ({ operator }: Condition): boolean => operatorOf(operator)?.negated === false;
