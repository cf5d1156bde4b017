/** Temporary credentials on their way to the engine, which alone keeps them, in memory. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  /** Empty where there is none, as S3-compatible stores have it. */
  sessionToken: string;
  /** ISO time at which they expire; null where nobody said. */
  expiresAt: string | null;
}

/** Where to send requests. */
export interface Destination {
  region: string;
  /** Empty for AWS itself. */
  endpoint: string;
  /** What stands behind `endpoint`: all of AWS (an emulator, a proxy), or an S3-compatible store. */
  provider: 'aws' | 'other';
  /** How to name the account where nothing can tell, on providers other than AWS. */
  accountName: string;
}

/** Whose credentials the engine holds. Nothing in it is secret. */
export interface Connection extends Destination {
  /** Account id; on another provider the name the user gave it. */
  account: string;
  /** Null on providers that have no identities. */
  arn: string | null;
  /** What kind of identity the ARN names. Root never gets as far as this. */
  kind: 'role' | 'user' | 'federated' | 'other';
  /** Role or user name, without path and session; empty where the ARN names none. */
  name: string;
  /** The session's name, for a role; empty otherwise. CloudTrail shows it. */
  sessionName: string;
  /** For example `aws`, `aws-cn`; `other` on other providers. */
  partition: string;
  /** ISO time; null where nobody said. */
  expiresAt: string | null;
  /** True where a session policy narrows the credentials to the reads of this program. */
  narrowed?: boolean;
  /** The role that was taken on from here, and whether that asked for an MFA code; absent where none was. */
  taken?: { roleArn: string; mfa: boolean };
}

/** Where keys may come from but from the user: a web identity's token, or a Cognito identity pool that admits guests. */
export type KeySource =
  | {
      /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
      kind: 'webIdentity';
      roleArn: string;
      token: string;
      sessionName: string;
      /** From 900 to 43200. */
      durationSeconds: number;
    }
  | {
      /** https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
      kind: 'cognito';
      /** `eu-west-1:` and a UUID. Its Region is where to ask. */
      identityPoolId: string;
    };

/**
 * A role to take on with the credentials at hand, before anything of S3 is read.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export interface RoleRequest {
  roleArn: string;
  /** Empty where the role's trust policy asks for none. */
  externalId: string;
  /** ARN of the MFA device, or its serial number; empty where none is asked for. */
  mfaSerial: string;
  mfaCode: string;
  /** From 900 to 43200; AWS refuses more than the role allows, and more than 3600 from another role. */
  durationSeconds: number;
  sessionName: string;
  /** True where a session policy shall narrow the role to the reads of this program. */
  narrowed: boolean;
}
