import { FetchHttpHandler } from '@smithy/fetch-http-handler';
import { sender } from '../../gather/clients.ts';
import { pause } from '../../gather/pace.ts';
import type { Roof } from '../../gather/roof.ts';
import { scan } from '../../gather/scan.ts';
import type { ScanRequest } from '../engine/protocol.ts';

/** How a scan reaches AWS straight from the page. Loaded only when a scan starts: the SDK is the largest part of us. */
function directRoof({ credentials, endpoint }: ScanRequest): Roof {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    route: 'direct',
    browser: true,
    send: sender({
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) },
      requestHandler: new FetchHttpHandler({ requestTimeout: 20_000 }),
      endpoint: endpoint === '' ? undefined : endpoint,
    }),
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    random: () => Math.random(),
    wait: pause,
  };
}

export { directRoof, scan };
