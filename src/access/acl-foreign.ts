import type { AclReach, Answer } from '../model/derived.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../policy/groups.ts';
import { switchOf, unreadLevels } from './block.ts';
import { logSources } from './neighbours.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/**
 * Effective grants of the ACL to anyone but the owner. Log delivery is left out where some bucket does log here.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function aclForeign(view: View): Answer<AclReach> {
  const ownership = seeOrLacks(view, 'ownership');
  if (ownership.known && ownership.value?.objectOwnership === 'BucketOwnerEnforced')
    return { known: true, value: { state: 'disabled', grants: [] } };
  const acl = view.see('acl');
  if (!ownership.known || !acl.known)
    return unknown([
      ...(ownership.known ? [] : unreadOf(view, 'ownership')),
      ...unreadOf(view, 'acl'),
    ]);
  const { owner, grants } = acl.value;
  const foreign = grants.filter(({ type, grantee }) => type === 'Group' || grantee !== owner);
  const ignored = switchOf(view, 'ignorePublicAcls');
  const certain = foreign.filter(({ grantee }) => !isPublic(grantee) && grantee !== logDelivery);
  const open = foreign.filter(({ grantee }) => isPublic(grantee));
  const logs = foreign.filter(({ grantee }) => grantee === logDelivery);
  const sources = logs.length > 0 ? logSources(view) : null;
  const unused = sources?.known && sources.value.length === 0 ? logs : [];
  const found = [...certain, ...(ignored === false ? open : []), ...unused];
  if (found.length === 0) {
    if (open.length > 0 && ignored === null) return unknown(unreadLevels(view));
    if (sources && !sources.known) return sources;
  }
  return { known: true, value: { state: 'live', grants: found } };
}

const isPublic = (grantee: string) => grantee === allUsers || grantee === authenticatedUsers;
