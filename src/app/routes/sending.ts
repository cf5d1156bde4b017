import { type MoreClients, sender, type SignerOf, type Transport } from '../../gather/clients.ts';
import type { Send } from '../../gather/roof.ts';
import type { Keys } from '../engine/protocol.ts';

/** What a roof needs to know of the credentials held: the present ones, and when they were changed. */
export interface Held {
  keys(): Keys;
  generation(): number;
}

/**
 * Sends with the credentials that are held at the time. `endpoint` stands for every service; AWS's own addresses where
 * it is empty. Requests are signed in their headers unless `signer` says otherwise.
 */
export function sending(
  held: Held,
  transport: () => Transport['requestHandler'],
  endpoint: string,
  more: MoreClients = {},
  signer?: SignerOf,
): Send {
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
}
