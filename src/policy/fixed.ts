import { actionsIn } from './action-set.ts';
import { coversAll, isNarrow, parseRange } from './address.ts';
import { operatorOf, partsOf } from './condition.ts';
import { decided, type OpenPoint } from './open-points.ts';
import type { Condition, Statement } from './parse.ts';

/** What a pinned condition limits: who calls, from which network, for which resource a service acts, through which access point. */
export type PinKind = 'principal' | 'network' | 'source' | 'accessPoint';

/** The keys that S3 counts, in lower case. */
const keys: ReadonlyMap<string, PinKind> = new Map<string, PinKind>([
  ['aws:principalorgid', 'principal'],
  ['aws:principalorgpaths', 'principal'],
  ['aws:principalaccount', 'principal'],
  ['aws:principalarn', 'principal'],
  ['aws:userid', 'principal'],
  ['aws:sourceip', 'network'],
  ['aws:sourcevpc', 'network'],
  ['aws:sourcevpce', 'network'],
  ['aws:sourcearn', 'source'],
  ['aws:sourceowner', 'source'],
  ['aws:sourceaccount', 'source'],
  ['s3:dataaccesspointarn', 'accessPoint'],
  ['s3:dataaccesspointaccount', 'accessPoint'],
]);

/** Whether a condition limits a statement to fixed values in S3's sense, and why, as a clause. */
export interface Pin {
  condition: Condition;
  kind: PinKind | null;
  counts: boolean;
  why: string;
  open: OpenPoint | null;
}

/** What S3 makes of one Allow statement for everyone. */
export interface Grantee {
  statement: Statement;
  /** S3 finds nothing fixed in it, and no Deny that S3 may count narrows it. */
  public: boolean;
  pins: readonly Pin[];
}

/** Allow statements that speak of everyone, or of anyone with an account at an identity provider. */
const everyoneIn = ({ effect, principals }: Statement): boolean =>
  effect === 'Allow' && (principals === null || principals.some(isAnyone));

/** Whether an ARN is that of a provider of web identities, unlike one of SAML, which knows its own users only. */
export const isWebProvider = (arn: string): boolean =>
  (partsOf(arn)[5] ?? '').startsWith('oidc-provider/');

/** A principal that is no fixed one: a star, or a web identity provider, where anyone may have an account. */
export function isAnyone(entry: string): boolean {
  const at = entry.indexOf(':');
  const value = entry.slice(at + 1);
  if (value === '*') return true;
  if (entry.startsWith('Federated:'))
    return value.includes('*') || !value.startsWith('arn:') || isWebProvider(value);
  // S3 refuses wildcards within a principal's ARN. Should one be stored all the same, an open account is anyone's.
  return /[*?]/.test(partsOf(value)[4] ?? '');
}

/** Whether the policy is public in S3's sense, statement by statement. One public statement is enough. */
export const judgeEveryone = (
  statements: readonly Statement[],
  where: 'bucket' | 'accessPoint' = 'bucket',
): Grantee[] =>
  statements.filter(everyoneIn).map((statement) => {
    const pins = statement.conditions.map((condition) => pinOf(condition, statement.plain, where));
    const narrowed = decided.denyNarrows && narrowingDeny(statements, [statement]) !== undefined;
    return { statement, pins, public: !narrowed && !pins.some(({ counts }) => counts) };
  });

/**
 * A Deny that takes something of what these statements allow away from everyone but those that a condition spares,
 * other than plain HTTP alone. Whether S3 counts it is an open point.
 */
export const narrowingDeny = (
  statements: readonly Statement[],
  allows: readonly Statement[],
): Statement | undefined =>
  statements.find(
    (one) =>
      one.effect === 'Deny' &&
      (one.principals === null || one.principals.includes('AWS:*')) &&
      !(
        one.conditions.length > 0 &&
        one.conditions.every(({ key }) => key === 'aws:securetransport')
      ) &&
      allows.some((allow) => {
        const allowed = actionsIn(allow);
        return actionsIn(one).some((bits, at) => (bits & (allowed[at] as number)) !== 0);
      }),
  );

/** Whether and why one condition of an Allow counts as fixed. */
function pinOf(condition: Condition, plain: boolean, where: 'bucket' | 'accessPoint'): Pin {
  const kind = keys.get(condition.key) ?? null;
  const pin = (counts: boolean, why: string, open: OpenPoint | null = null): Pin => ({
    condition,
    kind,
    counts,
    why,
    open,
  });
  if (!kind) return pin(false, 'its key is not among those that S3 counts');
  const operator = operatorOf(condition.operator);
  if (!operator) return pin(false, 'IAM has no such operator');
  const { base, negated, ifExists, set } = operator;
  if (base === 'null') return pin(false, 'it only asks whether the key is there');
  if (negated) return pin(false, 'it lets in everyone but the values named');
  if (ifExists) return pin(false, 'it holds where the request does not carry the key');
  if (set === 'all')
    return pin(false, 'ForAllValues holds where the request does not carry the key');
  if (!/^(string(equals(ignorecase)?|like)|arn(equals|like)|ipaddress)$/.test(base))
    return pin(false, 'its operator does not fix a value');
  if (condition.values.length === 0) return pin(false, 'it names no value');
  let open: OpenPoint | null = null;
  for (const value of condition.values) {
    const found = isFixed(condition.key, value, plain, where);
    if (found === true) continue;
    if (found === false) return pin(false, whyNot(condition.key, value));
    open = found;
    if (!decided[found]) return pin(false, whyNot(condition.key, value), found);
  }
  if (condition.key === 'aws:sourceip' && coversAll(condition.values))
    return pin(false, 'its ranges together are every address');
  return pin(true, 'S3 counts its value as fixed', open);
}

const whyNot = (key: string, value: string): string =>
  key === 'aws:sourceip' && !/[*?$]/.test(value)
    ? 'it takes in a range that S3 finds too broad'
    : 'its value holds a wildcard or a policy variable';

/** True, false, or the open point that decides it. */
function isFixed(
  key: string,
  value: string,
  plain: boolean,
  where: 'bucket' | 'accessPoint',
): boolean | OpenPoint {
  if (!plain && value.includes('${')) return false;
  if (key === 'aws:sourceip') {
    const range = parseRange(value);
    return range !== null && isNarrow(range);
  }
  if (!/[*?]/.test(value)) return value !== '';
  if (key === 'aws:userid') return /^AROA[A-Z0-9]+:\*$/.test(value) ? 'roleSessions' : false;
  if (key === 's3:dataaccesspointarn') {
    if (where === 'accessPoint' || !hasFixedAccount(value)) return false;
    const [, , , region = '', , name = ''] = partsOf(value);
    return !/[*?]/.test(region) && name.startsWith('accesspoint/') ? true : 'wildcardInName';
  }
  if (key === 'aws:principalorgpaths')
    return /^o-[a-z0-9]+\//.test(value) ? 'wildcardInName' : false;
  if (key === 'aws:principalarn' || key === 'aws:sourcearn')
    return hasFixedAccount(value) ? 'wildcardInName' : false;
  return false;
}

/** Whether S3 would count a value of a key as a fixed network. */
export const isFixedNetwork = (key: string, value: string, plain: boolean): boolean =>
  keys.get(key) === 'network' && isFixed(key, value, plain, 'bucket') === true;

const hasFixedAccount = (arn: string): boolean => /^\d{12}$/.test(partsOf(arn)[4] ?? '');
