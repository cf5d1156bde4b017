import { type DoubledKey, doubledKey, faultSays, jsonFault, keepsEveryKey } from './json-fault.ts';

/** A condition of a statement, one operator and one key. Keys are lower case, as S3 compares them so. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/** One statement in normal form: lists everywhere, principals by kind. */
export interface Statement {
  /** Position in the policy, from 0. */
  index: number;
  sid: string | null;
  effect: 'Allow' | 'Deny';
  /** Principal entries as `kind:value`, for example `AWS:*`; a bare star is `AWS:*`. Null: NotPrincipal is used. */
  principals: readonly string[] | null;
  /** Entries of NotPrincipal in the same form; null where Principal is used. */
  notPrincipals: readonly string[] | null;
  actions: readonly string[] | null;
  notActions: readonly string[] | null;
  resources: readonly string[] | null;
  notResources: readonly string[] | null;
  conditions: readonly Condition[];
  /** Version 2008-10-17, or none: `${…}` is plain text and no policy variable. */
  plain: boolean;
}

/** A policy in normal form, or the reason why its text is none. */
export type Parsed =
  { ok: true; statements: readonly Statement[] } | { ok: false; problem: string };

/**
 * Reads the text of a resource policy. Single values and lists, any case of element names, numbers and
 * booleans as condition values are accepted, as S3 accepts them. Text that is no policy gives `ok: false`
 * with a sentence that names the place; nothing is thrown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string): Parsed {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, problem: notJson(text) };
  }
  const doubled = keepsEveryKey(text, document) ? null : doubledKey(text);
  if (doubled) return { ok: false, problem: namedTwice(doubled) };
  const body = elements(document);
  if (!body) return { ok: false, problem: 'The policy is not a JSON object.' };
  if (body === 'twice') return { ok: false, problem: twiceIn(text) };
  const raw = body.get('statement');
  if (raw === undefined) return { ok: false, problem: 'The policy has no Statement.' };

  const plain = body.get('version') !== '2012-10-17';
  const statements: Statement[] = [];
  for (const [index, item] of (Array.isArray(raw) ? raw : [raw]).entries()) {
    const statement = readStatement(item, index, plain);
    if (statement === 'twice') return { ok: false, problem: twiceIn(text) };
    if (typeof statement === 'string') return { ok: false, problem: statement };
    statements.push(statement);
  }
  return { ok: true, statements };
}

function notJson(text: string): string {
  const fault = jsonFault(text);
  if (!fault) return 'The policy is not valid JSON.';
  const says = faultSays(text, fault);
  return `The policy is not valid JSON: see line ${fault.line}, column ${fault.column}${says && `, where ${says}`}.`;
}

/** The last one would count for a reader of JSON, but which one was meant nobody can tell. */
const namedTwice = ({ key, line, column }: DoubledKey): string =>
  `The policy names ${key.slice(0, 80)} twice in one place, the second time in line ${line}, column ${column}. S3 takes no such policy, so the text may be damaged.`;

function twiceIn(text: string): string {
  const found = doubledKey(text);
  return found ? namedTwice(found) : 'The policy names an element twice.';
}

/** Elements of which a statement has the one or the other. */
const either = [
  ['Principal', 'principal', 'notprincipal'],
  ['Action', 'action', 'notaction'],
  ['Resource', 'resource', 'notresource'],
] as const;

function readStatement(item: unknown, index: number, plain: boolean): Statement | string {
  const at = `Statement ${index + 1}`;
  const parts = elements(item);
  if (!parts) return `${at} is not a JSON object.`;
  if (parts === 'twice') return parts;
  const effect = parts.get('effect');
  if (effect !== 'Allow' && effect !== 'Deny') return `${at} has no Effect of Allow or Deny.`;
  const twice = either.find(([, name, other]) => parts.has(name) && parts.has(other))?.[0];
  if (twice) return `${at} has both ${twice} and Not${twice}.`;
  const principals = readPrincipals(parts.get('principal'));
  const notPrincipals = readPrincipals(parts.get('notprincipal'));
  if (!principals && !notPrincipals) return `${at} has no readable Principal.`;
  const actions = strings(parts.get('action'));
  const notActions = strings(parts.get('notaction'));
  if (!actions && !notActions) return `${at} has no readable Action.`;
  const resources = strings(parts.get('resource'));
  const notResources = strings(parts.get('notresource'));
  if (!resources && !notResources) return `${at} has no readable Resource.`;
  const conditions = readConditions(parts.get('condition'));
  if (!conditions) return `${at} has a Condition that cannot be read.`;
  const sid = parts.get('sid');
  return {
    index,
    sid: typeof sid === 'string' && sid !== '' ? sid : null,
    effect,
    principals,
    notPrincipals,
    actions,
    notActions,
    resources,
    notResources,
    conditions,
    plain,
  };
}

/** How elements are nearly always written, and the same in lower case. */
const lowered: ReadonlyMap<string, string> = new Map(
  'Version Id Statement Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'
    .split(' ')
    .map((name) => [name, name.toLowerCase()]),
);

/** Element names in lower case, each once; a Map, so that a key called `__proto__` is only a key. Null: no object. */
function elements(value: unknown): Map<string, unknown> | 'twice' | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const found = new Map<string, unknown>();
  const keys = Object.keys(value);
  for (const key of keys)
    found.set(lowered.get(key) ?? key.toLowerCase(), (value as Record<string, unknown>)[key]);
  return found.size === keys.length ? found : 'twice';
}

function strings(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

function readPrincipals(value: unknown): readonly string[] | null {
  if (value === '*') return ['AWS:*'];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const found: string[] = [];
  for (const [kind, inner] of Object.entries(value)) {
    const list = strings(inner);
    if (!list) return null;
    const known = principalKinds.includes(kind)
      ? kind
      : principalKinds.find((name) => name.toLowerCase() === kind.toLowerCase());
    for (const entry of list) found.push(`${known ?? kind}:${entry}`);
  }
  return found;
}

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function readConditions(value: unknown): readonly Condition[] | null {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const found: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) return null;
    for (const [key, inner] of Object.entries(keys)) {
      const list = Array.isArray(inner) ? inner : [inner];
      if (!list.every(isPlain)) return null;
      found.push({ operator, key: key.toLowerCase(), values: list.map(String) });
    }
  }
  return found;
}

const isPlain = (item: unknown): boolean =>
  typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean';

/** How sentences name a statement: by its Sid where it has one, otherwise by its place. */
export const nameOf = (statement: Statement): string =>
  statement.sid === null ? `statement ${statement.index + 1}` : `statement \`${statement.sid}\``;
