import type { Passage, Send } from '../../gather/roof.ts';
import { partitionOf } from '../../hosting/relay.ts';
import { fetchHandler } from '../routes/fetch-handler.ts';
import { type Held, sending } from '../routes/sending.ts';
import type { Relays } from './lanes.ts';
import type { Lane } from './port-fetch.ts';

/** Milliseconds. A lane gives up earlier, as it can tell a relay that hangs from S3 that does. */
const patience = 60_000;

/**
 * How requests reach S3 through relays. Requests are signed here, for the host that each goes to, and leave signed: no
 * credentials go to the page or to a frame. `near` is the Region to ask first what any Region answers.
 */
export function relayPassage(held: Held, relays: Relays, near: string): Passage {
  const clients = new Map<Lane, { send: Send; busy: number }>();
  const clientOf = (lane: Lane) => {
    let found = clients.get(lane);
    if (!found) {
      const handler = fetchHandler(patience, (address, init) =>
        lane.fetch(new Request(address, init)),
      );
      found = { send: sending(held, () => handler, lane.origin), busy: 0 };
      clients.set(lane, found);
    }
    return found;
  };
  const partition = partitionOf(near);
  const offered = () => relays.regions().filter((region) => partitionOf(region) === partition);
  return {
    route: 'relay',
    // It has S3's own origin, from which a browser withholds nothing.
    browser: false,
    serves: (service, region) => service === 's3' && offered().includes(region),
    get regions() {
      return offered().sort((a, b) => Number(b === near) - Number(a === near));
    },
    async send(service, region, command, signal) {
      const all = (await relays.lanes(region)).map(clientOf);
      const [first, ...rest] = all;
      if (!first) throw new TypeError('This relay could not be opened.');
      const client = rest.reduce((least, one) => (one.busy < least.busy ? one : least), first);
      client.busy++;
      try {
        return await client.send(service, region, command, signal);
      } finally {
        client.busy--;
      }
    },
  };
}
