import { expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
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
