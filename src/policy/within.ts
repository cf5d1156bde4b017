import { actionsIn, everyAction, has } from './action-set.ts';
import { anonymous, type Caller, callerOf, isAccount, speaksOf } from './callers.ts';
import { operatorOf, partsOf } from './condition.ts';
import { coveredBy } from './covered.ts';
import { meetingOf } from './meeting.ts';
import type { Condition, Statement } from './parse.ts';
import { everyCaller, mostNamed, type Population, populationOf } from './population.ts';
import { objectsOf, onResource } from './resource.ts';
import { type Effort, findRequest } from './search.ts';
import type { Tri } from './tri.ts';
import { instancesOf } from './values.ts';
import { byKey, type Place, type Requests, requestsOf } from './world.ts';

/** Something that a statement allows, and a reference does not. */
export interface Beyond {
  statement: Statement;
  caller: Caller;
  /** How AWS writes the actions. The one without a name stands for those to come. */
  actions: readonly string[];
  on: 'bucket' | 'object';
  /** False where a policy variable, an operator or a fact outside the policies decides. */
  sure: boolean;
}

/** Comparisons that one comparison of two policies may cost: some tens of milliseconds. */
const patience = 25_000;
const mostObjects = 160;

/**
 * What the Allow statements of a policy let through, after its Deny statements, that a reference policy does not: at
 * most one line for each statement. Empty: for every caller, action and resource that the policy allows, the reference
 * allows it too. Dates are judged as of the place's time. Principals of the owner's account count as everybody else.
 */
export function beyond(
  policy: readonly Statement[],
  reference: readonly Statement[],
  place: Place,
): Beyond[] {
  const all = [...policy, ...reference];
  const everyone = populationOf(all, place);
  const sides = { policy: split(policy), reference: split(reference) };
  const effort: Effort = { left: patience };
  const places = placesOf(all, place);
  const crowded = isCrowded(all);
  return sides.policy.allows.flatMap((statement) => {
    if (isPlainlyWithin(statement, sides)) return [];
    const callers = callersOf(statement, everyone);
    let doubt: Beyond | null = null;
    for (const at of places)
      for (const caller of callers) {
        const found = beyondFor(statement, caller, sides, at, effort);
        if (found?.sure) return [found];
        doubt ??= found;
      }
    const [caller] = callers;
    if (crowded && caller) doubt ??= { statement, caller, actions: [], on: 'bucket', sure: false };
    return doubt ? [doubt] : [];
  });
}

/** Whether more is named than a population takes in, so that finding nothing proves nothing. */
const isCrowded = (statements: readonly Statement[]): boolean =>
  new Set(
    statements.flatMap(({ principals, notPrincipals, conditions }) => [
      ...(principals ?? notPrincipals ?? []),
      ...conditions
        .filter(({ key }) => key.startsWith('aws:principal'))
        .flatMap(({ values }) => values),
    ]),
  ).size > mostNamed;

interface Side {
  allows: readonly Statement[];
  denies: readonly Statement[];
}
interface Sides {
  policy: Side;
  reference: Side;
}
const split = (statements: readonly Statement[]): Side => ({
  allows: statements.filter(({ effect }) => effect === 'Allow'),
  denies: statements.filter(({ effect }) => effect === 'Deny'),
});

/** Settled by the letter: an Allow at least as wide, and no Deny that the policy does not have as well. */
const isPlainlyWithin = (statement: Statement, { policy, reference }: Sides): boolean =>
  reference.allows.some((wider) => coveredBy(statement, wider)) &&
  reference.denies.every((deny) => policy.denies.some((wider) => coveredBy(deny, wider)));

/** Whom a statement may speak of, widest first: a service that no statement names among them. */
const callersOf = (statement: Statement, everyone: Population): Caller[] =>
  [
    ...everyCaller(everyone),
    ...(statement.principals ?? []).flatMap((entry) => callerOf(entry) ?? []),
    ...everyone.services,
    { ...anonymous, kind: 'service' as const, service: '\u0001' },
    ...everyone.holders,
  ].filter((caller) => speaksOf(statement, caller) !== false);

