/** A role that may be taken on from one account, with the policy of the reads. */
export interface RoleSpec {
  partition: string;
  roleName: string;
  /** The account whose identities may take on the role. */
  account: string;
  /** Empty where none is asked for. */
  externalId: string;
  /** True where whoever takes on the role must have signed in with MFA. */
  mfa: boolean;
  /** From 3600 to 43200. */
  maxSessionSeconds: number;
}

/** Fields with what is wrong with them, as sentences. */
export type RoleProblems = Partial<Record<'roleName' | 'account' | 'externalId', string>>;

/**
 * What AWS would refuse, or what would not do what it looks like.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function roleProblems(spec: RoleSpec): RoleProblems {
  const { roleName, account, externalId } = spec;
  return {
    ...(!/^\d{12}$/.test(account) && { account: 'An account id has 12 digits.' }),
    ...(!/^[A-Za-z0-9_+=,.@-]{1,64}$/.test(roleName) && {
      roleName: 'A role name has 1 to 64 letters, digits and characters of _+=,.@-',
    }),
    ...(externalId !== '' &&
      !isExternalId(externalId) && {
        externalId: 'An external ID has 2 to 1224 letters, digits and characters of _+=,.@:/-',
      }),
  };
}

// What AssumeRole takes. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
export const isRoleArn = (text: string): boolean =>
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[A-Za-z0-9_+=,.@/-]{1,576}$/.test(text);
export const isExternalId = (text: string): boolean => /^[A-Za-z0-9_+=,.@:/-]{2,1224}$/.test(text);
export const isSessionName = (text: string): boolean => /^[A-Za-z0-9_+=,.@-]{2,64}$/.test(text);

/** Names a session after the day, so that CloudTrail shows which sessions were ours. */
export const sessionNameOf = (now: Date): string =>
  `bucketproof-${now.toISOString().slice(0, 10).replaceAll('-', '')}`;

/** An external ID that nobody can guess: 128 random bits as text. */
export function newExternalId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The trust policy of the role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
export function trustPolicy({ partition, account, externalId, mfa }: RoleSpec) {
  const condition = {
    ...(externalId !== '' && { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(mfa && { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: 'sts:AssumeRole',
        ...(Object.keys(condition).length > 0 && { Condition: condition }),
      },
    ],
  };
}

/** The name of the policy within the role. */
export const policyName = 'BucketproofReads';
