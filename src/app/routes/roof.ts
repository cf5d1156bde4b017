import type { MoreClients } from '../../gather/clients.ts';
import { pause } from '../../gather/pace.ts';
import type { Passage, Roof } from '../../gather/roof.ts';
import type { Relays } from '../relay/lanes.ts';
import { relayPassage } from '../relay/passage.ts';
import { fetchHandler } from './fetch-handler.ts';
import { queryFirst } from './query-first.ts';
import { querySigner } from './query-signer.ts';
import { furtherPart, withFurther } from './further.ts';
import { lazyRecords, withConfig } from './records.ts';
import { type Held, sending } from './sending.ts';
import { sureClock } from './sure-clock.ts';

/** How every request of ours leaves the page; milliseconds. */
export const transport = () => fetchHandler(20_000);

/** How requests reach AWS straight from the page. */
export const directPassage = (held: Held, endpoint: string, more: MoreClients = {}): Passage => ({
  route: 'direct',
  browser: true,
  serves: () => true,
  send: queryFirst(
    sending(held, transport, endpoint, more),
    sending(held, transport, endpoint, more, querySigner),
    sureClock(),
  ),
});

/** The credentials held, and the relays that the page offers where it does. */
interface WithRelays extends Held {
  relays?: { offered: Relays; near: string } | null;
}

/** How a scan reaches AWS from the page. Loaded only when credentials are given: the SDK is the largest part of us. */
export function pageRoof(held: WithRelays, endpoint: string, more: MoreClients = {}): Roof {
  const isAws = endpoint === '';
  const relays = isAws ? held.relays : null;
  return {
    passages: [
      directPassage(held, endpoint, withFurther(isAws ? withConfig(more) : more)),
      ...(relays ? [relayPassage(held, relays.offered, relays.near)] : []),
    ],
    ...(isAws && { records: lazyRecords() }),
    further: async () => (await furtherPart()).furtherGatherers,
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    random: () => Math.random(),
    wait: pause,
    generation: () => held.generation(),
  };
}
