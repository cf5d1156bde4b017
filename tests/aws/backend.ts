import { request as send } from 'node:http';
import type { Answer } from './answer.ts';
import type { AwsRequest } from './request.ts';

/** A plain question to whatever holds the account: moto, or a description in memory. */
export interface Ask {
  method?: string;
  /** Path-style, with the query: `/bucket?acl`. */
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  account: string;
  region?: string;
  /** The signing name of the service. Default: s3. */
  scope?: string;
}

export interface Backend {
  ask(ask: Ask): Promise<Answer>;
  /** Hands on a client's own request. */
  pass(request: AwsRequest, account: string): Promise<Answer>;
}

/** moto as the account. It checks no signature, so the front signs with a name of its own. */
export function motoBackend(url: string): Backend {
  const { hostname, port, host } = new URL(url);

  const exchange = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | Buffer,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const all = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = send(
        { hostname, port, method, path, headers: all, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 500,
              headers: kept(response.headers),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  return {
    ask: ({ method = 'GET', url: path, headers = {}, body = '', account, region, scope }) =>
      exchange(
        method,
        path,
        {
          host,
          ...headers,
          'x-moto-account-id': account,
          authorization: authorization('FRONT', region ?? 'us-east-1', scope ?? 's3'),
        },
        body,
      ),
    pass(request, account) {
      const query = new URLSearchParams(request.query);
      const headers = { ...request.headers };
      for (const name of ['origin', 'content-length', 'connection', 'transfer-encoding']) {
        delete headers[name];
      }
      if (request.signed === 'header') {
        // As it came, host included, so that moto could even check the signature.
        const asked = request.query.size > 0 ? `?${request.query}` : '';
        headers['x-moto-account-id'] = account;
        return exchange(request.method, `${request.path}${asked}`, headers, request.body);
      }
      // moto takes every request without an Authorization header for one to S3, so a signature in
      // the query becomes a header.
      for (const name of [...query.keys()]) {
        const moved = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature)$/i;
        if (moved.test(name)) query.delete(name);
        else if (/^x-amz-/i.test(name)) {
          headers[name.toLowerCase()] = query.get(name) ?? '';
          query.delete(name);
        }
      }
      const asked = query.size > 0 ? `?${query}` : '';
      const name = request.service.scope ?? request.service.name;
      return exchange(
        request.method,
        `${request.path}${asked}`,
        {
          ...headers,
          'x-moto-account-id': account,
          authorization: authorization(request.accessKey ?? 'ANONYMOUS', request.region, name),
        },
        request.body,
      );
    },
  };
}

const authorization = (accessKey: string, region: string, scope: string): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKey}/20200101/${region}/${scope}/aws4_request, ` +
  'SignedHeaders=host, Signature=0';

/** moto's own CORS headers and those of its connection are not AWS's. */
function kept(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const dropped =
    /^(access-control-.*|vary|connection|transfer-encoding|content-length|date|server)$/;
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || dropped.test(name) ? [] : [[name, [value].flat().join(', ')]],
  );
  return Object.fromEntries(entries);
}
