import type { ProofStep } from '../model/check.ts';
import type { MissingFact } from '../model/derived.ts';
import { ofAnotherAccount } from '../model/snapshot.ts';
import { type Kind, kinds } from '../policy/actions.ts';
import { judgeEveryone } from '../policy/fixed.ts';
import type { Statement } from '../policy/parse.ts';
import { kindsAt } from '../policy/point-actions.ts';
import { type Opening, openings } from '../policy/reach.ts';
import { bothLetIn, leftTo, letInBy, type Point } from '../policy/through-point.ts';
import type { Place } from '../policy/world.ts';
import { switchOf, unreadLevels } from './block.ts';
import { placeOf } from './place.ts';
import { accessPointsOf, globalPointsOf, listOf, type PointSeen } from './point-facts.ts';
import { leaves, letsIn, noBlock, says3, takesFrom } from './point-says.ts';
import { policyOf, publicByS3 } from './policy-seen.ts';
import { asksForPoints, isAnybody, mayBeThere } from './unseen-points.ts';
import { unreadOf, type View } from './view.ts';
import { isOpen, type Lifted, type Way } from './ways.ts';

/** What access points add to the ways in, and what cuts some of them off, with the kinds that concerns. */
export interface PointWays {
  ways: Way[];
  cuts: readonly { kinds: readonly Kind[]; step: ProofStep }[];
}

/** What every point is held against. */
interface Before {
  view: View;
  place: Place;
  /** Statements of the bucket policy; null where they could not be read. */
  statements: readonly Statement[] | null;
  /** Whom those let in without any access point, by kind. */
  direct: Direct;
  /** What would tell the statements. */
  unread: readonly MissingFact[];
  /** Whether the bucket policy is public in S3's sense. */
  isPublic: boolean | null;
  /** Restrict Public Buckets of bucket and account, as far as it is not lifted. */
  restricted: boolean | null;
  /** That it is known to be off, and not only left aside. */
  levelsOff: boolean;
}

/** By kind, who is let in, each as `who name`. */
type Direct = ReadonlyMap<Kind, ReadonlySet<string>>;

function directOf(found: readonly Opening[]): Direct {
  const direct = new Map<Kind, Set<string>>();
  const put = (kind: Kind, text: string) => {
    const there = direct.get(kind);
    if (there) there.add(text);
    else direct.set(kind, new Set([text]));
  };
  for (const { who, name, sure } of found)
    for (const kind of sure) {
      put(kind, `${who} ${name}`);
      if (who === 'public' || who === 'anyAccount') put(kind, `${who} `);
    }
  return direct;
}

const noWays: PointWays = { ways: [], cuts: [] };

/**
 * Who gets in through access points and Multi-Region Access Points beside those who get in anyway. Bucket policy and
 * the policy of the point must both allow a request; Block Public Access of account, bucket and point together cuts
 * what is public. Access points of other accounts cannot be listed: where the bucket policy trusts them, that is said.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
 */
export function pointWays(view: View, lifted: Lifted): PointWays {
  if (view.provider === 'other') return noWays;
  const seen = policyOf(view);
  if (seen.is === 'none') return noWays;
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : null;
  // Where the way in makes no difference to the bucket policy, it lets in directly whom it lets in at all.
  if (statements && !asksForPoints(statements)) return noWays;
  const acl = view.see('acl');
  const place = placeOf(view, acl.known ? acl.value.owner : null);
  const before: Before = {
    view,
    place,
    statements,
    direct: directOf(statements ? openings(statements, place) : []),
    unread: seen.is === 'unread' ? unreadOf(view, 'policy') : [],
    isPublic:
      publicByS3(view) ?? (statements && judgeEveryone(statements).some((one) => one.public)),
    restricted: lifted.block ? false : switchOf(view, 'restrictPublicBuckets'),
    levelsOff: switchOf(view, 'restrictPublicBuckets') === false,
  };
  const points = [...accessPointsOf(view), ...globalPointsOf(view)];
  const found = points.map((point) => through(before, point));
  return {
    ways: [
      ...found.flatMap(({ ways }) => ways),
      ...unlisted(before, 'accessPoints'),
      ...unlisted(before, 'multiRegionAccessPoints'),
      ...foreign(before),
    ],
    cuts: found.flatMap(({ cuts }) => cuts),
  };
}