/** What one caller may do by a statement, and not by the reference. */
function beyondFor(
  statement: Statement,
  caller: Caller,
  { policy, reference }: Sides,
  place: Place,
  effort: Effort,
): Beyond | null {
  const granted = actionsIn(statement);
  const others = [...policy.denies, ...reference.allows, ...reference.denies];
  const near = others.filter((one) => speaksOf(one, caller) !== false);
  const groups = new Map<string, { on: 'bucket' | 'object'; names: string[]; at: number }>();
  for (const [at, { name, on }] of everyAction.entries()) {
    if (!has(granted, at)) continue;
    const signature = `${on} ${near.map((one) => (has(actionsIn(one), at) ? 1 : 0)).join('')}`;
    const group = groups.get(signature);
    if (group) group.names.push(name);
    else groups.set(signature, { on, names: [name], at });
  }
  const sure: Beyond[] = [];
  const doubtful: Beyond[] = [];
  for (const { on, names, at } of groups.values()) {
    const relevant = (list: readonly Statement[]) =>
      list.filter((one) => has(actionsIn(one), at) && speaksOf(one, caller) !== false);
    const answer = forAction(
      statement,
      caller,
      on,
      {
        policy: { allows: [], denies: relevant(policy.denies) },
        reference: {
          allows: relevant(reference.allows),
          denies: relevant(reference.denies).filter(
            (deny) => !policy.denies.some((wider) => coveredBy(deny, wider)),
          ),
        },
      },
      place,
      effort,
    );
    if (answer === false) continue;
    const found = { statement, caller, actions: names, on, sure: answer === true };
    (found.sure ? sure : doubtful).push(found);
  }
  const [first] = sure.length > 0 ? sure : doubtful;
  if (!first) return null;
  const alike = (sure.length > 0 ? sure : doubtful).filter(({ on }) => on === first.on);
  return { ...first, actions: alike.flatMap(({ actions }) => actions) };
}

/** Whether some request of a caller for one action gets through the statement, and not through the reference. */
function forAction(
  statement: Statement,
  caller: Caller,
  on: 'bucket' | 'object',
  sides: Sides,
  place: Place,
  effort: Effort,
): Tri {
  const { policy, reference } = sides;
  const involved = [statement, ...policy.denies, ...reference.allows, ...reference.denies];
  const { resources, all } =
    on === 'bucket' ? { resources: [place.arn], all: true } : objectsFor(involved, place.arn);
  // Whether an account belongs to an organisation that a condition names does not stand in the policies.
  const keys = byKey(involved);
  const variants = variantsOf(caller, involved).map((who) => ({
    who,
    requests: requestsOf(who, keys, place),
  }));
  let best: Tri = all ? false : null;
  for (const resource of resources) {
    const answers = variants.map(({ who, requests }) =>
      forRequest(statement, who, resource, sides, requests, effort),
    );
    if (answers.every((answer) => answer === true)) return true;
    if (answers.some((answer) => answer !== false)) best = null;
  }
  return best;
}

function forRequest(
  statement: Statement,
  caller: Caller,
  resource: string,
  { policy, reference }: Sides,
  requests: Requests,
  effort: Effort,
): Tri {
  if (effort.left <= 0) return null;
  const here = onResource(statement, resource);
  if (here === false) return false;
  const there = (one: Statement): Tri => {
    const [about, speaks] = [onResource(one, resource), speaksOf(one, caller)];
    return about === false || speaks === false ? false : about && speaks;
  };
  const possible = (list: readonly Statement[]) => list.filter((one) => there(one) !== false);
  const certain = (list: readonly Statement[]) => list.filter((one) => there(one) === true);
  effort.left -= 2 + policy.denies.length + reference.allows.length + reference.denies.length;
  const granted = speaksOf(statement, caller) === true && here === true;
  const ask = (allow: Statement, against: readonly Statement[]): Tri => {
    const answer = findRequest(allow, against, requests, effort);
    return answer === false && isBlurred(allow, against) ? null : answer;
  };
  // Either no Allow of the reference catches it …
  const bounds = [...policy.denies, ...reference.allows];
  const unheld = ask(statement, possible(bounds));
  if (unheld === true && granted) return true;
  let doubt = unheld !== false || ask(statement, certain(bounds)) !== false;
  // … or one of its Deny statements does.
  for (const deny of possible(reference.denies)) {
    const both: Statement = {
      ...statement,
      plain: statement.plain && deny.plain,
      conditions: [...statement.conditions, ...deny.conditions],
    };
    const caught = ask(both, possible(policy.denies));
    if (caught === true && granted && there(deny) === true) return true;
    doubt ||= caught !== false || ask(both, certain(policy.denies)) !== false;
  }
  return doubt ? null : false;
}

/**
 * Whether values of a key were perhaps not tried that would make a difference: a question mark may leave a length out,
 * and two patterns that must both match may share a text that neither suggests by itself.
 */
