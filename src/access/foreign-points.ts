import type { Statement } from '../policy/parse.ts';
import { matchesExactly } from '../policy/match.ts';
import { partsOf } from '../policy/condition.ts';
import type { Opening } from '../policy/reach.ts';
import { leftTo, type Point } from '../policy/through-point.ts';
import type { Place } from '../policy/world.ts';
import { asksForPoints, isAnybody, mayBeThere } from './unseen-points.ts';
import type { View } from './view.ts';

/** A statement that leaves a decision to access points of another account that the policy names. */
export interface LeftToAnother {
  statement: Statement;
  point: Point;
  /** The account, or the pattern of accounts, as the policy writes it. */
  owner: string;
  /** Whom those access points may let in, at the most. */
  opening: Opening;
  /** It is left to the owner whom to let in, itself among them. */
  free: boolean;
}

const anyone: ReadonlySet<Opening['who']> = new Set(['public', 'anyAccount', 'network']);

/**
 * What a bucket policy leaves to access points of accounts that it names, beyond whom it lets in anyway. Such an
 * account decides by the policies of its access points, which nobody else can see.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
export function leftToAnother(
  view: View,
  statements: readonly Statement[],
  place: Place,
  direct: readonly Opening[],
): LeftToAnother[] {
  if (view.provider === 'other' || !asksForPoints(statements)) return [];
  const found = new Map<string, LeftToAnother>();
  for (const global of [false, true])
    for (const point of mayBeThere(statements, view.account, view.partition, 'foreign', global)) {
      if (isAnybody(point.account)) continue;
      for (const opening of leftTo(statements, place, point)) {
        const { statement, who, name } = opening;
        const free = anyone.has(who);
        if (who === 'service' || direct.some((one) => isSame(one, opening, free))) continue;
        const owner = written(statements, point.account);
        const key = [statement.index, owner, free ? '' : `${who} ${name}`].join(' ');
        if (!found.has(key)) found.set(key, { statement, point, owner, opening, free });
      }
    }
  return [...found.values()];
}

const isSame = (one: Opening, { statement, who, name }: Opening, free: boolean): boolean =>
  one.statement === statement &&
  (free ? anyone.has(one.who) : one.who === who && one.name === name);

/** An account as the policy writes it: by its digits, or by a pattern that it fits. */
function written(statements: readonly Statement[], account: string): string {
  const values = statements.flatMap(({ conditions }) =>
    conditions
      .filter(({ key }) => key.startsWith('s3:dataaccesspoint'))
      .flatMap((condition) => condition.values.map((value) => partsOf(value)[4] ?? value)),
  );
  return values.includes(account)
    ? account
    : (values.find((value) => matchesExactly(value, account)) ?? account);
}
