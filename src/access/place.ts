import { isAccount } from '../policy/callers.ts';
import { bucketArn } from '../policy/resource.ts';
import type { Place } from '../policy/world.ts';
import type { View } from './view.ts';

/** The bucket in question, as policies see it. Its owner's canonical id stands in the ACL, which only few policies need. */
export const placeOf = (view: View, owner: string | null = null): Place => ({
  arn: bucketArn(view.partition, view.resource),
  account: view.provider === 'aws' && isAccount(view.account) ? view.account : '',
  owner,
  now: view.index.now,
});

/** Whether nobody knows which account is the bucket's own, so that one which a policy names may be it. */
export const ownUnknown = (view: View): boolean =>
  view.provider === 'aws' && !isAccount(view.account);
