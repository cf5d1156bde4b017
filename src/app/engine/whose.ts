import { everyRegion, type Partition, regions } from '../../hosting/regions.ts';
import type { Connection, Destination } from './protocol.ts';
import { Sentence } from './rpc.ts';

type Named = Pick<Connection, 'kind' | 'name' | 'sessionName'>;

/**
 * What an ARN of STS or IAM says of its bearer.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function bearerOf(arn: string): Named {
  const [kind = '', ...path] = arn.split(':').slice(5).join(':').split('/');
  const last = path.at(-1) ?? '';
  if (kind === 'assumed-role')
    return { kind: 'role', name: path[0] ?? '', sessionName: path.slice(1).join('/') };
  if (kind === 'user') return { kind: 'user', name: last, sessionName: '' };
  if (kind === 'federated-user') return { kind: 'federated', name: last, sessionName: '' };
  return { kind: 'other', name: '', sessionName: '' };
}

const title: Readonly<Record<Partition, string>> = {
  aws: 'the standard partition of AWS',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-cn': 'AWS China',
};

/** Refuses bearers that this program is not for: the root user, and those of a partition that the Region is not in. */
export function checkBearer(arn: string, { region }: Destination): void {
  const [, partition = '', , , account] = arn.split(':');
  // Emulators call everybody root, in an account that AWS does not give away.
  if (/:root$/.test(arn) && account !== '000000000000')
    throw new Sentence(
      'These are credentials of the account’s root user, which may do everything and cannot be narrowed. They were not kept. Sign in as a role or user that may only read, and paste its temporary credentials.',
    );
  const own = everyRegion.find((one) => one.region === region)?.partition;
  if (own !== undefined && Object.hasOwn(regions, partition) && partition !== own) {
    const theirs = partition as Partition;
    throw new Sentence(
      `These credentials belong to ${title[theirs]}, and ${region} is a Region of ${title[own]}. Choose a Region of theirs, such as ${regions[theirs].at(-1)}, and paste them again.`,
    );
  }
}
