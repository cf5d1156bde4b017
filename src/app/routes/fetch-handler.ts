import type { Transport } from '../../gather/clients.ts';

/** An HTTP request as the SDK hands it over to be sent. */
interface Request {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: BodyInit;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The address of a request, written as the SDK's signers take it to be. */
export function addressOf({ protocol, hostname, port, path, query = {} }: Request): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => (one === null ? encode(name) : `${encode(name)}=${encode(one)}`)),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return `${protocol}//${host}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/**
 * Sends the SDK's requests with `fetch` and gives their answers as bytes. The SDK's own handler hands on a stream and
 * gives each request a timer and promises of its own, which takes memory that is freed late. Nothing is kept of a
 * request: an address may carry a session token, and the browser's cache lies on disk. Rejects without an answer
 * within so many milliseconds. `by` sends in the place of `fetch`.
 */
export function fetchHandler(
  patience: number,
  by: (address: string, init: RequestInit) => Promise<Response> = (address, init) =>
    fetch(address, init),
): Transport['requestHandler'] {
  const handle = async (request: Request, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
    const stop = new AbortController();
    const end = () => stop.abort();
    if (abortSignal?.aborted) end();
    abortSignal?.addEventListener('abort', end);
    const timer = setTimeout(end, patience);
    const { method, headers, body } = request;
    const isBare = method === 'GET' || method === 'HEAD';
    try {
      const answer = await by(addressOf(request), {
        ...{ method, headers, signal: stop.signal },
        ...(!isBare && body !== undefined && { body }),
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return {
        response: {
          statusCode: answer.status,
          reason: answer.statusText,
          headers: Object.fromEntries(answer.headers),
          body: bytes,
        },
      };
    } finally {
      clearTimeout(timer);
      abortSignal?.removeEventListener('abort', end);
    }
  };
  return {
    handle: handle as never,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}
