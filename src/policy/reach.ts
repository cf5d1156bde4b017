import { actionsIn, everyAction, has, placesOf } from './action-set.ts';
import { type Kind, kinds } from './actions.ts';
import { bindVariables } from './bind.ts';
import { anonymous, type Caller, callerOf, speaksOf } from './callers.ts';
import { judgeEveryone, type Grantee } from './fixed.ts';
import type { Statement } from './parse.ts';
import { isOwn, type Population, populationOf } from './population.ts';
import { objectsOf, onResource } from './resource.ts';
import { type Candidate, type Domains, type Effort, findRequest, newEffort } from './search.ts';
import type { Tri } from './tri.ts';
import { type ByKey, byKey, type Place, requestsOf, variableOf } from './world.ts';

/**
 * Whom a statement lets in. `public`: anyone on the Internet. `anyAccount`: anyone with an AWS account. `network`:
 * anyone within a network that S3 counts as fixed. `service`: an AWS service.
 */
export type Who =
  'public' | 'anyAccount' | 'organisation' | 'otherAccount' | 'network' | 'service' | 'own';

/** One caller whom an Allow statement lets in, with what it lets do. */
export interface Opening {
  statement: Statement;
  caller: Caller;
  who: Who;
  /** Account, organisation, service or network, as the policy writes it; empty for everyone. */
  name: string;
  /** What gets through for sure, after every Deny. */
  sure: readonly Kind[];
  /** What may get through: a policy variable or an operator that IAM does not have decides. */
  perhaps: readonly Kind[];
}

/**
 * Whom the Allow statements of a policy let in, after its Deny statements, and what for. Block Public Access is left
 * aside. Principals of the owner's own account are left out, since their own policies decide about them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function openings(statements: readonly Statement[], place: Place): Opening[] {
  const bound = bindVariables(statements, place);
  const found = openingsOf(bound, place);
  if (bound === statements) return found;
  const asWritten = new Map(bound.map((one, at) => [one, statements[at] as Statement]));
  return found.map((one) => ({
    ...one,
    statement: asWritten.get(one.statement) ?? one.statement,
  }));
}

function openingsOf(statements: readonly Statement[], place: Place): Opening[] {
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const everyone = new Map(judgeEveryone(statements).map((one) => [one.statement, one]));
  let population: Population | null = null;
  const found: Opening[] = [];
  const effort = newEffort();
  for (const statement of statements) {
    if (statement.effect !== 'Allow') continue;
    const grantee = everyone.get(statement);
    const byArn = statement.conditions.some(({ key }) => key === 'aws:principalarn');
    if (grantee || byArn) population ??= populationOf(statements, place);
    const guests =
      grantee && population
        ? strangersTo(grantee, population)
        : namedBy(statement, place, byArn ? population : null);
    const seen = new Set<Kind>();
    const whole = new Set<string>();
    let keys: ByKey | null = null;
    const keysOf = () => (keys ??= byKey([statement, ...denies]));
    for (const { caller, who, name } of guests) {
      const sure: Kind[] = [];
      const perhaps: Kind[] = [];
      effort.left -= 4 + denies.length;
      const ask = asking(statement, denies, caller, place, effort, keysOf());
      for (const kind of kinds) {
        // What everyone may do, others may too; saying it once is enough.
        if (seen.has(kind) || (caller.arn !== null && whole.has(`${caller.account} ${kind}`)))
          continue;
        const answer = ask(kind);
        if (answer === true) {
          sure.push(kind);
          if (caller.arn === null) whole.add(`${caller.account} ${kind}`);
        }
        if (answer === null) perhaps.push(kind);
      }
      if (manyFolk.has(who)) for (const kind of sure) seen.add(kind);
      if (sure.length + perhaps.length > 0)
        found.push({ statement, caller, who, name, sure, perhaps });
    }
  }
  return found;
}

/** Where all of these get in, it adds nothing to name some of them. */
const manyFolk: ReadonlySet<Who> = new Set<Who>(['public', 'anyAccount', 'network']);

interface Guest {
  caller: Caller;
  who: Who;
  name: string;
}

/** Those whom a statement for everyone may let in. Where S3 finds a fixed network in it, that is all of the world it lets in. */
function strangersTo({ statement, pins }: Grantee, everyone: Population): Guest[] {
  const networks = pins
    .filter(({ counts, kind }) => counts && kind === 'network')
    .flatMap(({ condition }) => condition.values)
    .join(', ');
  // A request through an access point has passed what a pin on access points asks for.
  const limited = pins.some(({ counts, kind }) => counts && kind !== 'accessPoint');
  const guests: Guest[] = [
    { caller: anonymous, who: limited ? 'network' : 'public', name: limited ? networks : '' },
    ...everyone.strangers.map((caller): Guest => ({
      caller,
      who: limited ? 'network' : 'anyAccount',
      name: limited ? networks : '',
    })),
    ...everyone.web
      .filter(({ service }) => statement.principals?.includes(`Federated:${service}`))
      .map((caller): Guest => ({
        caller,
        who: limited ? 'network' : 'public',
        name: limited ? networks : caller.service,
      })),
    ...everyone.members.map((caller): Guest => ({
      caller,
      who: 'organisation',
      name: caller.org ?? '',
    })),
    ...everyone.named.map((caller): Guest => ({
      caller,
      who: 'otherAccount',
      name: caller.arn ?? caller.account,
    })),
    ...everyone.holders.map((caller): Guest => ({
      caller,
      who: 'otherAccount',
      name: 'the holder of a unique id',
    })),
  ];
  if (pins.some(({ kind }) => kind === 'source'))
    guests.push({
      caller: { ...anonymous, kind: 'service', service: '' },
      who: 'service',
      name: 'an AWS service',
    });
  return guests.filter(({ caller }) => speaksOf(statement, caller) !== false);
}

