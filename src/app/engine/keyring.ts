import type { Connection, Keys } from './protocol.ts';

/**
 * The one place that keeps credentials, in memory. A call notes the generation of the keys it was signed with, so
 * that a refusal of old keys that comes late is not taken for one of the new.
 */
export interface Keyring {
  /** Null before `connect` and after `disconnect`. */
  connection: Connection | null;
  /** The keys held. Throws where there are none. */
  keys(): Keys;
  /** Raised with each change of keys. */
  generation(): number;
  hold(keys: Keys, connection: Connection): void;
  forget(): void;
}

/** A keyring that holds nothing yet. */
export function keyring(): Keyring {
  let held: Keys | null = null;
  let generation = 0;
  return {
    connection: null,
    keys() {
      if (!held) throw new TypeError('no credentials are held');
      return held;
    },
    generation: () => generation,
    hold(keys, connection) {
      held = keys;
      this.connection = connection;
      generation++;
    },
    forget() {
      held = null;
      this.connection = null;
      generation++;
    },
  };
}
