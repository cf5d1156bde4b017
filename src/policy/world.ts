import type { Caller } from './callers.ts';
import { isAccount } from './callers.ts';
import { operatorOf, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Condition, Statement } from './parse.ts';
import { type Candidate, cutShort } from './candidates.ts';
import { fresh, instancesOf, isPartial, valuesFor } from './values.ts';
import { together } from './variables.ts';

/** The bucket that a policy is stored at, and when. */
export interface Place {
  /** ARN of the bucket. */
  arn: string;
  /** Account that owns it, 12 digits; empty where an endpoint has no accounts. */
  account: string;
  /** Canonical user id of the owner; null where it is not known. */
  owner: string | null;
  /** ISO time at which dates are judged. */
  now: string;
  /** The access point that requests come through; without it, they go to the bucket itself. */
  via?: { arn: string; account: string; networkOrigin: string };
}

/** Conditions of some statements by key, with what was worked out of them. */
export interface ByKey {
  conditions: ReadonlyMap<string, readonly Condition[]>;
  /** Values that tell the conditions of a key apart. */
  values: Map<string, readonly string[]>;
  /** Candidates that are the same for every caller, by variable. */
  shared: Map<string, readonly Candidate[]>;
}
export function byKey(statements: readonly Statement[]): ByKey {
  const found = new Map<string, Condition[]>();
  for (const { conditions } of statements)
    for (const condition of conditions) {
      const list = found.get(condition.key);
      if (list) list.push(condition);
      else found.set(condition.key, [condition]);
    }
  return { conditions: found, values: new Map(), shared: new Map() };
}

const none: readonly never[] = [];

/** Values that tell the conditions on a key apart. */
export function valuesAt(keys: ByKey, key: string): readonly string[] {
  let found = keys.values.get(key);
  if (!found) keys.values.set(key, (found = valuesFor(keys.conditions.get(key) ?? none)));
  return found;
}

const nothing: Candidate = new Map();
export const carrying = (entries: Readonly<Record<string, string>>): Candidate =>
  new Map(Object.entries(entries).map(([key, value]) => [key, [value]]));

/** How a request can come over the wire. AWS takes nothing older than TLS 1.2. */
export const overHttp = carrying({ 'aws:securetransport': 'false' });
export const overOldTls = ['1.0', '1.1'].map((version) =>
  carrying({ 'aws:securetransport': 'true', 's3:tlsversion': version }),
);
const overTls = ['1.2', '1.3'].map((version) =>
  carrying({ 'aws:securetransport': 'true', 's3:tlsversion': version }),
);
const anyWire = [overHttp, ...overTls];
const bare: readonly Candidate[] = [nothing];

/** The requests that one caller can send. `fixed` overrules some of them. */
export interface Requests {
  caller: Caller;
  keys: ByKey;
  place: Place;
  fixed: Fixed;
  made: Map<string, readonly Candidate[]> | null;
}
export type Fixed = ReadonlyMap<string, readonly Candidate[]>;
const noneFixed: Fixed = new Map();

export const requestsOf = (
  caller: Caller,
  keys: ByKey,
  place: Place,
  fixed: Fixed = noneFixed,
): Requests => ({ caller, keys, place, fixed, made: null });

/**
 * The ways requests can be, for keys that go together, named by `variableOf` of a key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function candidatesOf(requests: Requests, variable: string): readonly Candidate[] {
  const before = requests.fixed.get(variable) ?? requests.made?.get(variable);
  if (before) return before;
  const found = make(variable, requests);
  (requests.made ??= new Map()).set(variable, found);
  return found;
}

function make(variable: string, { caller, keys, place }: Requests): readonly Candidate[] {
  const isService = caller.kind === 'service';
  switch (variable) {
    case 'tls':
      return isService ? bare : anyWire;
    case 'network':
      return isService ? bare : shared(keys, variable, networks);
    case 'source':
      return isService ? shared(keys, variable, sources) : bare;
    case 'upload':
      return shared(keys, variable, headers);
  }
  const values = valuesOf(variable, caller, keys, place);
  const list = values.map((value) =>
    value === undefined ? nothing : new Map([[variable, [value]]]),
  );
  return values.length > mostValues ? cutShort(list) : list;
}

function shared(
  keys: ByKey,
  variable: string,
  of: (keys: ByKey) => readonly Candidate[],
): readonly Candidate[] {
  let found = keys.shared.get(variable);
  if (!found) keys.shared.set(variable, (found = of(keys)));
  return found;
}

/**
 * How a service's request can look to a statement that asks how it comes over the wire. AWS says only of some such
 * requests that they carry none of it, so that neither may be relied on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export const wireOfService = (keys: ByKey): ReadonlyMap<string, readonly Candidate[]> =>
  new Map([
    ['tls', [nothing, ...overTls]],
    ['network', [nothing, ...networks(keys)]],
  ]);

/** Either from the Internet, with an address, or through a VPC endpoint. */
function networks(keys: ByKey): readonly Candidate[] {
  const addresses = valuesAt(keys, 'aws:sourceip');
  const internet = addresses.map((value) => new Map([['aws:sourceip', [value]]]));
  const all = product(throughVpc, keys, internet);
  return isPartial(addresses) ? cutShort(all) : all;
}
const throughVpc = together.network.filter((key) => key !== 'aws:sourceip');

const sources = (keys: ByKey) => product(together.source, keys, bare);
const headers = (keys: ByKey) => product(together.upload, keys, bare);

