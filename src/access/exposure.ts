import type { ProofStep } from '../model/check.ts';
import type { MissingFact } from '../model/derived.ts';
import {
  type Circle,
  type Deed,
  deeds,
  type Exposed,
  type Exposure,
  type ExposureView,
  reaches,
} from '../model/exposure.ts';
import type { Kind } from '../policy/actions.ts';
import { decided } from '../policy/open-points.ts';
import { aclForNobody } from './acl-public.ts';
import { aclWays } from './acl-ways.ts';
import { switchOf } from './block.ts';
import { calledIn } from './called.ts';
import { differsFromS3 } from './differ.ts';
import { publicForNobody } from './for-nobody.ts';
import { pointWays } from './point-ways.ts';
import { once } from './policy.ts';
import { aclBesidePolicy, policyWays } from './policy-ways.ts';
import { ownUnknown } from './place.ts';
import { unreadOf, type View } from './view.ts';
import { websiteSteps } from './website.ts';
import { allLifted, isOpen, type Lifted, nothingLifted, type Way } from './ways.ts';

const deedOf = (kind: Kind): Deed => (kind === 'acl' ? 'settings' : kind);

/**
 * Who can list, read, write, delete and change permissions, over the ACL, Object Ownership, Block Public Access of
 * account and bucket, the bucket policy and access points. ACLs of single objects are not read.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function exposureOf(view: View): ExposureView {
  return {
    now: exposed(view, nothingLifted),
    latent: exposed(view, allLifted),
    limits: limitsOf(view),
    differences: [
      ...differsFromS3(view),
      ...(switchOf(view, 'restrictPublicBuckets') === true ? [] : publicForNobody(view)),
      ...aclForNobody(view),
    ],
  };
}

/** The exposure with some of the safeguards left aside. */
export function exposed(view: View, lifted: Lifted): Exposure {
  const byPolicy = policyWays(view, lifted);
  const byAcl = aclWays(view, lifted);
  const byPoints = pointWays(view, lifted);
  const beside = byPolicy.cuts.length > 0 && byAcl.ways.some(({ who }) => isOpen(who));
  const aclCut = beside && decided.aclBesidePolicy;
  const ways = [
    ...(aclCut ? byAcl.ways.filter(({ who }) => !isOpen(who)) : byAcl.ways).map((way) => ({
      ...way,
      name: calledIn(view, way.name),
    })),
    ...[...byPolicy.ways, ...byPoints.ways].map((way) =>
      ownUnknown(view) ? doubted(way, view) : way,
    ),
  ];
  const cuts = [...byAcl.cuts, ...byPolicy.cuts, ...(beside ? [aclBesidePolicy] : [])];
  const found = Object.fromEntries(
    deeds.map((deed) => [
      deed,
      sumUp(
        ways.filter((way) => way.kinds.some((kind) => deedOf(kind) === deed)),
        [
          ...cuts,
          ...[...byAcl.denied, ...byPoints.cuts]
            .filter(({ kinds }) => kinds.some((kind) => deedOf(kind) === deed))
            .map(({ step }) => step),
        ],
      ),
    ]),
  ) as unknown as Exposure;
  const site = websiteSteps(view, lifted);
  return site.length === 0
    ? found
    : { ...found, read: { ...found.read, steps: [...found.read.steps, ...site] } };
}

/** Another account is another only where the bucket's own is known. */
const doubted = (way: Way, view: View): Way =>
  way.who === 'otherAccount'
    ? { ...way, certain: false, missing: [...way.missing, ...unreadOf(view, 'identity')] }
    : way;

const rank = (who: Way['who']) => reaches.indexOf(who);

/** The widest that is certain, unless something that is not could be wider. */
function sumUp(ways: readonly Way[], cuts: readonly ProofStep[]): Exposed {
  const certain = ways.filter((way) => way.certain);
  const widest = Math.min(rank('own'), ...certain.map(({ who }) => rank(who)));
  const doubtful = ways.filter((way) => !way.certain && rank(way.who) < widest);
  const who = reaches[widest] ?? 'own';
  const there = certain.filter((way) => way.who === who);
  const names = namesOf(there);
  const also = alsoIn(certain, who);
  const beside = certain.filter((way) => also.some((circle) => circle.who === way.who));
  if (doubtful.length > 0) {
    const missing = new Map<string, MissingFact>();
    for (const way of doubtful)
      for (const fact of way.missing) missing.set(`${fact.fact}/${fact.resource ?? ''}`, fact);
    const reason = doubtful.find((way) => way.reason !== undefined)?.reason;
    return {
      who: 'unknown',
      names: [],
      steps: once([...certain, ...doubtful].flatMap(({ steps }) => steps)),
      missing: [...missing.values()],
      ...(there.length > 0 && { atLeast: { who, names } }),
      ...(also.length > 0 && { also }),
      ...(reason !== undefined && { reason }),
    };
  }
  return {
    who,
    names,
    steps: once([...[...there, ...beside].flatMap(({ steps }) => steps), ...cuts]),
    missing: [],
    ...(also.length > 0 && { also }),
  };
}

/** Who gets in beside the widest circle, which everyone and every account take in. */
function alsoIn(certain: readonly Way[], widest: Circle['who']): Circle[] {
  if (isOpen(widest)) return [];
  return reaches
    .slice(reaches.indexOf(widest) + 1)
    .filter((who) => who !== 'own')
    .map((who) => ({ who, names: namesOf(certain.filter((way) => way.who === who)) }))
    .filter(({ who }) => certain.some((way) => way.who === who));
}

const namesOf = (ways: readonly Way[]): string[] => [
  ...new Set(ways.map(({ name }) => name).filter((name) => name !== '')),
];

/** S3 shows a neutralised ACL as if its grants were not there. */
function limitsOf(view: View): string[] {
  const ownership = view.see('ownership');
  const enforced = ownership.known && ownership.value?.objectOwnership === 'BucketOwnerEnforced';
  return [
    ...(enforced
      ? [
          'With ACLs disabled, S3 shows only the owner’s grant: old grants come back when ACLs are enabled again.',
        ]
      : []),
    ...(switchOf(view, 'ignorePublicAcls')
      ? [
          'With Ignore Public ACLs on, S3 does not show public grants: they count again when it is turned off.',
        ]
      : []),
    'ACLs of single objects are not read.',
  ];
}