/** The ways through one point. */
function through(before: Before, point: PointSeen): PointWays {
  const { policy } = point;
  if (policy === 'none') return noWays;
  const raw = statementsOf(before, point, policy !== null && policy.ok ? policy.statements : null);
  const bound = raw.map((way) => boundTo(point, way));
  const restricted = either(before.restricted, point.restricted);
  const isPublic = either(before.isPublic, point.isPublic);
  const ways: Way[] = [];
  const cut: Way[] = [];
  for (const way of bound) {
    if (way.who === 'service' || isPublic === false || restricted === false) ways.push(way);
    else if (restricted === true && isPublic === true) cut.push(way);
    else if (restricted === true) ways.push(isOpen(way.who) ? withinNetwork(way) : way);
    else {
      const { some: _some, ...left } = way;
      ways.push({
        ...left,
        certain: false,
        missing: [
          // Where something is public for sure, only the block is left to be told.
          ...(way.some ? [] : way.missing),
          ...(before.restricted === null ? unreadLevels(before.view) : []),
          ...point.settingsUnread,
        ],
      });
    }
  }
  const says = `Restrict Public Buckets of ${before.restricted ? 'the bucket or the account' : point.title} cuts off who would get in through ${point.title}, because ${point.isPublic ? 'its policy' : 'the bucket policy'} is public.`;
  return {
    ways: ways.filter((way) => way.kinds.length > 0),
    cuts:
      cut.length > 0
        ? [{ kinds: cut.flatMap((way) => way.kinds), step: { says, does: 'cuts' } }]
        : [],
  };
}

/** Whom the two policies let in, Block Public Access left aside. Where one of them is unread, that is whom the other leaves it to. */
function statementsOf(before: Before, point: PointSeen, own: readonly Statement[] | null): Way[] {
  const { statements, place } = before;
  const both = statements && own && bothLetIn(statements, own, place, point.point);
  if (both) {
    const ours = judgeEveryone(own, 'accessPoint').some((one) => one.public);
    return both.flatMap((one) =>
      added(before, one, (found) => ({
        who: asS3Says(found.who, point.byS3, ours),
        missing: [],
        certain: !isDisputed(found.who, point.byS3, ours),
        ...(isDisputed(found.who, point.byS3, ours) && { reason: disagree(point.title) }),
        steps: [
          leaves(one.statement, point.title),
          letsIn(point, one),
          ...(isOpen(found.who) ? [...says3(point), ...noBlock(point, before.levelsOff)] : []),
        ],
      })),
    );
  }
  const missing = [...(own ? [] : point.policyUnread), ...(statements ? [] : before.unread)];
  const problem: ProofStep[] =
    point.policy !== null && point.policy !== 'none' && !point.policy.ok
      ? [{ says: `${point.policy.problem} It is that of ${point.title}.`, does: 'notes' }]
      : [];
  const most = statements
    ? leftTo(statements, place, point.point)
    : own
      ? letInBy(own, place, point.point)
      : null;
  if (!most)
    return [
      {
        who: point.byS3 === false ? 'network' : 'public',
        name: '',
        kinds: [...kindsAt(point.point.global)],
        certain: false,
        missing,
        steps: problem,
      },
    ];
  const everything = [...kindsAt(point.point.global)].every((kind) =>
    most.some(({ who, sure }) => isOpen(who) && sure.includes(kind)),
  );
  return most.flatMap((one) =>
    added(before, one, (found) => {
      const who =
        isOpen(found.who) && (point.byS3 === false || point.vpc !== null) ? 'network' : found.who;
      const some = isOpen(who) && statements !== null && everything && point.byS3 === true;
      return {
        who,
        missing,
        certain: false,
        // A public policy allows something, and everything is left to it.
        ...(some && { some: true as const }),
        steps: statements
          ? [
              leaves(one.statement, point.title),
              ...says3(point),
              ...problem,
              ...(some ? noBlock(point, before.levelsOff) : []),
            ]
          : [letsIn(point, { ...one, of: one.statement })],
      };
    }),
  );
}

/** What is new in an opening: those kinds for which the bucket policy does not let the same people in by itself. */
function added(
  { direct }: Before,
  opening: Opening,
  way: (opening: Opening) => Omit<Way, 'name' | 'kinds'>,
): Way[] {
  const { name, who } = opening;
  const isNew = (kind: Kind) => {
    const there = direct.get(kind);
    return !(
      there &&
      (there.has('public ') ||
        (who !== 'public' && there.has('anyAccount ')) ||
        there.has(`${who} ${name}`))
    );
  };
  const sure = opening.sure.filter(isNew);
  const perhaps = opening.perhaps.filter(isNew);
  if (sure.length + perhaps.length === 0) return [];
  const made = way(opening);
  return [
    ...(sure.length > 0 ? [{ ...made, name, kinds: sure }] : []),
    ...(perhaps.length > 0 ? [{ ...made, name, kinds: perhaps, certain: false }] : []),
  ];
}

/** What is bound to a VPC lets in from there alone. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html */
const boundTo = (point: PointSeen, way: Way): Way =>
  point.vpc === null || !isOpen(way.who)
    ? way
    : { ...way, who: 'network', name: point.vpc, steps: [...way.steps, takesFrom(point)] };

