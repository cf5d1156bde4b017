import { isAccount } from '../policy/callers.ts';
import { partsOf } from '../policy/condition.ts';
import { matchesExactly } from '../policy/match.ts';
import type { Condition, Statement } from '../policy/parse.ts';
import type { Point } from '../policy/through-point.ts';
import { instancesOf } from '../policy/values.ts';

const arnKey = 's3:dataaccesspointarn';
const accountKey = 's3:dataaccesspointaccount';
const originKey = 's3:accesspointnetworkorigin';
const keys: ReadonlySet<string> = new Set([arnKey, accountKey, originKey]);

/** Whether the way a request comes in makes a difference to a policy: what else may stand before a bucket, then, too. */
export const asksForPoints = (statements: readonly Statement[]): boolean =>
  statements.some(({ conditions }) => conditions.some(({ key }) => keys.has(key)));

/** An account that AWS gives to nobody, for any that no statement names. */
const anybody = '000000000001';
const most = 24;

/**
 * Access points that a policy tells apart and that may be there without being seen: those of this account, where their
 * list is not whole, or those of other accounts, which nobody else can list.
 */
export function mayBeThere(
  statements: readonly Statement[],
  account: string,
  partition: string,
  whose: 'own' | 'foreign',
  global: boolean,
): Point[] {
  const conditions = statements.flatMap((one) => one.conditions.filter(({ key }) => keys.has(key)));
  const values = (wanted: string) =>
    conditions.filter(({ key }) => key === wanted).flatMap((one: Condition) => one.values);
  const arns = values(arnKey).flatMap((value) => {
    const parts = partsOf(value);
    return parts.length === 6 ? [parts] : [];
  });
  const accounts =
    whose === 'own'
      ? [account]
      : [...values(accountKey), ...arns.map((parts) => parts[4] as string)]
          .flatMap(accountLike)
          .filter((one) => one !== account);
  const origins: Point['networkOrigin'][] =
    values(originKey).length > 0 ? ['Internet', 'VPC'] : ['Internet'];
  const found = new Map<string, Point>();
  for (const owner of new Set(accounts))
    for (const networkOrigin of global ? (['Internet'] as const) : origins) {
      const region = global ? '' : '\u0001';
      const named = arns
        .filter(
          ([, , , where = '', of = '']) =>
            matchesExactly(of, owner) && (global ? matchesExactly(where, '') : where !== ''),
        )
        .flatMap(([a = '', b = '', c = '', where = '', , name = '']) =>
          instancesOf([a, b, c, global ? '' : where, owner, name].join(':')),
        );
      const unnamed = `arn:${partition}:s3:${region}:${owner}:accesspoint/\u0001${global ? '.mrap' : ''}`;
      for (const arn of [...named, unnamed])
        found.set(`${networkOrigin} ${arn}`, { arn, account: owner, networkOrigin, global });
    }
  return [...found.values()].slice(0, most);
}

/** Whether an account stands for any. */
export const isAnybody = (account: string): boolean => account === anybody;

function accountLike(value: string): string[] {
  if (isAccount(value)) return [value];
  if (value.includes('${')) return [anybody];
  return /[*?]/.test(value) ? [matchesExactly(value, anybody) ? anybody : filled(value)] : [];
}

/** An account that a pattern matches; only `*` and `?` are filled. */
function filled(pattern: string): string {
  const text = pattern.replaceAll('?', '0');
  const lacking = Math.max(0, 12 - text.replaceAll('*', '').length);
  return text.replace('*', '0'.repeat(lacking)).replaceAll('*', '');
}
