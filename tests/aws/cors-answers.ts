import { element, elements, empty, escapeXml, xml, type Answer } from './answer.ts';
import { corsRow, type CorsRow, type Manner } from './cors.ts';
import type { AwsRequest } from './request.ts';

/** `aws`: as the table says. `open`: every answer to every origin, as some S3-compatible stores. */
export type CorsMode = 'aws' | 'open';

/** A CORS rule of a bucket, as the front reads it from the stored XML. */
export interface BucketRule {
  origins: string[];
  methods: string[];
  headers: string[];
  expose: string[];
  maxAge: string | undefined;
}

export function readRules(configuration: string): BucketRule[] {
  return elements(configuration, 'CORSRule').map((rule) => ({
    origins: elements(rule, 'AllowedOrigin'),
    methods: elements(rule, 'AllowedMethod'),
    headers: elements(rule, 'AllowedHeader'),
    expose: elements(rule, 'ExposeHeader'),
    maxAge: element(rule, 'MaxAgeSeconds'),
  }));
}

export interface CorsPolicy {
  mode: CorsMode;
  /** Replaces the table's row of a service. */
  rows: Readonly<Record<string, Manner>>;
  /** The rules of a bucket; null when it has none. */
  rulesOf(bucket: string): Promise<BucketRule[] | null>;
}

/** The answer to an OPTIONS request. */
export async function preflight(request: AwsRequest, policy: CorsPolicy): Promise<Answer> {
  const { headers } = request;
  const origin = headers['origin'] ?? '';
  const method = headers['access-control-request-method'] ?? '';
  const asked = headers['access-control-request-headers'] ?? '';
  if (policy.mode === 'open') {
    return granted({
      'access-control-allow-origin': origin || '*',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
      'access-control-allow-headers': asked || '*',
      'access-control-max-age': '600',
    });
  }
  const row = rowOf(request, policy);
  if (row.manner === 'bucket') return bucketPreflight(request, policy, origin, method, asked);
  if (row.manner === 'none') return { status: 403, headers: {}, body: '' };
  return granted({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': row.allowMethods ?? method,
    'access-control-allow-headers': row.allowHeaders ?? asked,
    ...(row.exposeHeaders ? { 'access-control-expose-headers': row.exposeHeaders } : {}),
    'access-control-max-age': '172800',
  });
}

/** The CORS headers of an actual answer; none where the origin may not read it. */
export async function corsHeaders(
  request: AwsRequest,
  policy: CorsPolicy,
  answered: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const origin = request.headers['origin'];
  if (!origin) return {};
  if (policy.mode === 'open') {
    return {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': [...Object.keys(answered), 'Date'].join(', '),
    };
  }
  const row = rowOf(request, policy);
  if (row.manner === 'none') return {};
  if (row.manner !== 'bucket') {
    return {
      'access-control-allow-origin': '*',
      ...(row.exposeHeaders ? { 'access-control-expose-headers': row.exposeHeaders } : {}),
    };
  }
  const rules = request.bucket ? await policy.rulesOf(request.bucket) : null;
  const rule = rules?.find((r) => admits(r, origin, request.method, ''));
  return rule ? ruleHeaders(rule, origin) : {};
}

function rowOf(request: AwsRequest, policy: CorsPolicy): CorsRow {
  const service = request.service.name;
  const row = corsRow(service);
  const manner = policy.rows[service];
  return manner ? { ...row, manner } : row;
}

const granted = (headers: Record<string, string>): Answer => ({ ...empty(200), headers });

async function bucketPreflight(
  request: AwsRequest,
  policy: CorsPolicy,
  origin: string,
  method: string,
  asked: string,
): Promise<Answer> {
  const rules = request.bucket ? await policy.rulesOf(request.bucket) : null;
  if (!rules) return forbidden('CORSResponse: CORS is not enabled for this bucket.', method);
  const rule = rules.find((r) => admits(r, origin, method, asked));
  if (!rule) {
    const why =
      'CORSResponse: This CORS request is not allowed. This is usually because the evalution of ' +
      'Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers ' +
      "are not whitelisted by the resource's CORS spec.";
    return forbidden(why, method);
  }
  return granted({
    ...ruleHeaders(rule, origin),
    ...(asked ? { 'access-control-allow-headers': asked.toLowerCase() } : {}),
    ...(rule.maxAge ? { 'access-control-max-age': rule.maxAge } : {}),
  });
}

const forbidden = (message: string, method: string): Answer =>
  xml(
    `<Error><Code>AccessForbidden</Code><Message>${escapeXml(message)}</Message>` +
      `<Method>${escapeXml(method)}</Method><ResourceType>BUCKET</ResourceType></Error>`,
    403,
  );

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html, "How Amazon S3 evaluates" */
function admits(rule: BucketRule, origin: string, method: string, asked: string): boolean {
  const wanted = asked.split(',').map((name) => name.trim());
  return (
    rule.origins.some((pattern) => fits(pattern, origin)) &&
    rule.methods.includes(method) &&
    wanted.every((name) => !name || rule.headers.some((pattern) => fits(pattern, name)))
  );
}

/** A pattern may hold one `*`. Header names are compared without case, and so here are origins. */
function fits(pattern: string, value: string): boolean {
  const [start = '', end] = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  if (end === undefined) return text === start;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function ruleHeaders(rule: BucketRule, origin: string): Record<string, string> {
  const any = rule.origins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.expose.length > 0 ? { 'access-control-expose-headers': rule.expose.join(', ') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
