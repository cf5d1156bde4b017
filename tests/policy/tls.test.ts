import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/policy/parse.ts';
import { bucketArn } from '../../src/policy/resource.ts';
import { readTls } from '../../src/policy/tls.ts';
import { allow, deny, denyHttp, here, policy, toFriend } from '../samples.ts';

const arn = bucketArn('aws', here.bucket);
const place = { arn, account: here.account, owner: null, now: '2026-11-25T12:00:00Z' };
const state = (...list: Parameters<typeof policy>) => {
  const parsed = parsePolicy(policy(...list));
  if (!parsed.ok) throw new Error(parsed.problem);
  return readTls(parsed.statements, place).state;
};
const http = (more: Record<string, object> = {}) => ({
  Condition: { ...more, Bool: { 'aws:SecureTransport': 'false', ...more['Bool'] } },
});
const notAction = (NotAction: string | string[]) => ({ Action: undefined, NotAction });
const notPrincipal = { Principal: undefined, NotPrincipal: { AWS: here.account } };
const own = here.account;
const service = { 'aws:PrincipalIsAWSService': 'false' };

describe('every request over plain HTTP is denied', () => {
  test.each([
    ['the documented form', denyHttp],
    [
      'a value beside false',
      deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }),
    ],
    ['AWS services excepted', deny('s3:*', http({ BoolIfExists: service }))],
    [
      'all but actions of other services',
      deny('', { ...notAction(['iam:*', 'ec2:*']), ...http() }),
    ],
    ['one pattern for bucket and objects', deny('*', { Resource: `${arn}*`, ...http() })],
    [
      'anything but another bucket',
      deny('s3:*', { Resource: undefined, NotResource: 'arn:aws:s3:::acme-x/*', ...http() }),
    ],
    ['everything is denied to everyone', deny('*', {})],
  ])('%s', (_, statement) => {
    expect(state(statement)).toBe('enforced');
  });

  test('the bucket by one statement, its objects by another that denies more', () => {
    const objects = deny('s3:*', { Resource: `${arn}/*` });
    expect(state(deny('s3:*', { Resource: arn, ...http() }), objects)).toBe('enforced');
  });
});

