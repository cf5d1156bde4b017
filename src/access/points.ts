import type { Answer, MissingFact, PublicReach } from '../model/derived.ts';
import { everyAction, matchesExactly } from '../policy/match.ts';
import { type Condition, nameOf, type Statement } from '../policy/parse.ts';
import { mayCut, openToEveryone } from '../policy/public.ts';
import { switchOf, unreadLevels } from './block.ts';
import type { AccessPointOf } from './index-account.ts';
import { capital, closed, policyOf } from './policy.ts';
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
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : [];
  const toPoints = openToEveryone(statements).filter(({ conditions }) => conditions.some(isPoint));
  const delegating = toPoints.filter(({ conditions }) => !conditions.some((c) => isAway(c, view)));
  if (seen.is === 'read' && seen.parsed.ok && delegating.length === 0)
    return closed(
      toPoints[0]
        ? `${capital(nameOf(toPoints[0]))} trusts the access points of another account, which cannot be seen from here.`
        : 'The bucket policy does not leave the decision to access points.',
    );
  const policyGap = seen.is === 'unread' ? unreadOf(view, 'policy') : [];
  return ofPoints(view, statements, delegating, policyGap, levels);
}

/** The same for a bucket policy that may leave the decision to access points of this account. */
function ofPoints(
  view: View,
  statements: readonly Statement[],
  delegating: readonly Statement[],
  policyGap: readonly MissingFact[],
  levels: readonly MissingFact[],
): Answer<PublicReach> {
  const points = view.index.accessPoints.get(view.resource) ?? [];
  const states = points.map((point) => ({ point, state: stateOf(point) }));
  const gaps = states.flatMap(({ state }) => (typeof state === 'string' ? [] : state));
  const listGaps = listOf(view, 'accessPoints');
  const global = view.see('multiRegionAccessPoints');
  const globalGaps = listOf(view, 'multiRegionAccessPoints');
  const spanning = global.known
    ? global.value.items.find(({ buckets }) => buckets.includes(view.resource))
    : undefined;
  const open = states.filter(({ state }) => state === 'public');
  if (open.length === 0 && gaps.length + listGaps.length + globalGaps.length === 0 && !spanning)
    return closed(
      points.length === 0
        ? 'The bucket has no access points.'
        : 'No access point of the bucket is public.',
      'accessPoints',
    );

  const unread = [...policyGap, ...levels, ...listGaps, ...globalGaps, ...gaps];
  const [first] = open;
  if (!first)
    return unknown(
      unread,
      spanning &&
        `The bucket policy leaves the decision to access points, and this version does not read the policy of the Multi-Region Access Point ${spanning.name}.`,
    );
  if (policyGap.length > 0) return unknown(unread);
  const { name } = first.point.entry;
  const whole = delegating.find(
    (statement) =>
      everyAction(statement) &&
      statement.conditions.every((condition) => admits(condition, first.point, view)),
  );
  if (!whole || statements.some((statement) => mayCut(statement, ['s3:GetObject', 's3:PutObject'])))
    return unknown(
      unread,
      `Access point ${name} has a public policy; how far the bucket policy lets it is not weighed by this version.`,
    );
  if (levels.length > 0) return unknown(levels);
  return {
    known: true,
    value: {
      open: true,
      steps: [
        {
          says: `${capital(nameOf(whole))} leaves the decision to access points of this account.`,
          fact: 'policy',
          statement: whole.index,
        },
        {
          says: `S3 reports the policy of access point ${name} as public.`,
          fact: 'accessPointPolicyStatus',
        },
        { says: `Restrict Public Buckets is off for access point ${name}.`, fact: 'accessPoint' },
        {
          says: 'Restrict Public Buckets is off for the bucket and the account.',
          fact: 'publicAccessBlock',
        },
      ],
    },
  };
}

/** Conditions by which a bucket policy leaves the decision to access points. */
const isPoint = ({ key }: Condition): boolean =>
  key.startsWith('s3:dataaccesspoint') || key === 's3:accesspointnetworkorigin';

/** Whether a condition holds for access points of other accounts alone, each named: as good as naming those as principals. */
const isAway = ({ operator, key, values }: Condition, view: View): boolean =>
  isPositive(operator) &&
  (key === 's3:dataaccesspointaccount' || key === 's3:dataaccesspointarn') &&
  values
    .map((value) => (key === 's3:dataaccesspointarn' ? (value.split(':')[4] ?? '') : value))
    .every((account) => /^\d{12}$/.test(account) && account !== view.account);

/** Whether a condition surely holds for requests through this access point. */
const admits = (
  { operator, key, values }: Condition,
  { entry }: AccessPointOf,
  view: View,
): boolean => {
  const actual = {
    's3:dataaccesspointaccount': view.account,
    's3:dataaccesspointarn': entry.arn,
    's3:accesspointnetworkorigin': entry.networkOrigin,
  }[key];
  return (
    actual !== undefined &&
    isPositive(operator) &&
    values.some((value) =>
      /equals$/i.test(operator) && !/^arn/i.test(operator)
        ? value === actual
        : matchesExactly(value, actual),
    )
  );
};

const isPositive = (operator: string): boolean =>
  /^(string(equals|like)|arn(equals|like))$/i.test(operator);

/** Why a list is unread or has gaps; empty where it is whole. */
function listOf(view: View, fact: 'accessPoints' | 'multiRegionAccessPoints'): MissingFact[] {
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
