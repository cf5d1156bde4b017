import { Agent } from 'node:https';
import { connect } from 'node:tls';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Front } from './front.ts';

export const credentials = {
  accessKeyId: 'ASIAEXAMPLEKEY000001',
  secretAccessKey: 'example-secret',
  sessionToken: 'example-session-token',
} as const;

/** Settings of an SDK client with the front as its one endpoint for everything: plain HTTP. */
export const byEndpoint = (front: Front, region = 'us-east-1') => ({
  endpoint: front.url,
  region,
  credentials,
  maxAttempts: 1,
});

/**
 * Settings of an SDK client in Node that calls AWS by its real names and is led to the front, as a
 * Chromium with `--host-resolver-rules="MAP *.amazonaws.com 127.0.0.1:PORT"` is. The certificate
 * is checked, names included.
 */
export const byName = (front: Front, region = 'us-east-1') => ({
  region,
  credentials,
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler({ httpsAgent: agentTo(front) }),
});

/** An agent that opens every connection to the front, whatever host the request names. */
export function agentTo(front: Front): Agent {
  const agent = new Agent({ keepAlive: false });
  const open = (options: { host?: string; servername?: string }) =>
    connect({
      host: '127.0.0.1',
      port: front.tlsPort,
      ca: front.cert,
      servername: options.servername ?? options.host ?? '',
    });
  return Object.assign(agent, { createConnection: open });
}
