import type { Caller } from './callers.ts';
import { isAccount } from './callers.ts';
import { operatorOf, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Condition, Statement } from './parse.ts';
import { type Candidate, cutShort, type Domains } from './search.ts';
import { fresh, instancesOf, isPartial, valuesFor } from './values.ts';

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

/** Which keys decide together: one request is over TLS or not, from the Internet or from a VPC. */
export function variableOf(key: string): string {
  if (key === 'aws:securetransport' || key === 's3:tlsversion') return 'tls';
  if (network.has(key)) return 'network';
  if (source.has(key)) return 'source';
  if (upload.has(key)) return 'upload';
  return key;
}
/** Headers by which an upload says how it is to be encrypted. */
export const uploadKeys = {
  header: 's3:x-amz-server-side-encryption',
  keyId: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  customerKey: 's3:x-amz-server-side-encryption-customer-algorithm',
} as const;
const upload: ReadonlySet<string> = new Set(Object.values(uploadKeys));
const network = new Set([
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcevpcarn',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);
const source = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Conditions of some statements by key. */
export type ByKey = ReadonlyMap<string, readonly Condition[]>;
export function byKey(statements: readonly Statement[]): ByKey {
  const found = new Map<string, Condition[]>();
  for (const { conditions } of statements)
    for (const condition of conditions) {
      const list = found.get(condition.key);
      if (list) list.push(condition);
      else found.set(condition.key, [condition]);
    }
  return found;
}

const nothing: Candidate = new Map();
export const carrying = (entries: Readonly<Record<string, string>>): Candidate =>
  new Map(Object.entries(entries).map(([key, value]) => [key, [value]]));

/** How a request can come over the wire. AWS takes nothing older than TLS 1.2. */
const overTls = ['1.2', '1.3'].map((version) =>
  carrying({ 'aws:securetransport': 'true', 's3:tlsversion': version }),
);
export const overHttp = carrying({ 'aws:securetransport': 'false' });
export const overOldTls = ['1.0', '1.1'].map((version) =>
  carrying({ 'aws:securetransport': 'true', 's3:tlsversion': version }),
);

/**
 * The requests that a caller can send, as candidates for each variable. `fixed` overrules some of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestsOf(
  caller: Caller,
  keys: ByKey,
  place: Place,
  fixed: ReadonlyMap<string, readonly Candidate[]> = new Map(),
): Domains {
  const made = new Map<string, readonly Candidate[]>();
  return (variable) => {
    const before = fixed.get(variable) ?? made.get(variable);
    if (before) return before;
    const found = make(variable, caller, keys, place);
    made.set(variable, found);
    return found;
  };
}

function make(variable: string, caller: Caller, keys: ByKey, place: Place): readonly Candidate[] {
  if (variable === 'tls') return caller.kind === 'service' ? [nothing] : [overHttp, ...overTls];
  if (variable === 'network')
    return caller.kind === 'service' ? [nothing] : shared(keys, variable, networks);
  if (variable === 'source')
    return caller.kind === 'service' ? shared(keys, variable, sources) : [nothing];
  if (variable === 'upload')
    return product(
      [...upload].filter((key) => keys.has(key)),
      keys,
      [nothing],
    );
  const values = valuesOf(variable, caller, keys.get(variable) ?? [], place);
  const list = values.map((value) =>
    value === undefined ? nothing : new Map([[variable, [value]]]),
  );
  return values.length > mostValues ? cutShort(list) : list;
}

const sharedLists = new WeakMap<ByKey, Map<string, readonly Candidate[]>>();

/** Candidates that are the same for every caller. */
function shared(
  keys: ByKey,
  variable: string,
  of: (keys: ByKey) => readonly Candidate[],
): readonly Candidate[] {
  let lists = sharedLists.get(keys);
  if (!lists) sharedLists.set(keys, (lists = new Map()));
  let found = lists.get(variable);
  if (!found) lists.set(variable, (found = of(keys)));
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
  const addresses = valuesFor(keys.get('aws:sourceip') ?? []);
  const internet = addresses.map((value) => carrying({ 'aws:sourceip': value }));
  const named = [...network].filter((key) => key !== 'aws:sourceip' && keys.has(key));
  const all = product(named, keys, internet);
  return isPartial(addresses) ? cutShort(all) : all;
}

const sources = (keys: ByKey): readonly Candidate[] =>
  product(
    [...source].filter((key) => keys.has(key)),
    keys,
    [nothing],
  );

const most = 60;
/** Beyond these many values of one key some were left out. */
const mostValues = 24;
function product(
  named: readonly string[],
  keys: ByKey,
  first: readonly Candidate[] = [],
): readonly Candidate[] {
  let found: Map<string, readonly string[]>[] = [new Map()];
  let cut = false;
  for (const key of named) {
    const values = valuesFor(keys.get(key) ?? []);
    cut ||= isPartial(values) || found.length * values.length > most;
    found = found
      .flatMap((one) => values.map((value) => new Map(one).set(key, [value])))
      .slice(0, most);
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
  conditions: readonly Condition[],
  { account, now, via }: Place,
): readonly (string | undefined)[] {
  const signed = caller.kind === 'account' || caller.kind === 'holder';
  switch (key) {
    case 'aws:currenttime':
      return [now];
    case 'aws:epochtime':
      return [String(Math.floor(Date.parse(now) / 1000))];
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
      return account === '' ? [undefined, ...valuesFor(conditions)] : [account];
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
              valuesFor(conditions).filter((value) => value !== account)
            : [undefined, ...valuesFor(conditions)];
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
    case 'aws:userid':
      return userIds(caller, conditions, account);
    case 's3:max-keys':
    case 's3:prefix':
    default:
      if (!signed && ofPrincipal.test(key)) return [undefined];
      return [undefined, ...valuesFor(conditions)];
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
