import type { AclReach, Answer } from '../model/derived.ts';
import type { Grant } from '../model/facts.ts';
import { allUsers, authenticatedUsers } from '../policy/groups.ts';
import { blockFacts, switchOf } from './block.ts';
import { unknownFor, type View } from './view.ts';

/** Which grants a question is about. */
interface Wanted {
  groups: readonly string[];
  /** Permissions, or null for any. */
  permissions: readonly string[] | null;
}

const everyone = [allUsers, authenticatedUsers];
const reading = ['READ', 'READ_ACP', 'FULL_CONTROL'];
const writing = ['WRITE', 'WRITE_ACP', 'FULL_CONTROL'];

/**
 * The effective public grants that a question is about.
 * Object Ownership comes first, because it decides whether an ACL means anything at all; after that either
 * Ignore Public ACLs or an ACL without such a grant settles it alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function aclReach(view: View, { groups, permissions }: Wanted): Answer<AclReach> {
  const ownership = view.see('ownership');
  const acl = view.see('acl');
  if (!ownership.known) return unknownFor(view, 'ownership');
  if (ownership.value?.objectOwnership === 'BucketOwnerEnforced')
    return { known: true, value: { state: 'disabled', grants: [] } };

  const wanted = (grant: Grant) =>
    grant.type === 'Group' &&
    groups.includes(grant.grantee) &&
    (permissions === null || permissions.includes(grant.permission));
  const grants = acl.known ? acl.value.grants.filter(wanted) : null;
  const ignored = switchOf(view, 'ignorePublicAcls');
  if (ignored) return { known: true, value: { state: 'ignored', grants: [] } };
  if (grants?.length === 0) return { known: true, value: { state: 'live', grants } };
  if (grants === null) return unknownFor(view, 'acl', ...(ignored === null ? blockFacts : []));
  if (ignored === null) return unknownFor(view, ...blockFacts);
  return { known: true, value: { state: 'live', grants } };
}

/** Grants to anyone, or to any AWS account, that let list the bucket or read its ACL. */
export const aclPublicReach = {
  read: (view: View) => aclReach(view, { groups: everyone, permissions: reading }),
  write: (view: View) => aclReach(view, { groups: everyone, permissions: writing }),
  any: (view: View) => aclReach(view, { groups: everyone, permissions: null }),
} as const;

/** Grants to the group of all AWS accounts, of any permission. */
export const aclAuthenticatedUsers = (view: View) =>
  aclReach(view, { groups: [authenticatedUsers], permissions: null });

/** Grants to anyone on the Internet, of reading or writing permissions. */
export const aclAllUsers = {
  read: (view: View) => aclReach(view, { groups: [allUsers], permissions: reading }),
  write: (view: View) => aclReach(view, { groups: [allUsers], permissions: writing }),
} as const;
