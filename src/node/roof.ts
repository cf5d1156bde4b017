import { setMaxListeners } from 'node:events';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { sender, type Transport } from '../gather/clients.ts';
import { furtherClients } from '../gather/further-clients.ts';
import { furtherGatherers } from '../gather/further.ts';
import { pause } from '../gather/pace.ts';
import type { Roof } from '../gather/roof.ts';

/** How a scan reaches AWS from Node: the route of snapshot files. `sockets` bounds the connections to one host. */
export function nodeRoof(
  credentials: Transport['credentials'],
  endpoint: string | undefined,
  sockets: number,
): Roof {
  const agent = { keepAlive: true, maxSockets: sockets };
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: 20_000,
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
  });
  const send = sender({ credentials, requestHandler, endpoint, more: furtherClients });
  return {
    passages: [
      {
        route: 'file',
        browser: false,
        serves: () => true,
        send(service, region, command, signal) {
          // As many calls listen for the end of the scan as are under way, which Node would take for a leak.
          setMaxListeners(0, signal);
          return send(service, region, command, signal);
        },
      },
    ],
    further: async () => furtherGatherers,
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    random: () => Math.random(),
    wait: pause,
  };
}
