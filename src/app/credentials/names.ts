import type { Field } from './types.ts';

// Lower case, without separators and without the prefixes of tools.
const fields: Readonly<Record<string, Field>> = {
  accesskeyid: 'key',
  accesskey: 'key',
  secretaccesskey: 'secret',
  secretkey: 'secret',
  sessiontoken: 'token',
  securitytoken: 'token',
  token: 'token',
  expiration: 'expiry',
  credentialexpiration: 'expiry',
  credentialsexpiration: 'expiry',
  sessionexpiration: 'expiry',
  securitytokenexpires: 'expiry',
  expires: 'expiry',
  expiresat: 'expiry',
  expiry: 'expiry',
  region: 'region',
  defaultregion: 'region',
  rolearn: 'arn',
  principalarn: 'arn',
  profile: 'profile',
  vault: 'profile',
  accountid: 'account',
  rolename: 'role',
};

/** What a name stands for, whatever tool wrote it: `AWS_ACCESS_KEY_ID`, `accessKeyId`, `Access key ID`. */
export function fieldOf(name: string): Field | null {
  const plain = name
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(saml2aws|awsume|granted|aws|x)(sso)?/, '');
  return Object.hasOwn(fields, plain) ? (fields[plain] ?? null) : null;
}

/** Finds those names in running text. `sso_region` is where one logs in, and a `TOKEN_FILE` is no token. */
export const namesInText =
  /(?<![a-z0-9])(?:aws)?(?:secret[ _.-]?(?:access[ _.-]?)?key|access[ _.-]?key(?:[ _.-]?id)?|session[ _.-]?token|security[ _.-]?token(?:[ _.-]?expires)?|(?<![_-])token|(?:credentials?|session)[ _.-]?expiration|expiration|(?<!sso[_-])(?:default[ _.-]?)?region|(?:role|principal)[ _.-]?arn|(?<=aws_|saml2aws_|awsume_)profile|(?<=aws_)vault|account[ _.-]?id|role[ _.-]?name)(?![a-z0-9_])/gi;