describe('some requests are denied and others are not', () => {
  test.each([
    ['objects', deny('s3:*', { Resource: `${arn}/*`, ...http() })],
    ['the bucket', deny('s3:*', { Resource: arn, ...http() })],
    ['a prefix', deny('s3:*', { Resource: [arn, `${arn}/private/*`], ...http() })],
    ['keys of one letter', deny('s3:*', { Resource: [arn, `${arn}/?`], ...http() })],
    ['some actions', deny(['s3:Get*', 's3:List*'], http())],
    ['all but one action', deny('', { ...notAction('s3:GetObject'), ...http() })],
    ['one action on the bucket', deny('s3:ListBucket', { Resource: arn, ...http() })],
    ['one action on objects', deny('s3:GetObject', { Resource: `${arn}/*`, ...http() })],
    ['one account', deny('s3:*', { ...toFriend, ...http() })],
    ['signed requests alone', deny('s3:*', http({ Bool: service }))],
  ])('%s', (_, statement) => {
    expect(state(statement)).toBe('partial');
  });

  test.each([
    [
      'all but an address range',
      deny('s3:*', http({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
    ],
    ['through one endpoint', deny('s3:*', http({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }))],
    [
      'all but a role',
      deny('s3:*', http({ ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/x` } })),
    ],
    ['everyone but one', deny('s3:*', { ...notPrincipal, ...http() })],
  ])('under a further condition: %s', (_, statement) => {
    expect(state(statement)).toBe('partial');
  });
});

describe('no request is denied for being plain HTTP', () => {
  test.each([
    [
      'an Allow over HTTPS',
      allow('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ],
    ['a Deny over HTTPS', deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    [
      'a value that is no boolean',
      deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'no' } } }),
    ],
    ['an empty list', deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': [] } } })],
    ['the key is absent', deny('s3:*', { Condition: { Null: { 'aws:SecureTransport': 'true' } } })],
    [
      'old versions of TLS',
      deny('s3:*', { Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
    ],
    [
      'both at once, which cannot be',
      deny('s3:*', http({ NumericLessThan: { 's3:TlsVersion': 1.2 } })),
    ],
    ['another bucket', deny('s3:*', { Resource: 'arn:aws:s3:::acme-x/*', ...http() })],
    ['a bucket whose name is a beginning', deny('s3:*', { Resource: `${arn}-logs/*`, ...http() })],
    [
      'in the past',
      deny('s3:*', http({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })),
    ],
    ['deletions by anyone', deny('s3:DeleteBucket', {})],
  ])('%s', (_, statement) => {
    expect(state(statement)).toBe('notEnforced');
  });
});

describe('the union of several statements decides', () => {
  test.each([
    [
      'two halves of the world',
      [
        deny('s3:*', http({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
        deny('s3:*', http({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
      ],
    ],
    [
      'one is excepted here and denied there',
      [
        deny('s3:*', http({ ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/x` } })),
        deny('s3:*', { Principal: { AWS: `arn:aws:iam::${own}:role/x` }, ...http() }),
      ],
    ],
    [
      'reading, and all but reading',
      [deny('s3:Get*', http()), deny('', { ...notAction('s3:Get*'), ...http() })],
    ],
    [
      'one prefix, and all but that prefix',
      [
        deny('s3:*', { Resource: `${arn}/a/*`, ...http() }),
        deny('s3:*', { Resource: undefined, NotResource: `${arn}/a/*`, ...http() }),
      ],
    ],
    [
      'TLS version with IfExists',
      [deny('s3:*', { Condition: { NumericLessThanIfExists: { 's3:TlsVersion': 1.2 } } })],
    ],
    [
      'a set operator on the key',
      [deny('s3:*', { Condition: { 'ForAnyValue:Bool': { 'aws:SecureTransport': 'false' } } })],
    ],
  ])('%s: enforced', (_, list) => {
    expect(state(...list)).toBe('enforced');
  });

  test('halves that leave a gap', () => {
    expect(
      state(
        deny('s3:*', http({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
        deny('s3:*', http({ NotIpAddress: { 'aws:SourceIp': '203.0.112.0/23' } })),
      ),
    ).toBe('partial');
  });

  test('whoever has a tag like the own user name is excepted', () => {
    expect(
      state(
        deny('s3:*', http({ StringNotEquals: { 'aws:PrincipalTag/team': '${aws:username}' } })),
      ),
    ).toBe('partial');
  });
});

describe('what cannot be told', () => {
  test.each([
    [
      'an unknown operator',
      deny('s3:*', { Condition: { Truth: { 'aws:SecureTransport': 'false' } } }),
    ],
    [
      'an exception by a policy variable',
      deny('s3:*', http({ StringNotEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } })),
    ],
  ])('%s', (_, statement) => {
    expect(state(statement)).toBe('unclear');
  });
});

describe('what is said where nothing is denied', () => {
  const says = (list: readonly Parameters<typeof policy>[0][]) => {
    const parsed = parsePolicy(policy(...list));
    return parsed.ok ? readTls(parsed.statements, place).says : parsed.problem;
  };
  const oldTls = { NumericLessThan: { 's3:TlsVersion': 1.2 } };
  test.each([
    ['nothing about it', [allow('s3:*', toFriend)], /^no statement of the bucket policy/],
    [
      'TLS versions, among other things',
      [
        allow('s3:*', toFriend),
        deny('s3:*', { Condition: { ...oldTls, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
      ],
      /^a Deny by TLS version alone/,
    ],
    [
      'an Allow by TLS version, and a Deny of something else',
      [allow('s3:*', { ...toFriend, Condition: oldTls }), deny('s3:DeleteBucket')],
      /^no statement of the bucket policy/,
    ],
    [
      'another bucket',
      [deny('s3:*', { Resource: 'arn:aws:s3:::acme-x', ...http() })],
      /^the Deny on plain HTTP names neither/,
    ],
  ])('%s', (_, list, words) => {
    expect(says(list)).toMatch(words);
  });
});
