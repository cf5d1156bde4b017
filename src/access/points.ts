import type { Answer, MissingFact, PublicReach } from '../model/derived.ts';
import { type Kind, kinds } from '../policy/actions.ts';
import { judgeEveryone } from '../policy/fixed.ts';
import { nameOf, parsePolicy, type Statement } from '../policy/parse.ts';
import { openings } from '../policy/reach.ts';
import { capital } from '../policy/say.ts';
import type { Place } from '../policy/world.ts';
import { switchOf, unreadLevels } from './block.ts';
import type { AccessPointOf } from './index-account.ts';
import { placeOf } from './place.ts';
import { closed, policyOf } from './policy.ts';
import { missing, unknown, unreadOf, type View } from './view.ts';

/**
 * Whether an access point lets the public in where the bucket policy alone does not. Both must allow a request, so
 * only a bucket policy that hands the decision to access points leaves them anything to decide: a statement for
 * everyone on `s3:DataAccessPointAccount` or `s3:DataAccessPointArn`. Any other statement for everyone lets in
 * directly whom it lets in through an access point.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function accessPointsPublic(view: View): Answer<PublicReach> {
  if (view.provider === 'other') return closed('This endpoint has no access points.', undefined);
  const restricted = switchOf(view, 'restrictPublicBuckets');
  if (restricted) return closed('Restrict Public Buckets holds for access points too.', undefined);
  const levels = restricted === null ? unreadLevels(view) : [];

  const seen = policyOf(view);
  if (seen.is === 'none')
    return closed('There is no bucket policy, so no access point can let the public in.');
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : null;
  const delegating = (statements && delegatingIn(statements)) ?? [];
  if (statements && delegating.length === 0)
    return closed('The bucket policy does not leave the decision to access points.');
  const away = statements && delegating.every((one) => isAway(one, view));
  if (away && delegating[0])
    return closed(
      `${capital(nameOf(delegating[0]))} trusts the access points of another account, which cannot be seen from here.`,
    );
  const policyGap = seen.is === 'unread' ? unreadOf(view, 'policy') : [];
  return ofPoints(view, statements, policyGap, levels);
}

/** Statements that leave the decision to access points. */
const delegatingIn = (statements: readonly Statement[]): Statement[] =>
  judgeEveryone(statements)
    .map(({ statement }) => statement)
    .filter(({ conditions }) => conditions.some(({ key }) => isPoint(key)));

const isPoint = (key: string): boolean =>
  key.startsWith('s3:dataaccesspoint') || key === 's3:accesspointnetworkorigin';

/** Whether a statement holds for access points of other accounts alone, each named. */
const isAway = ({ conditions }: Statement, view: View): boolean =>
  conditions.some(
    ({ operator, key, values }) =>
      /^(foranyvalue:)?(string(equals|like)|arn(equals|like))$/i.test(operator) &&
      (key === 's3:dataaccesspointaccount' || key === 's3:dataaccesspointarn') &&
      values
        .map((value) => (key === 's3:dataaccesspointarn' ? (value.split(':')[4] ?? '') : value))
        .every((account) => /^\d{12}$/.test(account) && account !== view.account),
  );

/** What the bucket policy lets everyone do through one access point. */
function throughPoint(
  statements: readonly Statement[],
  { entry }: AccessPointOf,
  view: View,
): ReturnType<typeof openings> {
  const via = { arn: entry.arn, account: view.account, networkOrigin: entry.networkOrigin };
  const place: Place = { ...placeOf(view), via };
  return openings(statements, place);
}

/** What the policy of an access point lets do, its resources read as those of the bucket. */
function allowedByPoint(text: string, { entry }: AccessPointOf, view: View) {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return null;
  const place = placeOf(view);
  const onBucket = (pattern: string) =>
    pattern.startsWith(`${entry.arn}/object/`)
      ? `${place.arn}/${pattern.slice(`${entry.arn}/object/`.length)}`
      : pattern === `${entry.arn}*`
        ? `${place.arn}*`
        : pattern === entry.arn
          ? place.arn
          : pattern;
  const mapped = parsed.statements.map((statement) => ({
    ...statement,
    resources: statement.resources?.map(onBucket) ?? null,
    notResources: statement.notResources?.map(onBucket) ?? null,
  }));
  const via = { arn: entry.arn, account: view.account, networkOrigin: entry.networkOrigin };
  return { statements: mapped, openings: openings(mapped, { ...place, via }) };
}

