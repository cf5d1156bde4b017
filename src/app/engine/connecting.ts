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
 * Puts new keys in the place of the old, if they are of the same account. Where the old were those of a role taken on
 * here, and the new are not, the role is taken on again with them. Throws a `Sentence` where they are of another
 * account, or may not be used.
 */
export async function renew(
  keys: Keys,
  mfaCode: string,
  ring: Keyring,
  load: Sdk,
): Promise<Connection> {
  const { connection, role } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first, then scan.');
  const given = await bearer(keys, destinationOf(connection), load);
  const isRoleItself =
    role && given.kind === 'role' && given.account === connection.account
      ? given.name === connection.name
      : false;
  if (role && !isRoleItself) {
    const again = { ...role, mfaCode };
    const [taken, theirs] = await takeOn(keys, again, given, load);
    ring.hold(theirs, taken, again);
    return taken;
  }
  const { account } = connection;
  if (given.account !== account)
    throw new Sentence(
      `These credentials are of account ${given.account}, but the scan reads account ${account}. Take some of account ${account}; until then the scan waits.`,
    );
  // The role's own keys, pasted, carry a narrowing of which nothing is known.
  ring.hold(keys, role ? { ...given, ...takenBy(role) } : given, role ?? undefined);
  return ring.connection ?? given;
}

const destinationOf = ({ region, endpoint, provider, accountName }: Destination): Destination => ({
  ...{ region, endpoint, provider, accountName },
});

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
  const [taken, keys] = await takeOn(ring.keys(), role, connection, load);
  ring.hold(keys, taken, role);
  return taken;
}

/** Takes on a role with these keys and asks whose the new ones are. Holds nothing. */
async function takeOn(
  keys: Keys,
  role: RoleRequest,
  to: Destination,
  load: Sdk,
): Promise<[Connection, Keys]> {
  const destination = destinationOf(to);
  const { assumeRole } = await (await load()).providers();
  const got = await assumeRole(keys, role, destination);
  if ('code' in got) throw new Sentence(roleRefused(got, role));
  const taken = await bearer(got.keys, destination, load);
  return [{ ...taken, narrowed: role.narrowed, ...takenBy(role) }, got.keys];
}

const takenBy = ({ roleArn, mfaSerial }: RoleRequest): Pick<Connection, 'taken'> => ({
  taken: { roleArn, mfa: mfaSerial !== '' },
});

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
  // An emulator may take any key; AWS itself, and what stands for it, is met with temporary ones only.
  if (keys.sessionToken === '' && (to.endpoint === '' || keys.accessKeyId.startsWith('AKIA')))
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
