import type { Relays } from '../relay/lanes.ts';
import type { Connection, Keys, RoleRequest } from './protocol.ts';

/**
 * The one place that keeps credentials, in memory. A call notes the generation of the keys it was signed with, so
 * that a refusal of old keys that comes late is not taken for one of the new.
 */
export interface Keyring {
  /** Null before `connect` and after `disconnect`. */
  connection: Connection | null;
  /** How the role was taken on that the keys are of; null where they came as they are. */
  role: RoleRequest | null;
  /** The keys held. Throws where there are none. */
  keys(): Keys;
  /** Raised with each change of keys. */
  generation(): number;
  hold(keys: Keys, connection: Connection, role?: RoleRequest): void;
  forget(): void;
  /** The relays that the page offers, which know no credentials; null where it offers none. */
  offer(relays: Relays | null): void;
  readonly relays: { offered: Relays; near: string } | null;
}

/** A keyring that holds nothing yet. */
export function keyring(): Keyring {
  let held: Keys | null = null;
  let generation = 0;
  let offered: Relays | null = null;
  return {
    connection: null,
    role: null,
    keys() {
      if (!held) throw new TypeError('no credentials are held');
      return held;
    },
    generation: () => generation,
    hold(keys, connection, role) {
      held = keys;
      this.connection = connection;
      // A code is good for one use.
      this.role = role ? { ...role, mfaCode: '' } : null;
      generation++;
    },
    forget() {
      held = null;
      this.connection = null;
      this.role = null;
      generation++;
    },
    offer(relays) {
      offered = relays;
    },
    get relays() {
      return offered && { offered, near: this.connection?.region ?? '' };
    },
  };
}
