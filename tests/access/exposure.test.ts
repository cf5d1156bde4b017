import { expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import { whoTitle } from '../../src/model/exposure-words.ts';
import type { Facts } from '../../src/model/facts.ts';
import { acl, allow, deny, policy } from '../samples.ts';
import { view } from './views.ts';

const base: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  ownership: null,
  acl: acl(),
  website: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};
const now = (facts: Partial<Facts>) =>
  exposed(view({ facts: { ...base, ...facts } }), nothingLifted);

test('too many Deny statements to tell everything leave what is certain, and say so', () => {
  const { read } = now({
    policy: policy(
      allow('s3:GetObject'),
      ...Array.from({ length: 40 }, (_, i) =>
        deny('s3:*', {
          Condition: {
            StringNotLike: { [`aws:PrincipalTag/${i}`]: `*a${i}?b*` },
            NotIpAddress: { 'aws:SourceIp': `10.${i}.0.0/16` },
          },
        }),
      ),
    ),
    policyStatus: { isPublic: true },
  });
  expect(read.who).toBe('unknown');
  expect(read.atLeast).toEqual({ who: 'anyAccount', names: [] });
  expect([read.missing, read.reason]).toEqual([
    [],
    'Unknown because the policy has too many statements and conditions to tell.',
  ]);
});

test('an operator that IAM does not have is named as the reason, with nobody certain', () => {
  const { read } = now({
    policy: policy(
      allow('s3:GetObject', { Condition: { StringMatches: { 'aws:PrincipalOrgID': 'o-acme' } } }),
    ),
    policyStatus: { isPublic: true },
  });
  expect([read.who, read.atLeast]).toEqual(['unknown', undefined]);
  expect(read.reason).toMatch(/an operator or a policy variable/);
});

test('an organisation, an account and a service that may all read are all told, with their statements', () => {
  const { read, list } = now({
    policy: policy(
      allow('s3:GetObject', {
        Sid: 'Org',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
      }),
      allow('s3:GetObject', { Sid: 'Acc', Principal: { AWS: '444455556666' } }),
      allow('s3:GetObject', { Sid: 'Svc', Principal: { Service: 'cloudtrail.amazonaws.com' } }),
    ),
    policyStatus: { isPublic: false },
  });
  expect(whoTitle(read)).toBe(
    'Accounts of an organisation: o-acme; also other accounts: 444455556666; AWS services: cloudtrail.amazonaws.com',
  );
  expect(read.steps.map(({ statement }) => statement)).toEqual([0, 1, 2]);
  expect([list.who, list.also]).toEqual(['own', undefined]);
});

test('whom everyone takes in is not told beside', () => {
  const { read } = now({
    policy: policy(
      allow('s3:GetObject'),
      allow('s3:GetObject', { Principal: { AWS: '444455556666' } }),
    ),
    policyStatus: { isPublic: true },
  });
  expect([read.who, read.also]).toEqual(['public', undefined]);
});
