import type { Answer, LatentReach } from '../model/derived.ts';
import { allUsers, authenticatedUsers } from '../policy/groups.ts';
import { grantStep } from './acl.ts';
import { aclPublic } from './acl-public.ts';
import { aclWays, levelOf } from './acl-ways.ts';
import { switchOf, unreadLevels } from './block.ts';
import { publicForNobody } from './for-nobody.ts';
import { accessPointsPublic } from './points.ts';
import { once, policyPublic } from './policy.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';
import { allLifted, isOpen } from './ways.ts';

/**
 * What becomes public when Block Public Access is lifted or ACLs are enabled. The policy shows it; an ACL that is
 * neutralised does not show its grants, so that a clean one proves nothing. What is public today waits for nothing. What
 * S3 would count as public although strangers get nothing by it is hidden too, as the block is what S3's word turns on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function latentPublic(view: View): Answer<LatentReach> {
  const restricted = switchOf(view, 'restrictPublicBuckets');
  const ignored = switchOf(view, 'ignorePublicAcls');
  const ownership = seeOrLacks(view, 'ownership');
  const disabled = ownership.known
    ? ownership.value?.objectOwnership === 'BucketOwnerEnforced'
    : null;
  const acl = view.see('acl');
  const grants = acl.known
    ? acl.value.grants.filter(
        ({ grantee }) => grantee === allUsers || grantee === authenticatedUsers,
      )
    : null;
  const policy = policyPublic(view);
  const points =
    restricted === false ? null : accessPointsPublic(view, null, { block: true, ownership: false });
  const held = {
    says: `Restrict Public Buckets of ${levelOf(view, 'restrictPublicBuckets')} is all that keeps it from counting.`,
    does: 'cuts',
  } as const;
  const byPolicy = restricted === true && policy.known && policy.value.open;
  const byPoints = restricted === true && points?.known === true && points.value.open;
  const byAcl = ignored === true || disabled === true ? (grants ?? []).map(grantStep) : [];
  const nobody = byPolicy ? publicForNobody(view) : [];
  const lifted = byAcl.length > 0 ? aclWays(view, allLifted) : null;
  const steps = [
    ...(byPolicy ? [...policy.value.steps, held, ...nobody] : []),
    ...(byPoints ? [...points.value.steps, held] : []),
    ...byAcl,
    ...once((lifted?.denied ?? []).filter(({ who }) => isOpen(who)).map(({ step }) => step)),
  ];
  const acls = aclPublic(view);
  const already = [
    ...(restricted === false && policy.known && policy.value.open ? policy.value.steps : []),
    ...(acls.known && acls.value.open ? acls.value.steps : []),
  ];
  const forNobody =
    !byPoints &&
    (!byPolicy || nobody.length > 0) &&
    !(lifted?.ways ?? []).some(({ who }) => isOpen(who));
  if (steps.length > 0)
    return {
      known: true,
      value: { state: 'hidden', steps, already, ...(forNobody && { forNobody }) },
    };
  const blocks = [restricted, ignored, disabled];
  if (blocks.every((one) => one === false))
    return { known: true, value: { state: 'unblocked', steps: [], already } };
  // Nothing may wait behind a block that is off; what waits behind one that is on must be read.
  const policyOpen = policy.known ? policy.value.open : null;
  const missing = [
    ...(restricted !== false && policyOpen === null && !policy.known ? policy.missing : []),
    ...(points && !points.known ? points.missing : []),
    ...(restricted === null && (policyOpen !== false || (points?.known && points.value.open))
      ? unreadLevels(view)
      : []),
    ...(grants === null && (ignored !== false || disabled !== false) ? unreadOf(view, 'acl') : []),
    ...(grants !== null && grants.length > 0 && ignored === null ? unreadLevels(view) : []),
    ...(grants !== null && grants.length > 0 && disabled === null
      ? unreadOf(view, 'ownership')
      : []),
  ];
  if (missing.length > 0) return unknown(missing);
  if (blocks.some((one) => one === true))
    return { known: true, value: { state: 'none', steps: [], already } };
  return unknown([
    ...(restricted === null || ignored === null ? unreadLevels(view) : []),
    ...(disabled === null ? unreadOf(view, 'ownership') : []),
  ]);
}