/** Those whom a statement names. A condition may narrow an account to some of its principals, who are asked for too. */
function namedBy(statement: Statement, place: Place, everyone: Population | null): Guest[] {
  const guests: Guest[] = [];
  for (const entry of statement.principals ?? []) {
    const caller = callerOf(entry);
    if (!caller) continue;
    if (caller.kind === 'service') guests.push({ caller, who: 'service', name: caller.service });
    else if (caller.kind === 'account' && !isOwn(caller.account, place))
      guests.push({ caller, who: 'otherAccount', name: caller.arn ?? caller.account });
  }
  for (const caller of everyone?.named ?? [])
    if (caller.arn !== null && speaksOf(statement, caller) === true)
      guests.push({ caller, who: 'otherAccount', name: caller.arn });
  return guests;
}

const targets = ['bucket', 'object'] as const;

/** Answers whether a caller gets through a statement for something of one kind, past every Deny. */
function asking(
  statement: Statement,
  denies: readonly Statement[],
  caller: Caller,
  place: Place,
  effort: Effort,
  keys: ByKey,
): (kind: Kind) => Tri {
  const speaks = speaksOf(statement, caller);
  if (speaks === false) return () => false;
  const granted = actionsIn(statement);
  const against = denies.filter((deny) => speaksOf(deny, caller) !== false);
  const through = throughResources(statement, caller, place, effort, keys);
  return (kind) => {
    let best: Tri = false;
    for (const on of targets) {
      const places = placesOf(
        `${kind} ${on}`,
        (action) => action.kind === kind && action.on === on,
      );
      const tried = new Set<string>();
      for (const at of places) {
        if (!has(granted, at)) continue;
        if (against.length === 0) {
          const answer = through([], on, '');
          if (answer === true && speaks === true) return true;
          if (answer !== false) best = null;
          break;
        }
        effort.left -= against.length >> 2;
        const relevant = against.filter((deny) => has(actionsIn(deny), at));
        const signature = relevant.map(({ index }) => index).join();
        if (tried.has(signature)) continue;
        tried.add(signature);
        const answer = through(relevant, on, signature);
        if (answer === true && speaks === true) return true;
        if (answer !== false) best = null;
      }
    }
    return best;
  };
}

/** Answers whether there is a request for the bucket, or for one of its objects, that none of some Denies catches. */
function throughResources(
  statement: Statement,
  caller: Caller,
  place: Place,
  effort: Effort,
  keys: ByKey,
): (denies: readonly Statement[], on: 'bucket' | 'object', signature: string) => Tri {
  const domains = requestsOf(caller, keys, place, noneFixed);
  const known = new Map<string, Tri>();
  return (denies, on, signature) => {
    const name = `${on} ${signature}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = tryResources(statement, denies, caller, on, place, domains, effort);
    known.set(name, answer);
    return answer;
  };
}

function tryResources(
  statement: Statement,
  denies: readonly Statement[],
  caller: Caller,
  on: 'bucket' | 'object',
  place: Place,
  domains: Domains,
  effort: Effort,
): Tri {
  const { objects, all } =
    on === 'bucket'
      ? { objects: [place.arn], all: true }
      : objectsOf([statement, ...denies], place.arn);
  let best: Tri = all ? false : null;
  for (const resource of objects) {
    if (effort.left <= 0) return null;
    effort.left -= 1 + denies.length;
    const here = onResource(statement, resource);
    if (here === false) continue;
    const near = denies.filter((deny) => onResource(deny, resource) !== false);
    const answer = findRequest(statement, near, domains, variableOf, effort);
    if (answer === true) {
      if (here === true) return true;
      best = null;
    } else if (answer === null) best = null;
    else {
      const certain = near.filter(
        (deny) => onResource(deny, resource) === true && speaksOf(deny, caller) === true,
      );
      if (
        certain.length < near.length &&
        findRequest(statement, certain, domains, variableOf, effort) !== false
      )
        best = null;
    }
  }
  return best;
}

const noneFixed: ReadonlyMap<string, readonly Candidate[]> = new Map();

/** Whether a caller gets through one Allow statement for one action, past every Deny of the policy. */
export function allowsAction(
  statement: Statement,
  statements: readonly Statement[],
  caller: Caller,
  action: string,
  place: Place,
): Tri {
  const [at] = placesOf(action, ({ name }) => name === action);
  const speaks = speaksOf(statement, caller);
  if (at === undefined || speaks === false || !has(actionsIn(statement), at)) return false;
  const denies = statements.filter(
    (deny) =>
      deny.effect === 'Deny' && has(actionsIn(deny), at) && speaksOf(deny, caller) !== false,
  );
  const { on } = everyAction[at] as { on: 'bucket' | 'object' };
  const through = throughResources(
    statement,
    caller,
    place,
    newEffort(),
    byKey([statement, ...denies]),
  );
  const answer = through(denies, on, '');
  return answer === true ? speaks : answer;
}
