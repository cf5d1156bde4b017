import { actionsIn, everyAction, has } from './action-set.ts';
import { bindVariables } from './bind.ts';
import { type Caller, callerOf, isAccount, speaksOf } from './callers.ts';
import { operatorOf, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Condition, Statement } from './parse.ts';
import { objectsOf, onResource } from './resource.ts';
import type { Candidate } from './candidates.ts';
import { type Effort, findRequest, newEffort } from './search.ts';
import { instancesOf } from './values.ts';
import { byKey, type ByKey, type Place, requestsOf, wireOfService } from './world.ts';
import { variableOf } from './variables.ts';

/**
 * Whether a service that a policy lets in can be made to act for a stranger. `vulnerable`: some service acts for
 * anybody. `notApplicable`: the policy lets no service in.
 */
export interface DeputyReading {
  state: 'vulnerable' | 'protected' | 'notApplicable' | 'unclear';
  /** The services that are not bound, with the statement that lets each in. */
  by: readonly { statement: Statement; service: string }[];
}

/** An account that no policy names. */
const stranger = '000000000009';

/**
 * Looks for a request that a service sends for a resource of an account that the policy does not name, and that gets
 * through. Fixed values of `aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID` or `aws:SourceOrgPaths` shut it
 * out; the ARN of a bucket names no account and so is not enough.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function readDeputies(written: readonly Statement[], place: Place): DeputyReading {
  const statements = bindVariables(written, place);
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const by: { statement: Statement; service: string }[] = [];
  let services = 0;
  let unclear = false;
  const effort = newEffort();
  for (const statement of statements) {
    if (statement.effect !== 'Allow') continue;
    for (const entry of statement.principals ?? []) {
      if (!entry.startsWith('Service:')) continue;
      services++;
      const service = entry.slice('Service:'.length);
      const caller = callerOf(entry) ?? anyService;
      const answer = actsForStrangers(statement, denies, caller, place, effort);
      if (answer === true) by.push({ statement, service });
      else if (answer === null) unclear = true;
    }
  }
  if (by.length > 0) return { state: 'vulnerable', by };
  if (services === 0) return { state: 'notApplicable', by };
  return { state: unclear ? 'unclear' : 'protected', by };
}

const anyService: Caller = { kind: 'service', account: '', arn: null, org: null, service: '*' };

const wire: ReadonlySet<string> = new Set(['tls', 'network']);

function actsForStrangers(
  statement: Statement,
  denies: readonly Statement[],
  caller: Caller,
  place: Place,
  effort: Effort,
): boolean | null {
  const speaking = denies.filter((deny) => speaksOf(deny, caller) !== false);
  const keys = byKey([statement, ...speaking]);
  const asks = statement.conditions.some(({ key }) => wire.has(variableOf(key)));
  const fixed = new Map([
    ...(asks ? wireOfService(keys) : []),
    ['source', forStrangers(keys, statement)],
  ]);
  const requests = requestsOf(caller, keys, place, fixed);
  const granted = actionsIn(statement);
  const tried = new Set<string>();
  let best: boolean | null = false;
  for (const [at, { on }] of everyAction.entries()) {
    if (!has(granted, at)) continue;
    const relevant = speaking.filter((deny) => has(actionsIn(deny), at));
    const signature = `${on} ${relevant.map(({ index }) => index).join()}`;
    if (tried.has(signature)) continue;
    tried.add(signature);
    const resources =
      on === 'bucket' ? [place.arn] : objectsOf([statement, ...relevant], place.arn).objects;
    for (const resource of resources) {
      if (effort.left <= 0) return null;
      effort.left -= 1 + relevant.length;
      if (onResource(statement, resource) === false) continue;
      const near = relevant.filter((deny) => onResource(deny, resource) !== false);
      const answer = findRequest(statement, near, requests, effort);
      if (answer === true) return true;
      if (answer === null) best = null;
    }
  }
  return best;
}

/**
 * How a service's request for a stranger's resource can look: it carries every key about its source. Where the
 * statement itself looks at such a key, it may also carry none, which is what IfExists and ForAllValues let through.
 */
function forStrangers(keys: ByKey, statement: Statement): Candidate[] {
  const arns = (keys.conditions.get('aws:sourcearn') ?? []).flatMap(({ values }) =>
    values.flatMap(strangersArn),
  );
  const accounts = [
    stranger,
    ...patterned(keys.conditions.get('aws:sourceaccount'), (text) => fitting(text)),
  ];
  const found: Candidate[] = [];
  for (const arn of [`arn:aws:sns:us-east-1:${stranger}:\u0001`, 'arn:aws:s3:::\u0001', ...arns])
    for (const account of accounts)
      found.push(
        new Map([
          ['aws:sourcearn', [arn]],
          ['aws:sourceaccount', [account]],
          ['aws:sourceowner', [account]],
          ['aws:sourceorgid', ['o-\u0001']],
          ['aws:sourceorgpaths', ['o-\u0001/r-\u0001/']],
        ]),
      );
  if (statement.conditions.some(({ key }) => key.startsWith('aws:source'))) found.push(new Map());
  // What is asked for only if it is there may be lacking by itself.
  const optional = new Set(statement.conditions.filter(holdsWithout).map(({ key }) => key));
  for (const full of [...found])
    for (const key of optional) {
      const less = new Map(full);
      if (less.delete(key)) found.push(less);
    }
  return found;
}

const holdsWithout = ({ operator }: Condition): boolean => {
  const found = operatorOf(operator);
  return found?.ifExists === true || found?.set === 'all';
};

const patterned = (
  conditions: readonly Condition[] | undefined,
  fill: (text: string) => string | null,
): string[] =>
  (conditions ?? []).flatMap(({ values }) =>
    values.flatMap((value) => (/[*?]/.test(value) ? (fill(value) ?? []) : [])),
  );

/** ARNs that a value matches and that may be a stranger's: of no account, or of any. */
function strangersArn(value: string): string[] {
  const parts = partsOf(value.replace(/\$\{[^}]*\}/g, '*'));
  if (parts.length < 6) return [...instancesOf(value)];
  const account = parts[4] as string;
  if (isAccount(account)) return [];
  const own = account === '' ? '' : (fitting(account) ?? stranger);
  return [...instancesOf([...parts.slice(0, 4), own, parts[5]].join(':'))];
}

/** An account that a pattern matches: `*` and `1111*` match a stranger's too. */
function fitting(pattern: string): string | null {
  if (matchesExactly(pattern, stranger)) return stranger;
  const start = pattern.replace(/[*?].*$/, '');
  const account = start.padEnd(12, '9');
  return matchesExactly(pattern, account) && isAccount(account) ? account : null;
}
