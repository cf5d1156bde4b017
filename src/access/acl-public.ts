import type { Answer, PublicReach } from '../model/derived.ts';
import { type Kind, readKinds, writeKinds } from '../policy/actions.ts';
import { aclOpens } from './acl.ts';
import { afterDenies } from './acl-denied.ts';
import { aclWays, deniesIn } from './acl-ways.ts';
import { placeOf } from './place.ts';
import { closed, once } from './policy.ts';
import { policyOf } from './policy-seen.ts';
import { unknown, type View } from './view.ts';
import { isOpen, nothingLifted } from './ways.ts';

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
