import { json, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import type { AwsRequest } from './request.ts';

/**
 * An identity pool that admits guests, as the enhanced flow answers one.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export function cognito(request: AwsRequest, context: Context): Answer {
  const type = 'application/x-amz-json-1.1';
  const IdentityId = `${request.region}:11111111-2222-4333-8444-555555555555`;
  if (request.operation === 'GetId') return json({ IdentityId }, 200, type);
  const AccessKeyId = 'ASIACOGNITOGUEST0001';
  const { account } = context.identity(request);
  context.introduce(AccessKeyId, {
    account,
    arn: `arn:aws:sts::${account}:assumed-role/Guests/CognitoIdentityCredentials`,
    userId: 'AROAGUESTS0000000EXA:CognitoIdentityCredentials',
  });
  const Expiration = Math.floor(Date.now() / 1000) + 3600;
  const SecretKey = 'secret-of-a-cognito-guest';
  const Credentials = {
    AccessKeyId,
    SecretKey,
    SessionToken: 'token-of-a-cognito-guest',
    Expiration,
  };
  return json({ IdentityId, Credentials }, 200, type);
}
