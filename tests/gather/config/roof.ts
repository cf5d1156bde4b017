import { setMaxListeners } from 'node:events';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { sender } from '../../../src/gather/clients.ts';
import { configRecords } from '../../../src/gather/config/records.ts';
import { gather, type Line, line } from '../../../src/gather/gather.ts';
import type { Service, Target } from '../../../src/gather/gatherer.ts';
import { gatherers } from '../../../src/gather/index.ts';
import { pause } from '../../../src/gather/pace.ts';
import type { Roof } from '../../../src/gather/roof.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { FactName } from '../../../src/model/facts.ts';
import type { Front } from '../../aws/front.ts';

export const id = '123456789012';

export const target: Target = {
  account: id,
  partition: 'aws',
  region: 'us-east-1',
  bucket: '',
  accessPoint: '',
  ownerKnown: true,
};

/** What a browser is told where AWS sends no CORS header. */
const withheld = () => Promise.reject(new TypeError('Failed to fetch'));

/**
 * A roof over the front, as the page has it. To `closed` services the browser withholds every answer, as it does to S3
 * for pages of other origins.
 */
export function roofOf(front: Front, closed: readonly Service[] = ['s3', 's3control']): Roof {
  const send = sender({
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't' },
    requestHandler: new NodeHttpHandler(),
    endpoint: front.url,
    more: { config: (config) => new ConfigServiceClient(config) },
  });
  return {
    passages: [
      {
        route: 'direct',
        browser: true,
        serves: () => true,
        send(service, region, command, signal) {
          // As many calls listen for the end as are under way, which Node would take for a leak.
          setMaxListeners(0, signal);
          return closed.includes(service) ? withheld() : send(service, region, command, signal);
        },
      },
    ],
    records: configRecords(),
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    random: () => 0,
    wait: (_, signal) => pause(0, signal),
  };
}

export const lineOf = (roof: Roof, signal = new AbortController().signal): Line =>
  line(
    roof,
    signal,
    6,
    async () => true,
    async () => false,
  );

/** One fact, read by the first way of the line that makes it known. */
export async function read(
  fact: FactName,
  on: Line,
  at: Partial<Target> = {},
): Promise<Evidence<unknown>> {
  const g = gatherers.find((one) => one.fact === fact);
  if (!g) throw new TypeError(fact);
  const to = { ...target, ...at };
  return gather(g, to, { region: to.region }, on);
}
