import { actionsIn, everyAction, has } from './action-set.ts';
import type { Condition, Statement } from './parse.ts';

/**
 * Whether a statement catches nothing that a wider one does not, by the letter of both: every principal and resource
 * it names stands in the wider one, every action falls under it, and it has all the wider one's conditions. A
 * sufficient reason, no necessary one; it holds whatever policy variables stand for.
 */
export function coveredBy(one: Statement, wider: Statement): boolean {
  return (
    isPart(one.principals, wider.principals, ['AWS:*']) &&
    isPart(wider.notPrincipals, one.notPrincipals, []) &&
    isPart(one.resources, wider.resources, ['*']) &&
    isPart(wider.notResources, one.notResources, []) &&
    everyAction.every((_, at) => !has(actionsIn(one), at) || has(actionsIn(wider), at)) &&
    (one.plain === wider.plain || !hasVariables(one, wider)) &&
    wider.conditions.every((condition) => one.conditions.some((own) => isSame(own, condition)))
  );
}

/** Both null: not said in this way by either. Otherwise each entry stands in the other list, or that list holds all. */
function isPart(
  part: readonly string[] | null,
  whole: readonly string[] | null,
  all: readonly string[],
): boolean {
  if (part === null || whole === null) return part === whole;
  return all.some((star) => whole.includes(star)) || part.every((entry) => whole.includes(entry));
}

const hasVariables = (...statements: readonly Statement[]): boolean =>
  JSON.stringify(statements).includes('${');

const isSame = (one: Condition, other: Condition): boolean =>
  one.key === other.key &&
  one.operator.toLowerCase() === other.operator.toLowerCase() &&
  one.values.length === other.values.length &&
  one.values.every((value) => other.values.includes(value));
