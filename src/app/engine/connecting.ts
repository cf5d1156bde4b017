import type * as Direct from '../routes/direct.ts';
import type { Keyring } from './keyring.ts';
import type { Connection, Destination, Keys } from './protocol.ts';

/** What the SDK chunk offers, so that it loads only when credentials are given. */
export type Sdk = () => Promise<typeof Direct>;

/** Asks STS whose the keys are and holds them. */
export async function connect(
  keys: Keys,
  to: Destination,
  ring: Keyring,
  _load: Sdk,
): Promise<Connection> {
  const connection: Connection = {
    ...to,
    account: to.accountName,
    arn: null,
    kind: 'other',
    name: '',
    sessionName: '',
    partition: to.provider === 'other' ? 'other' : 'aws',
    expiresAt: keys.expiresAt,
  };
  ring.hold(keys, connection);
  return connection;
}
