import { FetchHttpHandler } from '@smithy/fetch-http-handler';
import { type MoreClients, sender, type SignerOf } from '../../gather/clients.ts';
import { pause } from '../../gather/pace.ts';
import type { Passage, Roof, Send } from '../../gather/roof.ts';
import type { Keys } from '../engine/protocol.ts';
import { queryFirst } from './query-first.ts';
import { querySigner } from './query-signer.ts';
import { lazyRecords, withConfig } from './records.ts';
import { sureClock } from './sure-clock.ts';

/** What a roof needs to know of the credentials held: the present ones, and when they were changed. */
interface Held {
  keys(): Keys;
  generation(): number;
}

/**
 * How every request of ours leaves the page, within so many milliseconds. Nothing is kept of it: an address may carry
 * a session token, and the browser's cache lies on disk.
 */
export const transport = () =>
  new FetchHttpHandler({
    requestTimeout: 20_000,
    cache: 'no-store',
    requestInit: () => ({ referrerPolicy: 'no-referrer' }),
  });

/** How requests reach AWS straight from the page. */
export function directPassage(held: Held, endpoint: string, more: MoreClients = {}): Passage {
  const by = (signer?: SignerOf): Send => {
    let made = -1;
    let send: Send;
    // The SDK remembers credentials for as long as a client lives, so new ones get new clients.
    const current = (): Send => {
      if (made === held.generation()) return send;
      const { accessKeyId, secretAccessKey, sessionToken } = held.keys();
      made = held.generation();
      send = sender({
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) },
        requestHandler: transport(),
        endpoint: endpoint === '' ? undefined : endpoint,
        more,
        signer,
      });
      return send;
    };
    return (...args) => current()(...args);
  };
  return {
    route: 'direct',
    browser: true,
    serves: () => true,
    send: queryFirst(by(), by(querySigner), sureClock()),
  };
}

/** How a scan reaches AWS from the page. Loaded only when credentials are given: the SDK is the largest part of us. */
export function pageRoof(held: Held, endpoint: string, more: MoreClients = {}): Roof {
  const isAws = endpoint === '';
  return {
    passages: [directPassage(held, endpoint, isAws ? withConfig(more) : more)],
    ...(isAws && { records: lazyRecords() }),
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    random: () => Math.random(),
    wait: pause,
    generation: () => held.generation(),
  };
}
