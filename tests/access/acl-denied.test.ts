import { expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { acl, deny, denyHttp, grant, here, policy } from '../samples.ts';
import { view } from './views.ts';

const closed: Partial<Facts> = {
  publicAccessBlock: null,
  accountPublicAccessBlock: null,
  ownership: { objectOwnership: 'ObjectWriter' },
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};
const without = (more: Readonly<Record<string, unknown>>) => policy(deny('s3:*', more));
const list = (facts: Partial<Facts>) =>
  exposed(view({ facts: { ...closed, ...facts } }), nothingLifted).list;

test('a Deny of the bucket policy stands above the grants of the ACL', () => {
  const open = acl(grant(allUsers, 'READ'));
  expect(list({ acl: open, policy: null }).who).toBe('public');
  const all = list({ acl: open, policy: without({}) });
  expect(all.who).toBe('own');
  expect(all.steps.map(({ says }) => says).join(' ')).toMatch(/Deny of the bucket policy/);
});

test('what a Deny leaves of the grants is told by who is left', () => {
  const open = acl(grant(allUsers, 'READ'));
  expect(list({ acl: open, policy: policy(denyHttp) }).who).toBe('public');
  const anonymous = without({ Condition: { Null: { 'aws:PrincipalArn': 'true' } } });
  expect(list({ acl: open, policy: anonymous }).who).toBe('anyAccount');
  const strangers = without({
    Condition: { StringNotEquals: { 'aws:PrincipalAccount': [here.account, '444455556666'] } },
  });
  expect(list({ acl: acl(grant(authenticatedUsers, 'READ')), policy: strangers })).toMatchObject({
    who: 'otherAccount',
    names: ['444455556666'],
  });
});

test('a policy that could not be read may hold a Deny', () => {
  const { who, missing } = list({ acl: acl(grant(allUsers, 'READ')) });
  expect([who, missing.map(({ fact }) => fact)]).toEqual(['unknown', ['policy']]);
});
