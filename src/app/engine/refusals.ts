import type { Refusal } from '../routes/refusal.ts';
import type { Destination, KeySource, RoleRequest } from './protocol.ts';

const clock =
  'The clock of this computer is off by more than AWS allows. Set it, then paste the credentials again.';

/** Why STS would not say whose keys are, in one sentence. Empty `code`: no answer came. */
export function identityRefused(code: string, { region, endpoint }: Destination): string {
  switch (code) {
    case '':
      return endpoint === ''
        ? `AWS gave no answer in ${region}. Check the network and that nothing blocks requests of this page, then paste the credentials again.`
        : 'The endpoint gave the page no answer that it may read. Check that the address is right and answers pages of other origins.';
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'TokenRefreshRequired':
    case 'RequestExpired':
      return 'These credentials have expired. Get new ones where these came from, and paste those.';
    case 'RequestTimeTooSkewed':
      return clock;
    case 'SignatureDoesNotMatch':
    case 'IncompleteSignature':
      return 'The secret access key does not belong to the access key ID. Copy the whole block again: key, secret and token come together.';
    case 'InvalidAccessKeyId':
      return 'AWS does not know this access key ID. It may have been deleted, or belong to another partition. Get new credentials, and paste those.';
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'InvalidToken':
    case 'AuthFailure':
      return `AWS does not know these credentials in ${region}: the session token belongs to other keys, the Region is not enabled for the account, or the keys are of another partition. ${otherPartition(region)} Otherwise copy the whole block again.`;
    case 'AccessDenied':
    case 'AccessDeniedException':
      return 'AWS refused to tell whose these credentials are. A service control policy or the session’s own policy denies sts:GetCallerIdentity; ask for it to be allowed.';
    case 'ForeignAnswer':
    case 'UnexpectedAnswer':
      return 'What came back is not an answer of AWS STS. Check that the address stands for all of AWS; for an S3-compatible store choose that instead.';
    default:
      return `AWS would not say whose these credentials are (${code}). Wait a moment, then paste them again.`;
  }
}

const otherPartition = (region: string): string =>
  region.startsWith('cn-')
    ? 'For keys of the standard partition choose us-east-1.'
    : region.startsWith('us-gov-')
      ? 'For keys of the standard partition choose us-east-1.'
      : 'For keys of AWS China choose cn-north-1, for AWS GovCloud (US) us-gov-west-1.';

/** Why a role could not be taken on, in one sentence. */
export function roleRefused({ code, about }: Refusal, role: RoleRequest): string {
  if (about === 'clock') return clock;
  if (about === 'duration')
    return 'The duration is longer than AWS allows here. From the credentials of another role it is one hour at most (3600 seconds); otherwise what the role’s maximum session duration says.';
  if (about === 'mfa')
    return 'AWS did not take the MFA code. Check the serial number or ARN of the device, wait for the next code, and try again: each code works once.';
  if (
    about === 'policy' ||
    code === 'PackedPolicyTooLarge' ||
    code === 'PackedPolicyTooLargeException'
  )
    return 'AWS did not take the session policy that narrows the role. Take the role on without it, or use a role that may only read.';
  switch (code) {
    case 'AccessDenied':
    case 'AccessDeniedException':
      return `AWS did not let these credentials take on the role. Three things must agree: they need sts:AssumeRole for the role, the role’s trust policy must name them, and the external ID${role.externalId === '' ? ', which was left empty,' : ''} and MFA must be as that trust policy asks. AWS does not say which is missing, nor whether the role exists.`;
    case 'ValidationError':
    case 'ValidationException':
      return about === 'arn'
        ? 'That is not the ARN of a role. It looks like arn:aws:iam::123456789012:role/Name.'
        : 'AWS did not take one of the values. Check the role’s ARN, the external ID and the session name for characters that they may not have.';
    case 'RegionDisabledException':
      return 'STS is switched off for that account in this Region. Connect with another Region and try again.';
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return 'The credentials have expired. Connect with new ones, then take on the role.';
    case '':
      return 'AWS gave no answer. Check the network and try again.';
    default:
      return `The role could not be taken on (${code}). Check its ARN and try again.`;
  }
}

/** Why another source gave no keys, in one sentence. */
export function sourceRefused({ code, about }: Refusal, { kind }: KeySource): string {
  if (about === 'duration')
    return 'The duration is longer than the role allows. Ask for an hour (3600 seconds).';
  switch (code) {
    case '':
      return kind === 'cognito'
        ? 'Amazon Cognito gave no answer. Check the Region and the pool’s ID, and that this page’s policy names its host.'
        : 'AWS gave no answer. Check the network and the Region, then try again.';
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return 'The web identity token has expired. Get a new one and paste it.';
    case 'InvalidIdentityToken':
    case 'InvalidIdentityTokenException':
    case 'IDPCommunicationError':
      return 'AWS did not take the web identity token: its provider is not set up in that account, or its audience is another one.';
    case 'IDPRejectedClaim':
      return 'The identity provider refused the token. Get a new one and paste it.';
    case 'AccessDenied':
    case 'AccessDeniedException':
      return 'AWS did not let this identity take on the role. The role’s trust policy must name the identity provider and admit this token.';
    case 'ResourceNotFoundException':
      return 'There is no such identity pool in this Region. Check its ID and the Region.';
    case 'NotAuthorizedException':
    case 'InvalidIdentityPoolConfigurationException':
      return 'The identity pool admits no guests, or has no role for them.';
    default:
      return kind === 'cognito'
        ? `The identity pool gave no credentials (${code}). Check its ID: it looks like eu-west-1:00000000-0000-4000-8000-000000000000.`
        : `The token gave no credentials (${code}). Check the role’s ARN and the token.`;
  }
}
