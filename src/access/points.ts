import type { Answer, MissingFact, PublicReach } from '../model/derived.ts';
import type { FactName } from '../model/facts.ts';
import { parsePolicy } from '../policy/parse.ts';
import { openToEveryone } from '../policy/public.ts';
import { blockFacts, switchOf } from './block.ts';
import type { AccessPointOf } from './index-account.ts';
import { missing, unknownFor, type View } from './view.ts';

const closed = (says: string): Answer<PublicReach> => ({
  known: true,
  value: { open: false, steps: [{ says, fact: 'accessPoints' }] },
});

/**
 * Whether an access point lets the public in. Both its policy and the bucket's must allow, so a bucket policy
 * that speaks of nobody by a wildcard settles it, as do Restrict Public Buckets and an empty, complete list.
 * Only access points of this account are seen.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function accessPointsPublic(view: View): Answer<PublicReach> {
  if (view.provider === 'other') return closed('This endpoint has no access points.');
  const restricted = switchOf(view, 'restrictPublicBuckets');
  if (restricted) return closed('Restrict Public Buckets holds for access points too.');
  const policy = view.see('policy');
  if (policy.known && policy.value === null)
    return closed('There is no bucket policy, so no access point can let the public in.');
  const parsed = policy.known && policy.value !== null ? parsePolicy(policy.value) : null;
  if (parsed?.ok && openToEveryone(parsed.statements).length === 0)
    return closed(
      'The bucket policy speaks of nobody by a wildcard, so no access point can let the public in.',
    );

  const list = view.see('accessPoints');
  const points = view.index.accessPoints.get(view.resource) ?? [];
  const states = points.map((point) => stateOf(point));
  if (list.known && list.value.complete && states.every((state) => state === 'closed'))
    return closed(
      points.length === 0
        ? 'The bucket has no access points.'
        : 'No access point of the bucket is public.',
    );

  const unread: FactName[] = list.known ? [] : ['accessPoints'];
  if (!policy.known) unread.push('policy');
  if (restricted === null) unread.push(...blockFacts);
  const answer = unknownFor(view, ...unread);
  if (answer.known) return answer;
  const pointGaps = states.flatMap((state) => (typeof state === 'object' ? state : []));
  const partGaps: MissingFact[] =
    list.known && !list.value.complete
      ? list.value.gaps.map((gap) => ({ fact: 'accessPoints', ...gap, tried: [] }))
      : [];
  const all = [...answer.missing, ...partGaps, ...pointGaps];
  return {
    known: false,
    ...(all.length === 0 && {
      because: `Access point ${points[states.indexOf('public')]?.entry.name ?? ''} has a public policy; how far the bucket policy lets it is not yet weighed.`,
    }),
    missing: all,
  };
}

/** `closed`, `public`, or the facts that would tell. */
function stateOf({ entry, facts }: AccessPointOf): 'closed' | 'public' | MissingFact[] {
  if (entry.networkOrigin === 'VPC') return 'closed';
  const status = facts.accessPointPolicyStatus;
  if (status?.known && !status.value?.isPublic) return 'closed';
  const settings = facts.accessPoint;
  if (settings?.known && settings.value.publicAccessBlock.restrictPublicBuckets) return 'closed';
  if (status?.known && settings?.known) return 'public';
  const gaps: MissingFact[] = [];
  if (!status?.known && status) gaps.push(missing('accessPointPolicyStatus', status, entry.name));
  if (!settings?.known && settings) gaps.push(missing('accessPoint', settings, entry.name));
  return gaps.length > 0
    ? gaps
    : [
        {
          fact: 'accessPoint',
          resource: entry.name,
          gap: 'skipped',
          actions: ['s3:GetAccessPoint'],
          tried: [],
          detail: '',
        },
      ];
}
