import { fieldOf } from './names.ts';
import { draft, type Draft, holdsKeys, put, type Reading } from './types.ts';

type Node = Readonly<Record<string, unknown>>;

/** Objects with credentials in them, wherever they are. Null where the text is no JSON or holds none. */
export function readJson(text: string): Reading | null {
  const from = text.search(/[{[]/);
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (from < 0 || to <= from) return null;
  let root: unknown;
  try {
    root = JSON.parse(text.slice(from, to + 1));
  } catch {
    return null;
  }
  const drafts: Draft[] = [];
  visit(root, '', 0, drafts);
  return drafts.length > 0 ? { shape: shapeOf(root), drafts, without: [] } : null;
}

// Names of objects that say nothing of whose the credentials are.
const plain = /^(role)?credentials?$|^data$|^variables$|^env(ironment)?$|^values?$/i;

function visit(node: unknown, profile: string, depth: number, into: Draft[]): void {
  if (typeof node !== 'object' || node === null || depth > 12) return;
  if (Array.isArray(node)) {
    const pairs = node.map(pairOf);
    if (pairs.length > 1 && pairs.every((pair) => pair !== null))
      visit(Object.fromEntries(pairs), profile, depth + 1, into);
    else for (const item of node) visit(item, profile, depth + 1, into);
    return;
  }
  const one = draft(profile);
  for (const [name, value] of Object.entries(node)) {
    const field = fieldOf(name);
    if (field !== null && (typeof value === 'string' || typeof value === 'number'))
      put(one, field, String(value).replace(/\s+/g, field === 'expiry' ? ' ' : ''));
    else visit(value, plain.test(name) ? profile : name, depth + 1, into);
  }
  // A token alone may be anybody's.
  if (holdsKeys(one) && (one.fields.key !== undefined || one.fields.secret !== undefined))
    into.push(one);
}

/** `{ "name": "AWS_ACCESS_KEY_ID", "value": "…" }`, as task definitions list variables. */
function pairOf(item: unknown): [string, unknown] | null {
  if (typeof item !== 'object' || item === null) return null;
  const { name, Name, value, Value } = item as Node;
  const label = name ?? Name;
  return typeof label === 'string' && (value ?? Value) !== undefined
    ? [label, value ?? Value]
    : null;
}

function shapeOf(root: unknown): string {
  const has = (name: string): boolean =>
    typeof root === 'object' && root !== null && Object.hasOwn(root, name);
  const inner = (name: string): Node => {
    const value = has(name) ? (root as Node)[name] : null;
    return typeof value === 'object' && value !== null ? (value as Node) : {};
  };
  if (has('roleCredentials')) return 'an `aws sso get-role-credentials` answer';
  if (has('Credentials')) {
    if (Object.hasOwn(inner('Credentials'), 'SecretKey')) return 'an answer of Amazon Cognito';
    if (has('SubjectType')) return 'an `aws sts assume-role-with-saml` answer';
    if (has('AssumedRoleUser')) return 'an `aws sts assume-role` answer';
    if (has('FederatedUser')) return 'an `aws sts get-federation-token` answer';
    return 'an `aws sts get-session-token` answer';
  }
  if (has('Token')) return metadata;
  if (has('Version') && has('AccessKeyId'))
    return 'the JSON of `aws configure export-credentials` or of a credential process';
  if (has('data')) return 'a Vault answer';
  if (has('role') && has('credentials')) return 'a gimme-aws-creds answer';
  return 'JSON with credentials';
}

export const metadata = 'an answer of the metadata service of CloudShell, ECS or EC2';
