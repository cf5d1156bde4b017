import { describe, expect, test } from 'vitest';
import { type Opening, openings } from '../../src/policy/reach.ts';
import { parsePolicy } from '../../src/policy/parse.ts';

const bucket = 'arn:aws:s3:::data';
const both = [bucket, `${bucket}/*`];
const place = {
  arn: bucket,
  account: '111122223333',
  owner: null,
  now: '2026-11-25T12:00:00.000Z',
};
const everyone = { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject', 's3:ListBucket'] };
const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: both };

function readOf(...statements: object[]) {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  if (!parsed.ok) throw new Error(parsed.problem);
  return openings(parsed.statements, place);
}
const widest = (found: readonly Opening[]) =>
  [
    ...new Set(found.map(({ who, name, sure }) => `${who} ${name}: ${[...sure].sort().join()}`)),
  ].sort();

// Allow for a network, and Allow for everyone beside a Deny of the rest, let the same requests in.
describe('a limit of the Allow and the same limit as a Deny', () => {
  test.each<[string, object, object]>([
    [
      'a range of addresses',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    ],
    [
      'two ranges',
      { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
      { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
    ],
    [
      'a VPC endpoint',
      { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
      { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    ],
    [
      'IfExists, which changes nothing in the Deny',
      { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
      { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } },
    ],
    [
      'a VPC',
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    ],
  ])('%s', (_, within, outside) => {
    const allowed = readOf({ ...everyone, Resource: both, Condition: within });
    const denied = readOf({ ...everyone, Resource: both }, { ...deny, Condition: outside });
    expect(widest(allowed).length).toBeGreaterThan(0);
    expect(widest(denied)).toEqual(widest(allowed));
    expect(denied.flatMap(({ fences = [] }) => fences.map(({ index }) => index))).toContain(1);
  });
});

describe('what is no limit', () => {
  const open = (...more: object[]) =>
    readOf({ ...everyone, Resource: both }, ...more).filter(({ who }) => who === 'public');
  test.each<[string, object]>([
    ['a range that S3 finds too broad', { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
    ['every address', { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['a wildcard', { StringNotLike: { 'aws:SourceVpce': 'vpce-*' } }],
    ['any endpoint', { Null: { 'aws:SourceVpce': 'true' } }],
    [
      'over plain HTTP alone',
      {
        NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        Bool: { 'aws:SecureTransport': 'false' },
      },
    ],
  ])('%s', (_, Condition) => {
    expect(open({ ...deny, Condition })[0]?.sure).toEqual(expect.arrayContaining(['read']));
  });
  test('a Deny of other objects', () => {
    const part = { ...deny, Resource: `${bucket}/a/*` };
    const Condition = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    expect(open({ ...part, Condition })[0]?.sure).toEqual(expect.arrayContaining(['read']));
  });
  test('a Deny of reading alone leaves listing to everyone', () => {
    const Condition = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    const found = open({ ...deny, Action: 's3:GetObject', Condition });
    expect(found[0]?.sure).toEqual(['list']);
  });
});
