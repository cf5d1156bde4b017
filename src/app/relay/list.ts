import { onePerRegion, type Relay, readRelay } from '../../hosting/relay.ts';

/** Under this name this browser keeps the relays that its user has named. No secret is among them. */
const stored = 'bucketproof-relays';

/** A relay, and who named it: this copy's host in its configuration, or the user. */
export interface Listed extends Relay {
  by: 'host' | 'user';
}

/** What the user has named; what is not well formed any more is left out. */
export function ownRelays(): readonly Relay[] {
  try {
    const kept = JSON.parse(localStorage.getItem(stored) ?? '[]') as unknown;
    const read = (Array.isArray(kept) ? kept : []).map((one) => readRelay(one).relay);
    return onePerRegion(read.filter((one) => one !== undefined));
  } catch {
    return [];
  }
}

/** Keeps them for the next visit; where the browser keeps nothing they last until the page closes. */
export function keepRelays(relays: readonly Relay[]): void {
  try {
    if (relays.length === 0) localStorage.removeItem(stored);
    else localStorage.setItem(stored, JSON.stringify(relays));
  } catch {
    // They last until the page closes.
  }
}

/** One relay for each Region: the user's own where there is one, else the host's. */
export const listed = (host: readonly Relay[], own: readonly Relay[]): readonly Listed[] =>
  onePerRegion([
    ...host.map((one) => ({ ...one, by: 'host' as const })),
    ...own.map((one) => ({ ...one, by: 'user' as const })),
  ]);

/** Reads addresses, one a line, or says of the first that is none what is wrong with it. */
export function readAddresses(
  text: string,
): { relays: readonly Relay[]; problem?: never } | { relays?: never; problem: string } {
  const lines = text
    .split(/\s+/)
    .filter((line) => line !== '')
    .slice(0, 200);
  if (lines.length === 0) return { problem: 'Paste the address of a relay.' };
  const relays: Relay[] = [];
  for (const line of lines) {
    const { relay, problem } = readRelay(line);
    if (problem !== undefined) return { problem: `“${line.slice(0, 100)}” ${problem}` };
    relays.push(relay);
  }
  return { relays: onePerRegion(relays) };
}
