import type * as Direct from '../routes/direct.ts';
import type { Keyring } from './keyring.ts';
import type { Connection, Destination, Keys, KeySource, RoleRequest } from './protocol.ts';
import { identityRefused, roleRefused, sourceRefused } from './refusals.ts';
import { Sentence } from './rpc.ts';
import { bearerOf, checkBearer } from './whose.ts';

/** What the SDK chunk offers, so that it loads only when credentials are given. */
export type Sdk = () => Promise<typeof Direct>;

/**
 * Asks STS whose the keys are and holds them. Nobody is asked on providers other than AWS, which have no STS. Throws
 * a `Sentence` where they may not be used; what was held before is then held still.
 */
export async function connect(
  keys: Keys,
  to: Destination,
  ring: Keyring,
  load: Sdk,
): Promise<Connection> {
  const connection = await bearer(keys, to, load);
  ring.hold(keys, connection);
  return connection;
}

/**
 * Puts new keys in the place of the old, if they are of the same account: `account`, or where a scan has not learnt
 * it yet, the one that is connected. Throws a `Sentence` where they are not, or may not be used.
 */
export async function renew(
  keys: Keys,
  account: string,
  ring: Keyring,
  load: Sdk,
): Promise<Connection> {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first, then scan.');
  const { region, endpoint, provider, accountName } = connection;
  const renewed = await bearer(keys, { region, endpoint, provider, accountName }, load);
  const expected = account || connection.account;
  if (renewed.account !== expected)
    throw new Sentence(
      `These credentials are of account ${renewed.account}, but the scan reads account ${expected}. Take some of account ${expected}; until then the scan waits.`,
    );
  ring.hold(keys, renewed);
  return renewed;
}

const bearer = async (keys: Keys, to: Destination, load: Sdk): Promise<Connection> =>
  to.provider === 'other' ? unnamed(keys, to) : named(keys, to, load);

/** Gets keys from another source, and connects with them. */
export async function connectBy(
  source: KeySource,
  to: Destination,
  ring: Keyring,
  load: Sdk,
): Promise<Connection> {
  const { keysBy } = await (await load()).providers();
  const got = await keysBy(source, to);
  if ('code' in got) throw new Sentence(sourceRefused(got, source));
  return connect(got.keys, to, ring, load);
}

/** Takes on a role with the keys held, and holds the role's from then on. */
export async function assume(role: RoleRequest, ring: Keyring, load: Sdk): Promise<Connection> {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first.');
  if (connection.provider === 'other')
    throw new Sentence('An S3-compatible store has no roles to take on.');
  const { assumeRole } = await (await load()).providers();
  const got = await assumeRole(ring.keys(), role, connection);
  if ('code' in got) throw new Sentence(roleRefused(got, role));
  const { region, endpoint, provider, accountName } = connection;
  const taken = await connect(got.keys, { region, endpoint, provider, accountName }, ring, load);
  const narrowed = { ...taken, narrowed: role.narrowed };
  ring.hold(got.keys, narrowed);
  return narrowed;
}

const unnamed = (keys: Keys, to: Destination): Connection => ({
  ...to,
  account: to.accountName,
  arn: null,
  kind: 'other',
  name: '',
  sessionName: '',
  partition: 'other',
  expiresAt: keys.expiresAt,
});

async function named(keys: Keys, to: Destination, load: Sdk): Promise<Connection> {
  // An emulator or a proxy may take any key; AWS itself is met with temporary ones only.
  if (keys.sessionToken === '' && to.endpoint === '')
    throw new Sentence(
      'These are long-term keys: they have no session token. They were not kept. Get temporary ones with `aws sts get-session-token` or from the AWS access portal, and paste those.',
    );
  const { whoIs } = await load();
  const who = await whoIs(keys, to);
  if (!who.known) throw new Sentence(identityRefused(who.code, to));
  const { account, arn } = who.identity;
  checkBearer(arn, to);
  return {
    ...to,
    account,
    arn,
    ...bearerOf(arn),
    partition: arn.split(':')[1] ?? 'aws',
    expiresAt: keys.expiresAt,
  };
}