/** The same for a bucket policy that may leave the decision to access points of this account. */
function ofPoints(
  view: View,
  statements: readonly Statement[] | null,
  policyGap: readonly MissingFact[],
  levels: readonly MissingFact[],
): Answer<PublicReach> {
  const points = view.index.accessPoints.get(view.resource) ?? [];
  const gaps: MissingFact[] = [];
  const doubts: string[] = [];
  let open: { point: AccessPointOf; by: Statement; kinds?: readonly Kind[] } | null = null;
  for (const point of points) {
    const state = stateOf(point);
    if (state === 'closed') continue;
    const way = statements && wayThrough(statements, point, view);
    if (way === 'closed') continue;
    if (typeof state !== 'string') gaps.push(...state);
    else if (way === null) continue;
    else if ('by' in way) open ??= { point, ...way };
    else {
      gaps.push(...way.missing);
      doubts.push(way.because);
    }
  }
  const listGaps = listOf(view, 'accessPoints');
  const globalGaps = listOf(view, 'multiRegionAccessPoints');
  const global = view.see('multiRegionAccessPoints');
  const spanning = global.known
    ? global.value.items.find(
        ({ buckets, publicAccessBlock }) =>
          buckets.includes(view.resource) && publicAccessBlock?.restrictPublicBuckets !== true,
      )
    : undefined;
  const unread = [...policyGap, ...levels, ...listGaps, ...globalGaps, ...gaps];
  if (open && levels.length + policyGap.length === 0)
    return {
      known: true,
      value: {
        open: true,
        steps: stepsThrough(open.point, open.by),
        ...(open.kinds && { kinds: open.kinds }),
      },
    };
  const settled = gaps.length + listGaps.length + globalGaps.length + doubts.length === 0;
  const anyPublic = points.some((point) => stateOf(point) === 'public');
  if (!open && settled && !spanning && !(statements === null && anyPublic))
    return closed(
      points.length === 0
        ? 'The bucket has no access points.'
        : 'No access point of the bucket lets the public in.',
      'accessPoints',
    );
  return unknown(
    unread,
    doubts[0] ??
      (spanning &&
        `The bucket policy leaves the decision to access points, and the policy of the Multi-Region Access Point ${spanning.name} is not among what a scan reads.`),
  );
}

/** By which statement the public gets through one access point that has a public policy, or why not. */
function wayThrough(
  statements: readonly Statement[],
  point: AccessPointOf,
  view: View,
):
  | 'closed'
  | { by: Statement; kinds?: readonly Kind[] }
  | { because: string; missing: readonly MissingFact[] } {
  const everyone = throughPoint(statements, point, view).filter(
    ({ who }) => who === 'public' || who === 'anyAccount',
  );
  const sure = new Set(everyone.flatMap((one) => one.sure));
  const [first] = everyone;
  if (!first) return 'closed';
  const text = point.facts.accessPointPolicy;
  const { name } = point.entry;
  const own = text?.known && text.value !== null ? allowedByPoint(text.value, point, view) : null;
  const theirs = (own?.openings ?? []).filter(
    ({ who }) => who === 'public' || who === 'anyAccount',
  );
  const both = theirs.flatMap((one) => one.sure).filter((kind) => sure.has(kind));
  if (both.length > 0) return { by: first.statement, kinds: both };
  // A public policy allows something, and everything is left to it.
  if (kinds.every((kind) => sure.has(kind))) return { by: first.statement };
  const because = `Access point ${name} has a public policy; whether it allows what the bucket policy leaves to it is not settled.`;
  if (!text?.known)
    return { because, missing: text ? [missing('accessPointPolicy', text, name)] : [] };
  if (!own) return { because, missing: [] };
  const doubtful =
    everyone.some((one) => one.perhaps.length > 0) || theirs.some((one) => one.perhaps.length > 0);
  return doubtful ? { because, missing: [] } : 'closed';
}

const stepsThrough = ({ entry }: AccessPointOf, by: Statement): PublicReach['steps'] => [
  {
    says: `${capital(nameOf(by))} leaves the decision to access points of this account.`,
    fact: 'policy',
    statement: by.index,
    does: 'opens',
  },
  {
    says: `S3 reports the policy of access point ${entry.name} as public.`,
    fact: 'accessPointPolicyStatus',
    does: 'opens',
  },
  {
    says: `Restrict Public Buckets is off for access point ${entry.name}.`,
    fact: 'accessPoint',
    does: 'leaves',
  },
  {
    says: 'Restrict Public Buckets is off for the bucket and the account.',
    fact: 'publicAccessBlock',
    does: 'leaves',
  },
];

/** Why a list is unread or has gaps; empty where it is whole. */
export function listOf(
  view: View,
  fact: 'accessPoints' | 'multiRegionAccessPoints',
): MissingFact[] {
  const list = view.see(fact);
  // Partitions without Multi-Region Access Points do not answer for them, and have none.
  if (!list.known)
    return fact === 'multiRegionAccessPoints' && list.gap === 'unsupported'
      ? []
      : [missing(fact, list)];
  if (list.value.complete) return [];
  return list.value.gaps.length > 0
    ? list.value.gaps.map((gap) => ({ fact, ...gap, tried: [] }))
    : [{ fact, gap: 'failed', actions: [], tried: [], detail: 'Incomplete' }];
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
  if (status && !status.known) gaps.push(missing('accessPointPolicyStatus', status, entry.name));
  if (settings && !settings.known) gaps.push(missing('accessPoint', settings, entry.name));
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
