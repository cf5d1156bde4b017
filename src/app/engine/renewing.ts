import type { Sdk } from './connecting.ts';
import { type Keyring, keyring } from './keyring.ts';
import type { Connection, Keys } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** Whose keys these are, as STS says; null on providers that have no identities. Throws a sentence where it says nothing. */
export async function whoseKeys(
  keys: Keys,
  connection: Connection,
  load: Sdk,
): Promise<{ account: string; arn: string } | null> {
  if (connection.provider !== 'aws') return null;
  const { directRoof, questions, whyNot } = await load();
  const trial = keyring();
  trial.hold(keys, connection);
  const identity = await questions(
    directRoof(trial, connection.endpoint),
    connection.region,
  ).identity();
  if (!identity.known) throw new Sentence(whyNot('identity', identity));
  const { account, arn } = identity.value;
  if (arn.endsWith(':root'))
    throw new Sentence(
      'These are credentials of the root user, which may do anything. Take those of a role that can only read.',
    );
  return { account, arn };
}

/**
 * Puts new credentials in the place of the old, if they are of the same account: `account`, or where the scan has not
 * learnt it yet, the one that the old credentials were connected to.
 */
export async function renew(
  keys: Keys,
  account: string,
  ring: Keyring,
  load: Sdk,
): Promise<Connection> {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first, then scan.');
  const found = await whoseKeys(keys, connection, load);
  const expected = account || connection.account;
  if (found && expected !== '' && found.account !== expected)
    throw new Sentence(
      `These credentials are of account ${found.account}, but the scan reads account ${expected}. Take some of account ${expected}; until then the scan waits.`,
    );
  const renewed = { ...connection, ...found, expiresAt: keys.expiresAt };
  ring.hold(keys, renewed);
  return renewed;
}
