import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AwsRequest } from './request.ts';

/** Why a signature is refused. */
export type SignatureFault =
  'badKey' | 'badSignature' | 'badExpiry' | 'skewed' | 'lapsed' | 'early';

/** How far a clock may be off: 15 minutes. */
const tolerance = 15 * 60_000;
/** How long a query signature may hold: a week. */
const longest = 7 * 24 * 3_600_000;

/**
 * Checks the Signature Version 4 of a request, in the header or in the query, against the secrets
 * of the known access keys; undefined when it is right.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function signatureFault(
  request: AwsRequest,
  secrets: Readonly<Record<string, string>>,
  now: number,
): SignatureFault | undefined {
  const secret = secrets[request.accessKey ?? ''];
  if (secret === undefined) return 'badKey';
  const stated = statedSignature(request);
  if (!stated) return 'badSignature';
  const right = Buffer.from(signatureOf(request, secret, stated));
  const given = Buffer.from(stated.signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return 'badSignature';
  const signedAt = Date.parse(
    stated.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const inQuery = request.signed === 'query';
  if (inQuery && !(stated.validMs > 0 && stated.validMs <= longest)) return 'badExpiry';
  if (signedAt > now + tolerance) return inQuery ? 'early' : 'skewed';
  if (inQuery) return signedAt + stated.validMs < now ? 'lapsed' : undefined;
  return signedAt < now - tolerance ? 'skewed' : undefined;
}

interface Stated {
  /** `20250101/us-east-1/s3/aws4_request` */
  scope: string;
  /** Names, lower case, in the order in which they were signed. */
  headers: string[];
  /** `20250101T000000Z` */
  date: string;
  signature: string;
  /** How long a query signature holds; 0 for one in the header. */
  validMs: number;
}

function statedSignature({ headers, query, signed }: AwsRequest): Stated | undefined {
  const inHeader = headers['authorization'] ?? '';
  const part = (name: string): string =>
    signed === 'header'
      ? (new RegExp(`${name}=([^,\\s]+)`).exec(inHeader)?.[1] ?? '')
      : (query.get(`X-Amz-${name}`) ?? '');
  const [, ...scope] = part('Credential').split('/');
  const date = signed === 'header' ? headers['x-amz-date'] : query.get('X-Amz-Date');
  if (!date || scope.length !== 4) return undefined;
  return {
    scope: scope.join('/'),
    headers: part('SignedHeaders').split(';'),
    date,
    signature: part('Signature'),
    validMs: Number(query.get('X-Amz-Expires') ?? 0) * 1000,
  };
}

/** The signature that the request should carry, as hexadecimal digits. */
function signatureOf(request: AwsRequest, secret: string, stated: Stated): string {
  const [day = '', region = '', service = ''] = stated.scope.split('/');
  const toSign = ['AWS4-HMAC-SHA256', stated.date, stated.scope, hash(canonical(request, stated))];
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (previous, text) => createHmac('sha256', previous).update(text).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key).update(toSign.join('\n')).digest('hex');
}

function canonical(request: AwsRequest, stated: Stated): string {
  const isS3 = stated.scope.split('/')[2] === 's3';
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = stated.headers.map((name) => {
    const value = request.headers[name] ?? '';
    return `${name}:${value.trim().replaceAll(/ +/g, ' ')}\n`;
  });
  // S3 signs a path as it is sent; the other services encode it once more.
  const path = isS3 ? request.path : request.path.split('/').map(encode).join('/');
  const payload =
    request.signed === 'query' && isS3
      ? 'UNSIGNED-PAYLOAD'
      : (request.headers['x-amz-content-sha256'] ?? hash(request.body));
  return [
    request.method,
    path,
    query.join('&'),
    headers.join(''),
    stated.headers.join(';'),
    payload,
  ].join('\n');
}

const hash = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
