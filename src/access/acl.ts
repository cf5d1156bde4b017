import type { ProofStep } from '../model/check.ts';
import type { AclReach, Answer, MissingFact, PublicReach } from '../model/derived.ts';
import type { Grant } from '../model/facts.ts';
import { allUsers, authenticatedUsers, groupName } from '../policy/groups.ts';
import { switchOf, unreadLevels } from './block.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/** Which grants a question is about. */
interface Wanted {
  groups: readonly string[];
  /** Permissions, or null for any. */
  permissions: readonly string[] | null;
}

const everyone = [allUsers, authenticatedUsers];
const reading = ['READ', 'READ_ACP', 'FULL_CONTROL'];
const writing = ['WRITE', 'WRITE_ACP', 'FULL_CONTROL'];

/** Grants of reading or writing permissions to anyone on the Internet. */
export const aclAllUsers = {
  read: (view: View) => aclReach(view, { groups: [allUsers], permissions: reading }),
  write: (view: View) => aclReach(view, { groups: [allUsers], permissions: writing }),
} as const;

/** Grants to the group of all AWS accounts, of any permission. */
export const aclAuthenticatedUsers = (view: View) =>
  aclReach(view, { groups: [authenticatedUsers], permissions: null });

/** Whether the ACL lets the public read, write or do anything; any AWS account counts as public, as S3 counts it. */
export const aclOpens = {
  read: (view: View) => aclWay(view, { groups: everyone, permissions: reading }),
  write: (view: View) => aclWay(view, { groups: everyone, permissions: writing }),
  any: (view: View) => aclWay(view, { groups: everyone, permissions: null }),
} as const;

/** One step of a proof for a grant. */
export const grantStep = ({ permission, grantee }: Grant): ProofStep => ({
  says: `The ACL grants ${permission}${Object.hasOwn(lets, permission) ? ` (${lets[permission]})` : ''} to ${groupName(grantee) ?? grantee}.`,
  fact: 'acl',
});

/** What a permission lets do when a bucket's ACL grants it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const lets: Readonly<Record<string, string>> = {
  READ: 'list the objects',
  WRITE: 'create, overwrite and delete objects',
  READ_ACP: 'read the ACL',
  WRITE_ACP: 'change the ACL, and so gain every permission',
  FULL_CONTROL: 'all of READ, WRITE, READ_ACP and WRITE_ACP',
};

/**
 * What decides about an ACL, each null where it could not be read. Object Ownership may disable ACLs, Ignore Public
 * ACLs may neutralise public grants, and otherwise the grants count. S3 hides grants from the ACL that it neutralises.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function look(view: View, { groups, permissions }: Wanted) {
  const ownership = seeOrLacks(view, 'ownership');
  const acl = view.see('acl');
  const wanted = (grant: Grant) =>
    grant.type === 'Group' &&
    groups.includes(grant.grantee) &&
    (permissions === null || permissions.includes(grant.permission));
  return {
    disabled: ownership.known ? ownership.value?.objectOwnership === 'BucketOwnerEnforced' : null,
    ignored: switchOf(view, 'ignorePublicAcls'),
    grants: acl.known ? acl.value.grants.filter(wanted) : null,
  };
}

/** The effective grants that a question is about. Whether ACLs mean anything at all has to be known first. */
function aclReach(view: View, wanted: Wanted): Answer<AclReach> {
  const { disabled, ignored, grants } = look(view, wanted);
  if (disabled) return { known: true, value: { state: 'disabled', grants: [] } };
  const settled = ignored === true || grants?.length === 0;
  if (disabled === null || (!settled && (grants === null || ignored === null)))
    return unknown(unreadFor(view, !settled));
  if (ignored) return { known: true, value: { state: 'ignored', grants: [] } };
  return { known: true, value: { state: 'live', grants: grants ?? [] } };
}

/** Whether a grant that a question is about takes effect. Why none does makes no difference here. */
function aclWay(view: View, wanted: Wanted): Answer<PublicReach> {
  const { disabled, ignored, grants } = look(view, wanted);
  const closed = (says: string, fact: ProofStep['fact']): Answer<PublicReach> => ({
    known: true,
    value: { open: false, steps: [{ says, ...(fact && { fact }) }] },
  });
  if (disabled) return closed('ACLs are disabled by Object Ownership.', 'ownership');
  if (ignored) return closed('Ignore Public ACLs neutralises public grants.', undefined);
  if (grants?.length === 0) return closed('The ACL has no such grant to the public.', 'acl');
  if (disabled === null || grants === null || ignored === null)
    return unknown(unreadFor(view, true));
  return { known: true, value: { open: true, steps: grants.map(grantStep) } };
}

const unreadFor = (view: View, all: boolean): MissingFact[] => [
  ...(seeOrLacks(view, 'ownership').known ? [] : unreadOf(view, 'ownership')),
  ...(all ? unreadOf(view, 'acl') : []),
  ...(all && switchOf(view, 'ignorePublicAcls') === null ? unreadLevels(view) : []),
];
