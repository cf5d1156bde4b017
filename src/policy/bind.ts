import type { Statement } from './parse.ts';
import type { Place } from './world.ts';

/** Keys that say something of the caller that its account can choose freely. */
const ofCaller = /^aws:(username|userid|principaltag\/[^}]+)$/;
const ofResource = /^(aws|s3):resourceaccount$/;
const variable = /\$\{([^}]*)\}/g;

/**
 * Statements with those policy variables replaced that can be told for the question whether some request is caught: the
 * account of the bucket by itself, and what a caller's account chooses freely, such as its user name, by one such
 * choice. A statement then also asks that the request carries that key. Others, and values by default, stay as they
 * are; so does all of it where nothing can be replaced.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function bindVariables(
  statements: readonly Statement[],
  place: Place,
): readonly Statement[] {
  if (!statements.some(mentions)) return statements;
  let byAccount = known.get(statements);
  if (!byAccount) known.set(statements, (byAccount = new Map()));
  let found = byAccount.get(place.account);
  if (!found) {
    const bound = statements.map((statement) => bind(statement, place));
    found = bound.every((statement, at) => statement === statements[at]) ? statements : bound;
    byAccount.set(place.account, found);
  }
  return found;
}

/** What was replaced before, by the bucket's account: a policy is asked many things. */
const known = new WeakMap<readonly Statement[], Map<string, readonly Statement[]>>();

function bind(statement: Statement, { account }: Place): Statement {
  if (statement.plain || !mentions(statement)) return statement;
  const chosen = new Set<string>();
  let changed = false;
  const fill = (about: string | null) => (text: string) =>
    text.replace(variable, (whole, name: string) => {
      const key = name.toLowerCase();
      if (about !== null && ofResource.test(key) && account !== '') {
        changed = true;
        return account;
      }
      // A key compared with itself says nothing that one choice could stand for.
      if (!ofCaller.test(key) || about === key) return whole;
      changed = true;
      chosen.add(key);
      return choiceOf(key);
    });
  const texts = (list: readonly string[] | null) => list && list.map(fill(null));
  const resources = texts(statement.resources);
  const notResources = texts(statement.notResources);
  const conditions = statement.conditions.map((condition) => ({
    ...condition,
    values: condition.values.map(fill(condition.key)),
  }));
  if (!changed) return statement;
  return {
    ...statement,
    resources,
    notResources,
    conditions: [
      ...conditions,
      ...[...chosen].map((key) => ({ operator: 'Null', key, values: ['false'] })),
    ],
  };
}

/** One user name, id or tag, the same wherever it is asked for, and unlike anything that a policy can name. */
const choiceOf = (key: string): string =>
  `\u0006${[...key].map((letter) => (/[a-z0-9]/.test(letter) ? letter : '\u0007')).join('')}`;

const isVariable = (text: string): boolean => text.includes('${');
const mentions = ({ resources, notResources, conditions }: Statement): boolean =>
  resources?.some(isVariable) === true ||
  notResources?.some(isVariable) === true ||
  conditions.some(({ values }) => values.some(isVariable));
