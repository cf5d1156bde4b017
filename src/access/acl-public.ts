import type { ProofStep } from '../model/check.ts';
import type { AclReach, Answer, PublicReach } from '../model/derived.ts';
import { type Kind, kinds as everyKind, readKinds, writeKinds } from '../policy/actions.ts';
import { aclAllUsers, aclAuthenticatedUsers, aclOpens } from './acl.ts';
import { afterDenies } from './acl-denied.ts';
import { aclWays, deniesIn } from './acl-ways.ts';
import { placeOf } from './place.ts';
import { closed, once } from './policy.ts';
import { policyOf } from './policy-seen.ts';
import { unknown, type View } from './view.ts';
import { isOpen, nothingLifted, type Way } from './ways.ts';

/**
 * Whether the ACL lets the public do something of these kinds today: a grant counts as far as the Deny statements of
 * the bucket policy leave it, since an explicit Deny stands above the ACL. S3's own meaning of "public", which is
 * `aclOpens.any`, knows no Deny.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export const aclReaches = {
  read: (view: View) => afterDeny(view, aclOpens.read(view), readKinds),
  write: (view: View) => afterDeny(view, aclOpens.write(view), writeKinds),
} as const;

function afterDeny(
  view: View,
  granted: Answer<PublicReach>,
  kinds: readonly Kind[],
): Answer<PublicReach> {
  if (granted.known && !granted.value.open) return granted;
  const acl = view.see('acl');
  if (!acl.known) {
    const everything = { who: 'public', name: '', kinds } as const;
    const left = afterDenies(everything, deniesIn(view) ?? [], placeOf(view));
    return left.some(({ who }) => isOpen(who))
      ? granted
      : closed('Whatever the ACL grants, Deny statements of the bucket policy take it back.');
  }
  const { ways, denied } = aclWays(view, nothingLifted);
  const asked = (one: { who: (typeof ways)[number]['who']; kinds: readonly Kind[] }) =>
    isOpen(one.who) && one.kinds.some((kind) => kinds.includes(kind));
  const open = ways.filter(asked);
  const cuts = denied.filter(asked).map(({ step }) => step);
  const sure = open.filter(({ certain }) => certain);
  if (sure.length > 0)
    return {
      known: true,
      value: { open: true, steps: once([...sure.flatMap(({ steps }) => steps), ...cuts]) },
    };
  if (open.length > 0) {
    const seen = policyOf(view);
    return unknown(
      open.flatMap(({ missing }) => missing),
      seen.is === 'read'
        ? seen.parsed.ok
          ? 'Whether the Deny statements of the bucket policy leave the public what the ACL grants cannot be told.'
          : seen.parsed.problem
        : undefined,
    );
  }
  return { known: true, value: { open: false, steps: once(cuts) } };
}

/** Grants to a predefined group, with what Deny statements take back of them. The grants stand whatever a Deny says. */
export const aclGroups = {
  publicRead: (view: View) => withDenied(view, aclAllUsers.read(view), 'public', readKinds),
  publicWrite: (view: View) => withDenied(view, aclAllUsers.write(view), 'public', writeKinds),
  authenticatedUsers: (view: View) =>
    withDenied(view, aclAuthenticatedUsers(view), 'anyAccount', everyKind),
} as const;

function withDenied(
  view: View,
  reach: Answer<AclReach>,
  group: Way['who'],
  kinds: readonly Kind[],
): Answer<AclReach> {
  if (!reach.known || reach.value.grants.length === 0) return reach;
  const denied = once(
    aclWays(view, nothingLifted)
      .denied.filter((one) => one.who === group && one.kinds.some((kind) => kinds.includes(kind)))
      .map(({ step }) => step),
  );
  return denied.length === 0 ? reach : { known: true, value: { ...reach.value, denied } };
}

/**
 * Whether the ACL makes the bucket public as S3 counts it, with what Deny statements take back of that today, which
 * S3 does not count.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function aclPublic(view: View): Answer<PublicReach> {
  const opens = aclOpens.any(view);
  if (!opens.known || !opens.value.open) return opens;
  const { steps } = opens.value;
  if (deniesIn(view) === null)
    return {
      known: true,
      value: {
        open: true,
        steps: [
          ...steps,
          {
            says: 'The bucket policy cannot be read: a Deny in it may take back what the ACL grants.',
            fact: 'policy',
            does: 'notes',
          },
        ],
      },
    };
  const { ways, denied } = aclWays(view, nothingLifted);
  const cuts = once(denied.filter(({ who }) => isOpen(who)).map(({ step }) => step));
  if (cuts.length === 0) return opens;
  const forNobody = !ways.some(({ who }) => isOpen(who));
  return {
    known: true,
    value: {
      open: true,
      ...(forNobody && { forNobody }),
      steps: [...steps, ...cuts, countedByS3],
    },
  };
}

const countedByS3: ProofStep = {
  says: 'S3 counts a public grant of the ACL as public whatever a Deny says.',
  fact: 'acl',
  does: 'notes',
};

/** Why S3 counts a bucket as public whose ACL, after the Deny statements of the policy, lets no stranger in. */
export function aclForNobody(view: View): ProofStep[] {
  const answer = aclPublic(view);
  return answer.known && answer.value.forNobody ? [countedByS3] : [];
}
