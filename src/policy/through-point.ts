import { callerOf, speaksOf } from './callers.ts';
import type { Statement } from './parse.ts';
import { actionsAt } from './point-actions.ts';
import { onBucket } from './point-resources.ts';
import { type Opening, openings } from './reach.ts';
import type { Place } from './world.ts';

/** An access point, as policies see it. */
export interface Point {
  arn: string;
  /** Account that owns it. */
  account: string;
  networkOrigin: 'Internet' | 'VPC';
  /** A Multi-Region Access Point, which takes no anonymous requests. */
  global: boolean;
}

/** Somebody whom both policies let in. `of` is the statement of the access point's policy. */
export interface Through extends Opening {
  of: Statement;
}

/** Beyond these many pairs of statements it is not told who gets in by which. */
const mostPairs = 60;

/** Whom a bucket policy lets in through an access point, if the policy of that point does: nobody else. */
export function leftTo(statements: readonly Statement[], place: Place, point: Point): Opening[] {
  const { global } = point;
  const key = global ? 'global' : 'regional';
  let both = narrowed.get(statements);
  if (!both) narrowed.set(statements, (both = {}));
  return askAs((both[key] ??= narrow(statements, global)), place, point);
}

/** Policies as they are asked through points of either kind: many points are held against the same policy. */
const narrowed = new WeakMap<
  readonly Statement[],
  Partial<Record<'global' | 'regional', Numbered>>
>();

function narrow(statements: readonly Statement[], global: boolean): Numbered {
  const own = new Map<Statement, Statement>();
  const asked = statements.flatMap((statement) => {
    if (statement.effect === 'Deny') return [statement];
    const actions = actionsAt(global, statement);
    if (actions.length === 0) return [];
    const one = { ...statement, actions, notActions: null };
    own.set(one, statement);
    return [one];
  });
  const { list, of } = number(asked, global);
  for (const [one, asWritten] of of) of.set(one, own.get(asWritten) ?? asWritten);
  return { list, of };
}

/** Whom the policy of an access point lets in, if the bucket policy does. */
export const letInBy = (statements: readonly Statement[], place: Place, point: Point): Opening[] =>
  leftTo(
    statements.map((statement) => onBucket(statement, point.arn, place.arn)),
    place,
    point,
  ).map((opening) => ({
    ...opening,
    statement: statements[opening.statement.index] ?? opening.statement,
  }));

/**
 * Whom a bucket policy and the policy of an access point let in together: one request that a statement of each allows
 * and that no Deny of either catches. Null where there are too many statements to tell.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function bothLetIn(
  bucket: readonly Statement[],
  ofPoint: readonly Statement[],
  place: Place,
  point: Point,
): Through[] | null {
  const pairs = bucket
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((allow) =>
      ofPoint.filter(({ effect }) => effect === 'Allow').map((also) => [allow, also] as const),
    );
  if (pairs.length > mostPairs) return null;
  const denies = [
    ...bucket.filter(({ effect }) => effect === 'Deny'),
    ...ofPoint
      .filter(({ effect }) => effect === 'Deny')
      .map((deny) => onBucket(deny, point.arn, place.arn)),
  ];
  return pairs.flatMap(([allow, also]) => {
    const there = onBucket(also, point.arn, place.arn);
    const merged = merge(allow, there, point.global);
    if (!merged) return [];
    return ask([merged, elsewhere(there), ...denies], place, point)
      .filter(({ statement }) => statement.effect === 'Allow')
      .map((opening): Through => ({ ...opening, statement: allow, of: also }));
  });
}

/** Whom statements let in through a point, each statement under a number of its own. */
const ask = (statements: readonly Statement[], place: Place, point: Point): Opening[] =>
  askAs(number(statements, point.global), place, point);

/** Statements, each under a number of its own, and what each was made of. */
interface Numbered {
  list: readonly Statement[];
  of: Map<Statement, Statement>;
}

function number(statements: readonly Statement[], global: boolean): Numbered {
  const all = global ? [...statements, noAnonymous] : statements;
  const of = new Map<Statement, Statement>();
  const list = all.map((statement, index) => {
    const one = { ...statement, index };
    of.set(one, statement);
    return one;
  });
  return { list, of };
}

function askAs({ list, of }: Numbered, place: Place, point: Point): Opening[] {
  const { arn, account, networkOrigin } = point;
  return openings(list, { ...place, via: { arn, account, networkOrigin } }).map((opening) => ({
    ...opening,
    statement: of.get(opening.statement) ?? opening.statement,
  }));
}

const everything: Statement = {
  index: -1,
  sid: null,
  effect: 'Deny',
  principals: ['AWS:*', 'Service:*'],
  notPrincipals: null,
  actions: ['*'],
  notActions: null,
  resources: ['*'],
  notResources: null,
  conditions: [],
  plain: false,
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html */
const noAnonymous: Statement = {
  ...everything,
  principals: ['AWS:*'],
  conditions: [{ operator: 'StringEquals', key: 'aws:principalaccount', values: ['anonymous'] }],
};

/** What an Allow leaves out, as a Deny of it: so that two statements hold for what both are about. */
const elsewhere = ({ resources, notResources, plain }: Statement): Statement => ({
  ...everything,
  resources: notResources,
  notResources: resources,
  plain,
});

/** One Allow for what two of them allow, but for their resources, which are those of the first; null: nothing. */
function merge(a: Statement, b: Statement, global: boolean): Statement | null {
  const actions = actionsAt(global, a, b);
  const who = common(a, b);
  if (actions.length === 0 || !who || b.resources?.length === 0) return null;
  return {
    ...a,
    ...who,
    actions,
    notActions: null,
    conditions: [...a.conditions, ...b.conditions],
    plain: a.plain && b.plain,
  };
}

/** Those of whom both statements speak. */
function common(
  a: Statement,
  b: Statement,
): Pick<Statement, 'principals' | 'notPrincipals'> | null {
  const [forAll, alsoForAll] = [a, b].map(isForAll);
  if (forAll && alsoForAll && (a.principals === null || b.principals === null))
    return {
      principals: null,
      notPrincipals: [...(a.notPrincipals ?? []), ...(b.notPrincipals ?? [])],
    };
  const of = (one: Statement, other: Statement) =>
    (one.principals ?? []).filter((entry) => {
      const caller = callerOf(entry);
      return caller ? speaksOf(other, caller) !== false : isForAll(other);
    });
  const principals = [...new Set([...of(a, b), ...of(b, a)])];
  return principals.length === 0 ? null : { principals, notPrincipals: null };
}

const isForAll = ({ principals }: Statement): boolean =>
  principals === null || principals.includes('AWS:*');
