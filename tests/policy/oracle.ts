/**
 * A second reading of policies, for comparison: one request at a time, slow and plain, written from the IAM and S3
 * User Guides alone and sharing nothing with `src/policy`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */

export interface Request {
  /** `null`: anonymous. */
  account: string | null;
  arn: string | null;
  action: string;
  resource: string;
  /** Values by lower-case key; a key that is not there is not in the request. */
  context: Readonly<Record<string, string>>;
}

type Json = Readonly<Record<string, unknown>>;

/** Whether a bucket policy, by itself, allows a request of somebody outside the owner's account. */
export function allowed(policy: { Statement: readonly Json[] }, request: Request): boolean {
  const hit = (effect: string) =>
    policy.Statement.some((s) => s['Effect'] === effect && applies(s, request));
  return !hit('Deny') && hit('Allow');
}

/** Whether an explicit Deny catches a request. */
export const denied = (policy: { Statement: readonly Json[] }, request: Request): boolean =>
  policy.Statement.some((s) => s['Effect'] === 'Deny' && applies(s, request));

function applies(s: Json, request: Request): boolean {
  return (
    (s['NotPrincipal'] === undefined
      ? isPrincipal(s['Principal'], request)
      : !isPrincipal(s['NotPrincipal'], request)) &&
    (s['NotAction'] === undefined
      ? list(s['Action']).some((p) => like(p.toLowerCase(), request.action.toLowerCase()))
      : !list(s['NotAction']).some((p) => like(p.toLowerCase(), request.action.toLowerCase()))) &&
    (s['NotResource'] === undefined
      ? list(s['Resource']).some((p) => like(p, request.resource))
      : !list(s['NotResource']).some((p) => like(p, request.resource))) &&
    Object.entries((s['Condition'] ?? {}) as Record<string, Json>).every(([operator, of]) =>
      Object.entries(of).every(([key, values]) =>
        holds(operator, list(values), request.context[key.toLowerCase()]),
      ),
    )
  );
}

function isPrincipal(principal: unknown, { account, arn }: Request): boolean {
  if (principal === '*') return true;
  return list((principal as Json)['AWS']).some(
    (one) =>
      one === '*' ||
      (account !== null &&
        (one === account || one === `arn:aws:iam::${account}:root` || one === arn)),
  );
}

const list = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^]*')
      .replaceAll('?', '[^]')}$`,
  ).test(text);

function holds(operator: string, values: readonly string[], actual: string | undefined): boolean {
  if (operator === 'Null') return values.includes(String(actual === undefined));
  const optional = operator.endsWith('IfExists');
  const name = optional ? operator.slice(0, -'IfExists'.length) : operator;
  const negated = name.includes('Not');
  if (actual === undefined) return optional || negated;
  const any = values.some((value) => {
    switch (name.replace('Not', '')) {
      case 'StringEquals':
        return value === actual;
      case 'StringLike':
      case 'ArnLike':
      case 'ArnEquals':
        return like(value, actual);
      case 'Bool':
        return value === actual;
      case 'IpAddress':
        return inRange(value, actual);
      default:
        throw new Error(`not in the oracle: ${operator}`);
    }
  });
  return negated ? !any : any;
}

function inRange(range: string, address: string): boolean {
  const [base = '', bits = '32'] = range.split('/');
  const number = (text: string) =>
    text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}
