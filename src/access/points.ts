import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact, PublicReach } from '../model/derived.ts';
import type { Kind } from '../policy/actions.ts';
import { switchOf } from './block.ts';
import { accessPointsOf, globalPointsOf } from './point-facts.ts';
import { pointWays } from './point-ways.ts';
import { closed, once } from './policy.ts';
import { policyOf } from './policy-seen.ts';
import { asksForPoints } from './unseen-points.ts';
import { unknown, type View } from './view.ts';
import { isOpen, type Lifted, nothingLifted } from './ways.ts';

const nothingAdded: Answer<PublicReach> = { known: true, value: { open: false, steps: [] } };

const noneSays = (some: boolean, besideHidden: boolean): string =>
  some
    ? `No access point of ${besideHidden ? 'this account' : 'the bucket'} lets the public in.`
    : besideHidden
      ? 'This account has no access point before the bucket.'
      : 'The bucket has no access points.';

/** Why what another account decides leaves the verdict as it is. */
const notCounted: ProofStep = {
  says: 'S3 does not count as public what is left to access points of a named account, so this verdict leaves them out: ask that account whom they let in.',
  fact: 'policy',
  does: 'notes',
};

/** Facts that tell who gets in through access points, beside the bucket's own. */
export const pointFacts = [
  'accessPoints',
  'accessPoint',
  'accessPointPolicy',
  'accessPointPolicyStatus',
  'multiRegionAccessPoints',
  'multiRegionAccessPointPolicy',
  'multiRegionAccessPointPolicyStatus',
] as const;

/**
 * Whether access points let the public in where the bucket policy alone does not, to do something of these kinds or at
 * all. Both must allow a request, so only a bucket policy that asks for the way in leaves them anything to decide.
 * Access points of another account that the policy names do not count, as S3 does not count them; the steps name them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function accessPointsPublic(
  view: View,
  kinds: readonly Kind[] | null = null,
  lifted: Lifted = nothingLifted,
): Answer<PublicReach> {
  // A question about some kinds has its reasons in the policy; that there is nothing further is no news.
  const shut = (says: string, fact?: 'policy') =>
    kinds === null ? closed(says, fact) : nothingAdded;
  if (view.provider === 'other') return shut('This endpoint has no access points.');
  if (!lifted.block && switchOf(view, 'restrictPublicBuckets'))
    return shut('Restrict Public Buckets holds for access points too.');
  const seen = policyOf(view);
  if (seen.is === 'none')
    return shut('There is no bucket policy, so no access point can let the public in.', 'policy');
  if (seen.is === 'read' && seen.parsed.ok && !asksForPoints(seen.parsed.statements))
    return shut('The bucket policy does not leave the decision to access points.', 'policy');
  const { ways, cuts } = pointWays(view, lifted);
  const hidden = ways.filter(
    (way) => way.ofAnother && (kinds === null || way.kinds.some((kind) => kinds.includes(kind))),
  );
  const open = ways.filter(
    (way) =>
      isOpen(way.who) &&
      !way.ofAnother &&
      (kinds === null || way.kinds.some((kind) => kinds.includes(kind))),
  );
  const sure = open.filter(({ certain, some }) => certain || (some && kinds === null));
  if (sure.length > 0)
    return { known: true, value: { open: true, steps: once(sure.flatMap(({ steps }) => steps)) } };
  if (open.length > 0) {
    const missing = new Map<string, MissingFact>();
    for (const way of open)
      for (const one of way.missing) missing.set(`${one.fact}/${one.resource ?? ''}`, one);
    const steps = once(open.flatMap((way) => way.steps)).map(({ says }) => says);
    return unknown(
      [...missing.values()],
      steps.length > 0 ? steps.slice(0, 2).join(' ') : undefined,
    );
  }
  const some = accessPointsOf(view).length + globalPointsOf(view).length > 0;
  return {
    known: true,
    value: {
      open: false,
      steps: [
        ...cuts.map(({ step }) => step),
        ...once(hidden.flatMap(({ steps }) => steps)),
        ...(hidden.length > 0 ? [notCounted] : []),
        {
          says: noneSays(some, hidden.length > 0),
          fact: 'accessPoints',
        },
      ],
    },
  };
}
