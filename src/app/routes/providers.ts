import {
  fromCognitoIdentityPool,
  fromTemporaryCredentials,
  fromWebToken,
} from '@aws-sdk/credential-providers';
import { userAgent } from '../../gather/user-agent.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Destination, Keys, KeySource, RoleRequest } from '../engine/protocol.ts';
import { sessionPolicy } from './session-policy.ts';
import { transport } from './roof.ts';

interface Got {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  expiration?: Date | undefined;
}

/** New keys, or the code by which they were refused. No message of AWS's is handed on. */
type Answer = { keys: Keys } | Refusal;

/**
 * Takes on a role. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(keys: Keys, role: RoleRequest, to: Destination): Promise<Answer> {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const provide = fromTemporaryCredentials({
    masterCredentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== '' && { sessionToken }),
    },
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      DurationSeconds: role.durationSeconds,
      ...(role.externalId !== '' && { ExternalId: role.externalId }),
      ...(role.mfaSerial !== '' && { SerialNumber: role.mfaSerial }),
      ...(role.narrowed && { Policy: sessionPolicy() }),
    },
    ...(role.mfaSerial !== '' && { mfaCodeProvider: async () => role.mfaCode }),
    clientConfig: clientOf(to),
  });
  return answer(provide);
}

/** Gets keys for a web identity's token, or from a Cognito identity pool that admits guests. */
export function keysBy(source: KeySource, to: Destination): Promise<Answer> {
  if (source.kind === 'webIdentity')
    return answer(
      fromWebToken({
        roleArn: source.roleArn,
        webIdentityToken: source.token,
        roleSessionName: source.sessionName,
        durationSeconds: source.durationSeconds,
        clientConfig: clientOf(to),
      }),
    );
  return answer(
    fromCognitoIdentityPool({
      identityPoolId: source.identityPoolId,
      // A pool lives in the Region that its ID begins with.
      clientConfig: clientOf({ ...to, region: source.identityPoolId.split(':')[0] ?? to.region }),
      // Its own cache is a database in the browser; nothing of ours is kept.
      cache: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    }),
  );
}

/** The same way out as every other request: one Region's host, no retries of its own. */
const clientOf = ({ region, endpoint }: Destination) => ({
  region,
  requestHandler: transport(),
  maxAttempts: 1,
  customUserAgent: userAgent,
  ...(endpoint !== '' && { endpoint }),
});

async function answer(provide: () => Promise<Got>): Promise<Answer> {
  try {
    const got = await provide();
    return {
      keys: {
        accessKeyId: got.accessKeyId,
        secretAccessKey: got.secretAccessKey,
        sessionToken: got.sessionToken ?? '',
        expiresAt: got.expiration?.toISOString() ?? null,
      },
    };
  } catch (error) {
    return refusalOf(error);
  }
}
