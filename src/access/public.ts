import type { ProofStep } from '../model/check.ts';
import type { AclReach, Answer, MissingFact, PublicReach } from '../model/derived.ts';
import { groupName } from '../policy/groups.ts';
import { readActions, writeActions } from '../policy/match.ts';
import { aclPublicReach } from './acl.ts';
import { blockFacts, switchOf } from './block.ts';
import { accessPointsPublic } from './points.ts';
import { policyGrants, policyPublic } from './policy.ts';
import { unknownFor, type View } from './view.ts';

/**
 * Whether the public reaches a bucket: open as soon as one way is known to be open, closed only when every
 * way is, unknown otherwise. AuthenticatedUsers counts as public, as S3 counts it.
 */
export const publicRead = (view: View): Answer<PublicReach> =>
  anyOf([aclWay(view, 'read'), policyWay(view, policyGrants(view, readActions, 'list or read'))]);

export const publicWrite = (view: View): Answer<PublicReach> =>
  anyOf([
    aclWay(view, 'write'),
    policyWay(view, policyGrants(view, writeActions, 'write or delete')),
  ]);

export const publicAccess = (view: View): Answer<PublicReach> =>
  anyOf([aclWay(view, 'any'), policyWay(view, policyPublic(view)), accessPointsPublic(view)]);

function aclWay(view: View, kind: keyof typeof aclPublicReach): Answer<PublicReach> {
  const answer: Answer<AclReach> = aclPublicReach[kind](view);
  if (answer.known) {
    const { state, grants } = answer.value;
    return reach(
      grants.length > 0,
      state === 'disabled'
        ? [{ says: 'ACLs are disabled by Object Ownership.', fact: 'ownership' }]
        : state === 'ignored'
          ? [{ says: 'Ignore Public ACLs neutralises public grants.' }]
          : grants.length === 0
            ? [{ says: 'The ACL has no such grant to the public.', fact: 'acl' }]
            : grants.map((grant): ProofStep => ({
                says: `The ACL grants ${grant.permission} to ${groupName(grant.grantee) ?? grant.grantee}.`,
                fact: 'acl',
              })),
    );
  }
  // Whether ACLs are off or merely empty makes no difference here, so an empty or ignored ACL settles it alone.
  if (switchOf(view, 'ignorePublicAcls'))
    return reach(false, [{ says: 'Ignore Public ACLs neutralises public grants.' }]);
  const acl = view.see('acl');
  const none =
    acl.known &&
    !acl.value.grants.some(
      (g) =>
        g.type === 'Group' &&
        groupName(g.grantee) !== null &&
        groupName(g.grantee) !== 'S3 log delivery',
    );
  return none
    ? reach(false, [{ says: 'The ACL has no grant to the public.', fact: 'acl' }])
    : answer;
}

/** A public policy still reaches nobody outside the account where Restrict Public Buckets is on. */
function policyWay(view: View, granted: Answer<PublicReach>): Answer<PublicReach> {
  const restricted = switchOf(view, 'restrictPublicBuckets');
  if (restricted)
    return reach(false, [{ says: 'Restrict Public Buckets cuts every public policy off.' }]);
  if (granted.known && !granted.value.open) return granted;
  if (!granted.known)
    return restricted === null && granted.missing.length > 0
      ? unknownFor(view, ...granted.missing.map((m) => m.fact), ...blockFacts)
      : granted;
  return restricted === null
    ? unknownFor(view, ...blockFacts)
    : reach(true, [
        ...granted.value.steps,
        {
          says: 'Restrict Public Buckets is off for the bucket and the account.',
          fact: 'publicAccessBlock',
        },
      ]);
}

const reach = (open: boolean, steps: readonly ProofStep[]): Answer<PublicReach> => ({
  known: true,
  value: { open, steps },
});

/** Open if one way is; closed if all are; otherwise unknown, with what would settle it. */
export function anyOf(ways: readonly Answer<PublicReach>[]): Answer<PublicReach> {
  const open = ways.flatMap((way) => (way.known && way.value.open ? way.value.steps : []));
  if (ways.some((way) => way.known && way.value.open)) return reach(true, open);
  const unknown = ways.filter((way) => !way.known);
  if (unknown.length === 0)
    return reach(
      false,
      ways.flatMap((way) => (way.known ? way.value.steps : [])),
    );
  const missing = new Map<string, MissingFact>();
  for (const way of unknown)
    for (const m of way.missing) missing.set(`${m.fact}/${m.resource ?? ''}`, m);
  const because = unknown.map((way) => way.because).find((text) => text !== undefined);
  return {
    known: false,
    ...(because !== undefined && { because }),
    missing: [...missing.values()],
  };
}