const most = 60;
/** Beyond these many values of one key some were left out. */
const mostValues = 24;
/** Every combination of the values of those of some keys that conditions look at, beside what is there already. */
function product(
  some: readonly string[],
  keys: ByKey,
  first: readonly Candidate[],
): readonly Candidate[] {
  let found: Map<string, readonly string[]>[] = [new Map()];
  let cut = false;
  for (const key of some) {
    if (!keys.conditions.has(key)) continue;
    const values = valuesAt(keys, key);
    cut ||= isPartial(values) || found.length * values.length > most;
    const next: Map<string, readonly string[]>[] = [];
    for (const one of found)
      for (const value of values) if (next.length < most) next.push(new Map(one).set(key, [value]));
    found = next;
  }
  const all = [...first, ...found];
  return cut ? cutShort(all) : all;
}

const ofPrincipal =
  /^aws:(principaltag\/|username|federatedprovider|tokenissuetime|multifactorauth|calledvia|sourceidentity|rolesessionname|chatbot|ec2instance|assumedroot|principaltype|principalarn|userid)/;

/** Values that one key can have in a caller's requests; undefined: the request does not carry it. */
function valuesOf(
  key: string,
  caller: Caller,
  keys: ByKey,
  { account, now, via }: Place,
): readonly (string | undefined)[] {
  const conditions = keys.conditions.get(key) ?? none;
  const signed = caller.kind === 'account' || caller.kind === 'holder';
  switch (key) {
    case 'aws:currenttime':
      return [now];
    case 'aws:epochtime':
      return [String(Math.floor(Date.parse(now) / 1000))];
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
      return account === '' ? [undefined, ...valuesAt(keys, key)] : [account];
    case 's3:dataaccesspointarn':
      return [via?.arn];
    case 's3:dataaccesspointaccount':
      return [via?.account];
    case 's3:accesspointnetworkorigin':
      return [via?.networkOrigin];
    case 'aws:principalaccount':
      return caller.kind === 'anonymous'
        ? ['anonymous']
        : isAccount(caller.account)
          ? [caller.account]
          : caller.kind === 'account'
            ? // Known by its canonical id alone: some account, but not the owner's.
              valuesAt(keys, key).filter((value) => value !== account)
            : [undefined, ...valuesAt(keys, key)];
    case 'aws:principalisawsservice':
      return caller.kind === 'service' ? ['true'] : signed ? ['false'] : [undefined];
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return caller.kind === 'service' ? [caller.service] : [undefined];
    case 'aws:principalorgid':
      return orgs(caller, conditions, (org) => [org]);
    case 'aws:principalorgpaths':
      return orgs(caller, conditions, (org) => [`${org}/r-${fresh}/`]);
    case 'aws:principaltype':
      return signed
        ? ['Account', 'User', 'AssumedRole', 'FederatedUser']
        : [caller.kind === 'anonymous' ? 'Anonymous' : undefined];
    case 'aws:principalarn':
      return signed ? arns(caller, conditions) : [undefined];
    case 'aws:username':
      // Only users have one.
      return signed && (caller.arn === null || caller.arn.includes(':user/'))
        ? [undefined, ...valuesFor(conditions)]
        : [undefined];
    case 'aws:userid':
      return userIds(caller, conditions, account);
    case 's3:max-keys':
    case 's3:prefix':
    default:
      if (!signed && ofPrincipal.test(key)) return [undefined];
      return [undefined, ...valuesAt(keys, key)];
  }
}

/** Organisation ids, or paths, that a caller's requests can carry. */
function orgs(
  caller: Caller,
  conditions: readonly Condition[],
  none: (org: string) => string[],
): (string | undefined)[] {
  if (caller.kind !== 'account' && caller.kind !== 'holder') return [undefined];
  const named = conditions.flatMap(({ values }) => values.flatMap(instancesOf));
  const stranger = none(`o-${fresh}`);
  if (caller.org === null) return [undefined, ...stranger];
  if (caller.org === undefined) return [undefined, ...stranger, ...named];
  const { org } = caller;
  return [...none(org), ...named.filter((value) => value.split('/')[0] === org)];
}

/** ARNs of principals that a caller can be: any of its account, unless it is a particular one. */
function arns(caller: Caller, conditions: readonly Condition[]): string[] {
  if (caller.arn !== null) return [caller.arn, ...rolesBehind(caller.arn)];
  if (!isAccount(caller.account)) return [fresh];
  const named = conditions
    .flatMap(({ values }) => values)
    .flatMap((value) => {
      const parts = partsOf(value.replace(/\$\{[^}]*\}/g, '*'));
      // Those without wildcards are callers of their own.
      if (parts.length < 6 || !parts.join(':').match(/[*?]/)) return [];
      if (!matchesExactly(parts[4] as string, caller.account)) return [];
      return instancesOf([...parts.slice(0, 4), caller.account, parts[5]].join(':'));
    });
  return [`arn:aws:iam::${caller.account}:role/${fresh}`, ...named].filter(
    (arn) => partsOf(arn).length === 6,
  );
}

/** A session carries the ARN of its role. */
function rolesBehind(arn: string): string[] {
  const match = /^(arn:[^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return match ? [`${match[1]}:iam::${match[2]}:role/${match[3]}`] : [];
}

/** Unique ids. Whose a named one is cannot be told, so a stranger's is another. */
function userIds(
  caller: Caller,
  conditions: readonly Condition[],
  own: string,
): (string | undefined)[] {
  if (caller.kind === 'anonymous') return ['anonymous'];
  if (caller.kind !== 'account' && caller.kind !== 'holder') return [undefined];
  const strangers = [`AROA0${fresh}:${fresh}`, `AIDA0${fresh}`, caller.account];
  const named = conditions.flatMap(({ operator, values }) =>
    values.flatMap((value) =>
      operatorOf(operator)?.base === 'stringlike' ? instancesOf(value) : [value],
    ),
  );
  if (caller.kind === 'holder') return named;
  return caller.account === own || caller.org === undefined ? [...strangers, ...named] : strangers;
}
