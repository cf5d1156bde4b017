import { describe, expect, test } from 'vitest';
import { readActions, writeActions } from '../../src/policy/match.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { grantsEveryone, isPublic } from '../../src/policy/public.ts';
import { bucketArn } from '../../src/policy/resource.ts';
import { allow, deny, denyHttp, fromOffice, here, policy, toFriend } from '../samples.ts';

const arn = bucketArn('aws', here.bucket);
const statements = (text: string) => {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statements;
};
const federated = (provider: string) =>
  allow('s3:GetObject', { Principal: { Federated: provider } });

describe('public in the sense of S3', () => {
  test.each([
    ['nobody', [], 'no'],
    ['a friend', [allow('s3:*', toFriend)], 'no'],
    ['a service', [allow('s3:*', { Principal: { Service: 'logging.s3.amazonaws.com' } })], 'no'],
    ['a Deny for everyone', [denyHttp], 'no'],
    ['everyone, for the least action', [allow('s3:GetBucketLocation')], 'yes'],
    ['everyone, for an action that S3 does not have', [allow('s3:NoSuchThing')], 'yes'],
    ['one of many', [allow('s3:*', toFriend), allow('s3:GetObject')], 'yes'],
    ['an empty condition', [allow('s3:GetObject', { Condition: {} })], 'yes'],
    ['everyone but one', [allow('s3:*', { Principal: undefined, NotPrincipal: '*' })], 'yes'],
    ['everyone under a condition', [allow('s3:GetObject', fromOffice)], 'unclear'],
    ['a provider by a wildcard', [federated('*')], 'yes'],
    ['a web identity provider', [federated('accounts.example.com')], 'unclear'],
    ['a SAML provider of an account', [federated('arn:aws:iam::1:saml-provider/x')], 'no'],
  ] as const)('%s: %s', (_, list, reading) => {
    expect(isPublic(statements(policy(...list)))).toBe(reading);
  });
});

describe('what everyone may do', () => {
  const asked = (list: Parameters<typeof policy>, byS3: boolean | null = null) =>
    [readActions, writeActions].map(
      (actions) => grantsEveryone(statements(policy(...list)), actions, arn, byS3).reading,
    );
  test.each([
    ['nothing', [allow('s3:*', toFriend)], null, ['no', 'no']],
    ['all', [allow('s3:*')], null, ['yes', 'yes']],
    ['read', [allow('s3:Get*')], null, ['yes', 'no']],
    ['write', [allow('s3:PutObject')], null, ['no', 'yes']],
    ['under a condition', [allow('s3:GetObject', fromOffice)], null, ['unclear', 'no']],
    ['that S3 finds too wide', [allow('s3:GetObject', fromOffice)], true, ['yes', 'no']],
    [
      'one of two, of which S3 finds one too wide',
      [allow('s3:GetObject', fromOffice), allow('s3:PutObject', fromOffice)],
      true,
      ['unclear', 'unclear'],
    ],
    ['over HTTPS alone', [allow('s3:*'), denyHttp], null, ['yes', 'yes']],
    [
      'what a Deny may take back',
      [allow('s3:*'), deny('s3:Put*', fromOffice)],
      null,
      ['yes', 'unclear'],
    ],
    [
      'what a Deny over HTTP and HTTPS takes back',
      [
        allow('s3:*'),
        deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': ['false', 'true'] } } }),
      ],
      null,
      ['unclear', 'unclear'],
    ],
    ['what is denied to one', [allow('s3:*'), deny('s3:*', toFriend)], null, ['yes', 'yes']],
    [
      'with objects, named for the bucket alone',
      [allow(['s3:GetObject', 's3:PutObject', 's3:GetBucketLocation'], { Resource: arn })],
      null,
      ['no', 'no'],
    ],
    [
      'with the bucket, named for objects alone',
      [
        allow(['s3:ListBucket', 's3:PutBucketPolicy', 's3:GetObjectTorrent'], {
          Resource: `${arn}/*`,
        }),
      ],
      null,
      ['yes', 'no'],
    ],
    [
      'as user of a web identity provider',
      [federated('accounts.example.com')],
      null,
      ['unclear', 'no'],
    ],
  ] as const)('%s', (_, list, byS3, readings) => {
    expect(asked([...list], byS3)).toEqual(readings);
  });
});