function isBlurred(allow: Statement, against: readonly Statement[]): boolean {
  const patterns = [allow, ...against].flatMap((one) =>
    one.conditions.flatMap((condition) => {
      const operator = operatorOf(condition.operator);
      if (!operator || !/like|arn/.test(operator.base)) return [];
      const values = condition.values.filter((value) => /[*?]/.test(value));
      return [{ condition, values, must: (one === allow) !== operator.negated }];
    }),
  );
  if (patterns.some(({ values }) => values.some((value) => value.includes('?')))) return true;
  const must = patterns.filter((one) => one.must && one.values.length > 0);
  return must.some(({ condition, values }, at) =>
    must
      .slice(at + 1)
      .some((other) => other.condition.key === condition.key && meet(values, other.condition)),
  );
}

const meet = (values: readonly string[], { values: others }: Condition): boolean =>
  values.some((one) =>
    others.some((other) => one !== other && /[*?]/.test(other) && meetingOf(one, other) !== null),
  );

/** Objects that tell these statements apart: some for each pattern, and some that two patterns share. */
function objectsFor(
  statements: readonly Statement[],
  arn: string,
): { resources: readonly string[]; all: boolean } {
  const { objects, all } = objectsOf(statements, arn);
  const found = new Set(objects);
  const patterns = [
    ...new Set(
      statements.flatMap(({ resources, notResources }) => resources ?? notResources ?? []),
    ),
  ].map((pattern) => pattern.replace(/\$\{[^}]*\}/g, '*'));
  let whole = all;
  for (const [at, one] of patterns.entries())
    for (const other of patterns.slice(at + 1)) {
      const shared = meetingOf(one, other);
      if (shared === undefined || found.size > mostObjects) whole = false;
      else if (shared?.startsWith(`${arn}/`) && shared.length > arn.length + 1) found.add(shared);
    }
  // A question mark may leave a length out that none of these objects has; and what three patterns share is not sought.
  const narrowed = statements.slice(1).filter(({ notResources }) => notResources !== null).length;
  if (patterns.some((pattern) => /\*.*\?|\?.*\*|\?{2}/.test(pattern)) || narrowed > 1)
    whole = false;
  return { resources: [...found], all: whole };
}

const orgKeys = /^aws:principalorg(id|paths)$/;

/** The same caller as a member of no organisation, and of each that a condition names. */
function variantsOf(caller: Caller, statements: readonly Statement[]): Caller[] {
  if (caller.org !== undefined || caller.kind === 'holder') return [caller];
  const named = statements.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => orgKeys.test(key)).flatMap(({ values }) => values),
  );
  if (named.length === 0) return [caller];
  const orgs = new Set(named.flatMap(instancesOf).map((value) => value.split('/')[0] as string));
  return [null, ...[...orgs].slice(0, 8)].map((org) => ({ ...caller, org }));
}

/** The bucket itself, and the access points that conditions may ask for. */
function placesOf(statements: readonly Statement[], place: Place): Place[] {
  const conditions = statements.flatMap((one) => one.conditions);
  const about = conditions.filter(({ key }) =>
    /^s3:(dataaccesspoint(arn|account)|accesspointnetworkorigin)$/.test(key),
  );
  if (about.length === 0) return [place];
  const accounts = new Set([place.account || '000000000008', '000000000007']);
  const arns = new Set<string>();
  for (const { key, values } of about)
    for (const value of values) {
      if (key === 's3:dataaccesspointaccount' && isAccount(value)) accounts.add(value);
      if (key !== 's3:dataaccesspointarn') continue;
      for (const arn of instancesOf(value)) arns.add(arn);
      const account = partsOf(value)[4] ?? '';
      if (isAccount(account)) accounts.add(account);
    }
  for (const account of accounts) arns.add(`arn:aws:s3:us-east-1:${account}:accesspoint/\u0001`);
  const points = [...arns].slice(0, 12).flatMap((arn) =>
    ['Internet', 'VPC'].map((networkOrigin) => ({
      arn,
      account: partsOf(arn)[4] ?? '',
      networkOrigin,
    })),
  );
  return [place, ...points.map((via) => ({ ...place, via }))];
}

/** Whom a caller is, as part of a sentence; `place` tells the owner's account. */
export function callerSays(caller: Caller, place: Place): string {
  const { kind, account, arn, org, service } = caller;
  if (kind === 'anonymous') return 'everyone';
  if (kind === 'service') return service === '\u0001' ? 'any AWS service' : service;
  if (kind === 'web') return `anyone with an account at ${service}`;
  if (kind === 'holder') return 'the holder of a unique id';
  if (arn !== null) return arn;
  if (typeof org === 'string') return `accounts of the organisation ${org}`;
  if (account.startsWith('0000000000')) return 'anyone with an AWS account';
  return account === place.account ? 'the bucket’s own account' : `account ${account}`;
}
