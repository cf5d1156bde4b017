import type { IncomingHttpHeaders } from 'node:http';
import { actionOf, controlOperation, s3Operation } from './operations.ts';
import { restOperation } from './rest-operations.ts';
import { readS3Host } from './s3-host.ts';
import { serviceNamed, serviceOfHost, serviceOfScope, type Service } from './services.ts';

/** A request as the front understands it. */
export interface AwsRequest {
  method: string;
  /** As sent, still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
  host: string;
  service: Service;
  /** Undefined when the front does not know what is asked. */
  operation: string | undefined;
  /** The IAM action; empty when the operation is not known. */
  action: string;
  /** The Region that is addressed: the host's, else that of the signature, else us-east-1. */
  region: string;
  hostRegion: string | undefined;
  scopeRegion: string | undefined;
  bucket: string | undefined;
  key: string | undefined;
  /** The account that a request to S3 Control speaks of. */
  account: string | undefined;
  signed: 'header' | 'query' | 'none';
  accessKey: string | undefined;
  token: string | undefined;
}

/** The parts of an HTTP request, whatever server received it. */
export interface RawRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Works out service, Region, account, bucket and operation from host, signature, path and body. */
export function understand(raw: RawRequest): AwsRequest {
  const headers = flat(raw.headers);
  const cut = raw.url.indexOf('?');
  const path = cut < 0 ? raw.url : raw.url.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : raw.url.slice(cut + 1));
  const host = (headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const signature = readSignature(headers, query);
  const s3 = readS3Host(host);
  const named = /\.amazonaws\.com(\.cn)?$/.test(host) && !s3 ? serviceOfHost(host) : undefined;
  const hostRegion = s3?.region ?? named?.region;
  const service = s3
    ? serviceNamed(s3.service)
    : (named?.service ?? ofLoopback(path, headers, raw.body, signature.scope));
  const place = service.name === 's3' ? bucketAndKey(path, s3?.bucket) : {};
  const common = { method: raw.method, path, query, headers, body: raw.body };
  const operation = operationOf(service, common, place.bucket, place.key);
  return {
    ...common,
    host,
    service,
    operation,
    action: operation ? actionOf(service.name, operation) : '',
    region: hostRegion ?? signature.region ?? 'us-east-1',
    hostRegion,
    scopeRegion: signature.region,
    bucket: place.bucket,
    key: place.key,
    account: s3?.account ?? headers['x-amz-account-id'],
    signed: signature.signed,
    accessKey: signature.accessKey,
    token: signature.token,
  };
}

interface Signature {
  signed: AwsRequest['signed'];
  accessKey?: string;
  region?: string;
  scope?: string;
  token?: string;
}

function readSignature(headers: Record<string, string>, query: URLSearchParams): Signature {
  const inHeader = /Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  const inQuery = query.get('X-Amz-Credential');
  const credential = inHeader ?? inQuery;
  if (!credential) return { signed: 'none' };
  const [accessKey = '', , region = '', scope = ''] = credential.split('/');
  const token = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token');
  return {
    signed: inHeader ? 'header' : 'query',
    accessKey,
    region,
    scope,
    ...(token ? { token } : {}),
  };
}

/** On a plain loopback address the credential scope tells the service, as the host cannot. */
function ofLoopback(
  path: string,
  headers: Record<string, string>,
  body: Buffer,
  scope: string | undefined,
): Service {
  if (path.startsWith('/v20180820/') && headers['x-amz-account-id']) {
    return serviceNamed('s3control');
  }
  if (scope) return serviceOfScope(scope);
  if (headers['x-amz-target']?.startsWith('AWSCognitoIdentityService.'))
    return serviceNamed('cognito-identity');
  return /Action=(GetCallerIdentity|AssumeRoleWithWebIdentity)/.test(body.toString())
    ? serviceNamed('sts')
    : serviceNamed('s3');
}

function bucketAndKey(path: string, inHost: string | undefined): { bucket?: string; key?: string } {
  const [, first = '', rest = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  if (inHost) {
    const key = path.slice(1);
    return key ? { bucket: inHost, key } : { bucket: inHost };
  }
  if (!first) return {};
  const bucket = decodeURIComponent(first);
  return rest ? { bucket, key: rest } : { bucket };
}

type Asked = Pick<AwsRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>;

function operationOf(
  service: Service,
  asked: Asked,
  bucket: string | undefined,
  key: string | undefined,
): string | undefined {
  const { method, path, query, headers, body } = asked;
  if (service.name === 's3') return s3Operation(method, query, bucket, key);
  if (service.name === 's3control') return controlOperation(method, path);
  if (service.name === 's3express') {
    return method === 'GET' && path === '/' ? 'ListDirectoryBuckets' : undefined;
  }
  const target = headers['x-amz-target'];
  if (target) return target.split('.').pop();
  const rpc = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(path)?.[1];
  if (rpc) return rpc;
  const form = new URLSearchParams(body.toString('utf8'));
  return form.get('Action') ?? query.get('Action') ?? restOperation(service.name, method, path);
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}
