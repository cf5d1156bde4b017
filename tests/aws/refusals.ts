import type { Account } from './accounts/account.ts';
import type { Rule } from './script.ts';

/** The refusals that an account's description carries, as rules. */
export function refusals(account: Account): Rule[] {
  const ofBuckets = account.buckets.flatMap(({ name, denied }): Rule[] =>
    denied ? [{ when: { bucket: name, action: denied }, do: 'deny', because: 'bucketPolicy' }] : [],
  );
  const ofAccount: Rule[] = account.denied
    ? [{ when: { action: account.denied }, do: 'deny' }]
    : [];
  return [...ofBuckets, ...ofAccount];
}
