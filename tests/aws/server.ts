import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Answer } from './answer.ts';

/** Listens on loopback; without a port, on a free one. Gives the port. */
export function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Stops listening and breaks what is still open, hanging requests included. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Writes an answer, with its true length; HEAD and empty statuses get no body. */
export function write(response: ServerResponse, method: string, answer: Answer): void {
  const bare = method === 'HEAD' || answer.status === 204 || answer.status === 304;
  const length = Buffer.byteLength(answer.body);
  const headers = bare ? answer.headers : { ...answer.headers, 'content-length': String(length) };
  response.writeHead(answer.status, headers);
  response.end(bare ? undefined : answer.body);
}

/** Breaks the connection so that the client sees a reset and no answer. */
export function reset(response: ServerResponse): void {
  const socket = response.socket as (Socket & { _parent?: Socket }) | null;
  // A TLS socket can only be destroyed; the reset must come from the TCP socket below it.
  const below = socket?._parent ?? socket;
  below?.resetAndDestroy();
}
