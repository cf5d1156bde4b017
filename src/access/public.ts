import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact, PublicReach } from '../model/derived.ts';
import { readKinds, writeKinds } from '../policy/actions.ts';
import { decided } from '../policy/open-points.ts';
import { aclPublic, aclReaches } from './acl-public.ts';
import { switchOf, unreadLevels } from './block.ts';
import { publicForNobody } from './for-nobody.ts';
import { accessPointsPublic } from './points.ts';
import { aclBesidePolicy } from './policy-ways.ts';
import { policyGrants, policyPublic } from './policy.ts';
import { unknown, type View } from './view.ts';

/**
 * Whether the public reaches a bucket: open as soon as one way is known to be open, closed only when every
 * way is, unknown otherwise. AuthenticatedUsers counts as public, as S3 counts it.
 */
export const publicRead = (view: View): Answer<PublicReach> =>
  anyOf([
    besidePolicy(view, aclReaches.read(view)),
    policyWay(view, policyGrants(view, readKinds, 'list or read')),
    accessPointsPublic(view, readKinds),
  ]);

export const publicWrite = (view: View): Answer<PublicReach> =>
  anyOf([
    besidePolicy(view, aclReaches.write(view)),
    policyWay(view, policyGrants(view, writeKinds, 'write or delete')),
    accessPointsPublic(view, writeKinds),
  ]);

/** Whether the public reaches objects by a policy of the bucket or of its access points, whatever their own ACLs say. */
export const policyReachesObjects = (view: View): Answer<PublicReach> =>
  anyOf([
    policyWay(view, policyGrants(view, objectKinds, 'read, write or delete objects')),
    accessPointsPublic(view, objectKinds),
  ]);

const objectKinds = ['read', 'write', 'delete'] as const;

export const publicAccess = (view: View): Answer<PublicReach> =>
  anyOf([
    besidePolicy(view, aclPublic(view)),
    policyWay(view, policyPublic(view), () => publicForNobody(view)),
    accessPointsPublic(view),
  ]);

/** What Restrict Public Buckets makes of an ACL that lets the public in beside a public policy: an open point. */
function besidePolicy(view: View, byAcl: Answer<PublicReach>): Answer<PublicReach> {
  const restricted = switchOf(view, 'restrictPublicBuckets');
  if (!byAcl.known || !byAcl.value.open || restricted === false) return byAcl;
  const granted = policyPublic(view);
  if (granted.known && !granted.value.open) return byAcl;
  const open = !decided.aclBesidePolicy;
  if (!granted.known || restricted === null)
    return open
      ? byAcl
      : unknown([
          ...(granted.known ? [] : granted.missing),
          ...(restricted === null ? unreadLevels(view) : []),
        ]);
  return reach(open, [
    ...byAcl.value.steps,
    ...(open
      ? []
      : [{ says: 'Restrict Public Buckets cuts it off.', fact: 'publicAccessBlock' } as const]),
    aclBesidePolicy,
  ]);
}

/** A public policy still reaches nobody outside the account where Restrict Public Buckets is on. */
function policyWay(
  view: View,
  granted: Answer<PublicReach>,
  whyForNobody: () => readonly ProofStep[] = () => [],
): Answer<PublicReach> {
  const restricted = switchOf(view, 'restrictPublicBuckets');
  if (restricted)
    return reach(false, [
      granted.known && granted.value.open
        ? {
            says:
              whyForNobody().length > 0
                ? 'S3 counts the bucket policy as public, and Restrict Public Buckets cuts it off; without the block too, strangers get nothing by it.'
                : 'The bucket policy would let the public in, and Restrict Public Buckets cuts it off.',
            fact: 'policy',
          }
        : { says: 'Restrict Public Buckets cuts every public policy off.' },
    ]);
  if (granted.known && !granted.value.open) return granted;
  const levels = restricted === null ? unreadLevels(view) : [];
  if (!granted.known) return unknown([...granted.missing, ...levels], granted.because);
  if (restricted === null) return unknown(levels);
  const where = view.provider === 'aws' ? 'the bucket and the account' : 'the bucket';
  const forNobody = whyForNobody();
  return reach(
    true,
    [
      ...granted.value.steps,
      { says: `Restrict Public Buckets is off for ${where}.`, fact: 'publicAccessBlock' },
      ...forNobody,
    ],
    forNobody.length > 0,
  );
}

const reach = (
  open: boolean,
  steps: readonly ProofStep[],
  forNobody = false,
): Answer<PublicReach> => ({
  known: true,
  value: { open, ...(forNobody && { forNobody }), steps },
});

/** Open if one way is; closed if all are; otherwise unknown, with what would settle it. */
function anyOf(ways: readonly Answer<PublicReach>[]): Answer<PublicReach> {
  const open = ways.flatMap((way) => (way.known && way.value.open ? [way.value] : []));
  if (open.length > 0)
    return reach(
      true,
      open.flatMap(({ steps }) => steps),
      open.every(({ forNobody }) => forNobody) && ways.every((way) => way.known),
    );
  const unread = ways.filter((way) => !way.known);
  if (unread.length === 0)
    return reach(
      false,
      ways.flatMap((way) => (way.known ? way.value.steps : [])),
    );
  const missing = new Map<string, MissingFact>();
  for (const way of unread)
    for (const m of way.missing) missing.set(`${m.fact}/${m.resource ?? ''}`, m);
  return unknown([...missing.values()], unread.find((way) => way.because !== undefined)?.because);
}
