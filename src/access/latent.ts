import type { Answer, LatentReach } from '../model/derived.ts';
import { allUsers, authenticatedUsers } from '../policy/groups.ts';
import { grantStep } from './acl.ts';
import { levelOf } from './acl-ways.ts';
import { switchOf, unreadLevels } from './block.ts';
import { accessPointsPublic } from './points.ts';
import { policyPublic } from './policy.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/**
 * What becomes public when Block Public Access is lifted or ACLs are enabled. The policy shows it; an ACL that is
 * neutralised does not show its grants, so that a clean one proves nothing.
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
  const steps = [
    ...(restricted && policy.known && policy.value.open ? [...policy.value.steps, held] : []),
    ...(restricted && points?.known && points.value.open ? [...points.value.steps, held] : []),
    ...((ignored || disabled) && grants ? grants.map(grantStep) : []),
  ];
  if (steps.length > 0) return { known: true, value: { state: 'hidden', steps } };
  const blocks = [restricted, ignored, disabled];
  if (blocks.every((one) => one === false))
    return { known: true, value: { state: 'unblocked', steps: [] } };
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
    return { known: true, value: { state: 'none', steps: [] } };
  return unknown([
    ...(restricted === null || ignored === null ? unreadLevels(view) : []),
    ...(disabled === null ? unreadOf(view, 'ownership') : []),
  ]);
}
