import { STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Transport } from '../../gather/clients.ts';
import { userAgent } from '../../gather/user-agent.ts';
import type { CollectOptions, Wrong } from '../collect-options.ts';

/** Credentials to read with, renewed by themselves where their source can, and the Region to begin in. */
export interface Session {
  credentials: Transport['credentials'];
  region: string;
}

/**
 * Finds credentials as the AWS CLI does, in the environment, a profile or the machine, and takes on the role where one
 * is named. Asks AWS for nothing but the role. Never rejects, and keeps no text of an error: some repeat what was sent.
 */
export async function findCredentials(
  options: Pick<CollectOptions, 'region' | 'profile' | 'role' | 'endpoint'>,
): Promise<Session | Wrong> {
  const { profile, role, endpoint } = options;
  const own = new STSClient({
    ...(options.region !== undefined && { region: options.region }),
    ...(profile !== undefined && { profile }),
  });
  const region = options.region ?? (await own.config.region().catch(() => 'us-east-1'));
  try {
    await own.config.credentials();
  } catch {
    return {
      wrong:
        profile === undefined
          ? 'No credentials were found. Log in (for example "aws sso login"), set AWS_ACCESS_KEY_ID and its companions, or name a --profile.'
          : `The profile "${profile}" gave no credentials. Check its name, or log in again.`,
    };
  }
  if (role === null) return { credentials: own.config.credentials, region };

  // A client remembers what its provider gave, so that all calls share one session of the role.
  const taken = new STSClient({
    region,
    credentials: fromTemporaryCredentials({
      masterCredentials: own.config.credentials,
      params: {
        RoleArn: role.arn,
        RoleSessionName: role.sessionName,
        ...(role.externalId !== '' && { ExternalId: role.externalId }),
      },
      clientConfig: {
        region,
        customUserAgent: userAgent,
        ...(endpoint !== undefined && { endpoint }),
      },
    }),
  });
  try {
    await taken.config.credentials();
  } catch (error) {
    return { wrong: roleRefused(error, role.externalId !== '') };
  }
  return { credentials: taken.config.credentials, region };
}

function roleRefused(error: unknown, withId: boolean): string {
  const name = (error as Partial<Error> | null)?.name ?? '';
  const code = /^[\w.]{1,60}$/.test(name) ? name : 'Error';
  if (/expired/i.test(code))
    return `The credentials that were to take on the role have expired (${code}). Get new ones.`;
  if (/AccessDenied/.test(code))
    return `AWS did not let these credentials take on the role (${code}). Three things must agree: they need sts:AssumeRole for it, its trust policy must name them, and the external ID${withId ? '' : ', which was left away,'} must be as that policy asks. AWS does not say which is missing, nor whether the role exists.`;
  return `The role could not be taken on (${code}). Check the credentials, the --role-arn and the network.`;
}
