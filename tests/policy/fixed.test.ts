import { expect, test } from 'vitest';
import { judgeEveryone } from '../../src/policy/fixed.ts';
import { parsePolicy, type Statement } from '../../src/policy/parse.ts';
import { openings } from '../../src/policy/reach.ts';
import { allowsEveryone } from '../../src/policy/say.ts';
import { allow, here, policy } from '../samples.ts';

const read = (more: Parameters<typeof allow>[1]): readonly Statement[] => {
  const parsed = parsePolicy(policy(allow('s3:GetObject', more)));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statements;
};
const from = (...ranges: string[]) =>
  judgeEveryone(read({ Condition: { IpAddress: { 'aws:SourceIp': ranges } } })).some(
    (one) => one.public,
  );
const eighths = Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`);

test.each([
  ['all of IPv4, written as IPv6', ['::ffff:0.0.0.0/96'], true],
  ['what holds all of IPv4', ['::/64'], true],
  ['a seventh of it', ['::ffff:2.0.0.0/103'], true],
  ['an office, written as IPv6', ['::ffff:203.0.113.0/120'], false],
  ['private addresses, written as IPv6', ['::ffff:10.0.0.0/104'], false],
  ['an IPv6 network', ['2001:db8::/32'], false],
  ['every range of /8', eighths, true],
  ['every range of /8, one in halves', [...eighths.slice(1), '0.0.0.0/9', '0.128.0.0/9'], true],
  ['every range of /8 but one', [...eighths.slice(0, 255), '1.0.0.0/9'], false],
])('%s: public is %s', (_, ranges, isPublic) => {
  expect(from(...ranges)).toBe(isPublic);
});

const oidc = `arn:aws:iam::${here.account}:oidc-provider/token.actions.githubusercontent.com`;
const saml = `arn:aws:iam::${here.account}:saml-provider/okta`;
const place = {
  arn: `arn:aws:s3:::${here.bucket}`,
  account: here.account,
  owner: null,
  now: '2026-11-24T12:00:00.000Z',
};
test.each([
  ['accounts.google.com', 'anyone who logs in with accounts.google.com'],
  [oidc, `anyone who logs in with ${oidc}`],
  ['*', 'everyone'],
  [saml, null],
])('of Federated %s it is said: %s', (Federated, says) => {
  const statements = read({ Principal: { Federated } });
  const [one] = judgeEveryone(statements);
  expect(one ? [one.public, allowsEveryone(one.statement)] : null).toEqual(
    says === null ? null : [true, `Statement 1 allows s3:GetObject to ${says}`],
  );
  if (says !== null && Federated !== '*')
    expect(openings(statements, place).map(({ who, name }) => [who, name])).toEqual([
      ['public', Federated],
    ]);
});
