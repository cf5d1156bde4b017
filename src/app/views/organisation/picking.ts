import type { AggregatorReach, AuditSummary, FailingSource } from '../../engine/protocol.ts';
import { recordedSays } from './words.ts';

type Account = AggregatorReach['accounts'][number];

/** A set of these accounts. */
export const setOf = (accounts: Iterable<string> = []): ReadonlySet<string> => new Set(accounts);

/** The accounts of a list that are not in another. */
export function without(accounts: readonly string[], others: Iterable<string>): readonly string[] {
  const gone = setOf(others);
  return accounts.filter((account) => !gone.has(account));
}

/** One account picked, or not. */
export function pick(picked: ReadonlySet<string>, account: string, on: boolean) {
  const next = new Set(picked);
  if (on) next.add(account);
  else next.delete(account);
  return next as ReadonlySet<string>;
}

/** Of the accounts that are shown, these and no other picked; what the filter hides stays as it is. */
export const pickOnly = (
  picked: ReadonlySet<string>,
  shown: readonly Account[],
  is: (account: string) => boolean,
): ReadonlySet<string> =>
  shown.reduce<Set<string>>((next, { account }) => {
    if (is(account)) next.add(account);
    else next.delete(account);
    return next;
  }, new Set(picked));

/** The Regions in which the aggregator failed to collect from an account, as text, by account. */
export function failingIn(failing: readonly FailingSource[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { source, region } of failing)
    found.set(source, found.has(source) ? `${found.get(source)}, ${region}` : region);
  return found;
}

/** The ISO time at which each account of AWS was last read into an audit of this browser, the sample left out. */
export function readHere(audits: readonly AuditSummary[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { account, endedAt, sample, provider } of audits)
    if (!sample && provider === 'aws' && endedAt > (found.get(account) ?? ''))
      found.set(account, endedAt);
  return found;
}

/** The accounts that fit every word of a text, in any case. */
export function fitting(
  accounts: readonly Account[],
  text: string,
  failing: ReadonlyMap<string, string>,
): readonly Account[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return accounts;
  return accounts.filter(({ account, resources }) => {
    const own = `${account} ${recordedSays(resources)} ${failing.has(account) ? `not collected lately in ${failing.get(account)}` : ''}`;
    return words.every((word) => own.toLowerCase().includes(word));
  });
}