const withinNetwork = (way: Way): Way => ({ ...way, who: 'network', name: '' });

/** Access points of the account that may be there, where their list is not whole. */
function unlisted(before: Before, fact: 'accessPoints' | 'multiRegionAccessPoints'): Way[] {
  const { view, statements, place, restricted } = before;
  const gaps = listOf(view, fact);
  if (gaps.length === 0) return [];
  const global = fact === 'multiRegionAccessPoints';
  const doubt = (way: Pick<Way, 'who' | 'name' | 'kinds' | 'steps'>): Way => ({
    ...(restricted === true && isOpen(way.who)
      ? { ...way, who: 'network' as const, name: '' }
      : way),
    certain: false,
    missing: [
      ...gaps,
      ...before.unread,
      ...(restricted === null && way.who !== 'service' ? unreadLevels(view) : []),
    ],
  });
  if (!statements)
    return [doubt({ who: 'public', name: '', kinds: [...kindsAt(global)], steps: [] })];
  return mayBeThere(statements, view.account, view.partition, 'own', global).flatMap((point) =>
    leftTo(statements, place, point).flatMap((one) =>
      added(before, one, ({ who }) => ({
        ...doubt({ who, name: '', kinds: [], steps: [] }),
        steps: [leaves(one.statement, 'access points of this account')],
      })).map((way) => ({
        ...way,
        name: isOpen(one.who) && way.who === 'network' ? '' : way.name,
      })),
    ),
  );
}

/** Access points of other accounts. Whose they are decides about them, and nobody else can see them. */
function foreign(before: Before): Way[] {
  const { view, statements, place, restricted } = before;
  if (!statements) return [];
  const doubt = (way: Pick<Way, 'who' | 'name' | 'kinds' | 'steps'>, point: Point): Way => ({
    ...way,
    ...(restricted === true && isOpen(way.who) && { who: 'network' as const }),
    certain: false,
    ofAnother: true,
    missing: [
      elsewhere(point),
      ...(restricted === null && before.isPublic !== false ? unreadLevels(view) : []),
    ],
  });
  const ways: Way[] = [];
  for (const global of [false, true])
    for (const point of mayBeThere(statements, view.account, view.partition, 'foreign', global)) {
      if (ways.length > mostWays) {
        const says =
          'The policy lets in more through access points of other accounts than is told one by one.';
        return [
          ...ways,
          doubt({ who: 'public', name: '', kinds, steps: [{ says, fact: 'policy' }] }, point),
        ];
      }
      for (const one of leftTo(statements, place, point)) {
        if (isOpen(one.who)) ways.push(...byOwner(before, one, point));
        const steps = [trusts(one.statement, point)];
        ways.push(
          ...added(before, one, ({ who }) => doubt({ who, name: '', kinds: [], steps }, point)),
        );
      }
    }
  return ways;
}

/** Beyond these many ways through access points of other accounts, whoever else gets in is left unknown. */
const mostWays = 80;

/** Whom the owner of a point can let in for sure: itself, and where that may be anybody, everybody. */
function byOwner(before: Before, opening: Opening, point: Point): Way[] {
  const { restricted, view } = before;
  const any = isAnybody(point.account);
  if (any && restricted === true) return [];
  return added(before, opening, ({ who, statement }) => ({
    who: any ? who : 'otherAccount',
    certain: !any || restricted === false,
    missing: any && restricted === null ? unreadLevels(view) : [],
    steps: [trusts(statement, point)],
  })).map((way) => (any ? way : { ...way, name: point.account }));
}

const trusts = (statement: Statement, point: Point): ProofStep =>
  leaves(
    statement,
    isAnybody(point.account)
      ? 'access points of any account, and every account can put one before the bucket'
      : `access points of account ${point.account}, whose policies only that account can see`,
  );

const elsewhere = ({ account }: Point): MissingFact => ({
  fact: 'accessPointPolicy',
  resource: `account ${account}`,
  gap: 'skipped',
  actions: [],
  tried: [],
  detail: ofAnotherAccount,
});

/** True if one is, false if both are not, null otherwise. */
const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === false && b === false ? false : null;

/** A network that S3 does not take for fixed is all the world. Where S3 finds one that we do not, none is invented. */
const asS3Says = (who: Way['who'], byS3: boolean | null, ours: boolean): Way['who'] =>
  byS3 === true && !ours && who === 'network' ? 'public' : who;

/** Whether we let strangers in by a policy that S3 reports as not public, which cannot both be right. */
const isDisputed = (who: Way['who'], byS3: boolean | null, ours: boolean): boolean =>
  byS3 === false && ours && isOpen(who);

const disagree = (title: string) =>
  `Unknown because S3 reports the policy of ${title} as not public, and this reading finds that it lets strangers in.`;
