import { expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import { deeds } from '../../src/model/exposure.ts';
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
  expect(all.steps).toEqual([
    {
      says: 'Statement 1 of the bucket policy denies listing to Everyone, though the ACL grants it by READ.',
      fact: 'policy',
      statement: 0,
      does: 'cuts',
    },
  ]);
});

test('what a Deny takes back is said of the deeds that the grant gave, and of no other', () => {
  const facts = { ...closed, acl: acl(grant(allUsers, 'WRITE')), policy: policy(deny('s3:*')) };
  const now = exposed(view({ facts }), nothingLifted);
  const saying = deeds.filter((deed) => now[deed].steps.some(({ statement }) => statement === 0));
  expect(saying).toEqual(['write', 'delete']);
});

test('the statement named is the one that denies, and who is left is said', () => {
  const spared = deny('s3:*', {
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
  });
  const found = list({ acl: acl(grant(allUsers, 'READ')), policy: policy(denyHttp, spared) });
  expect([found.who, found.names]).toEqual(['organisation', ['o-acme']]);
  expect(found.steps.filter(({ does }) => does === 'cuts')).toEqual([
    {
      says: 'Statement 2 of the bucket policy denies listing to Everyone but those whom it spares, though the ACL grants it by READ.',
      fact: 'policy',
      statement: 1,
      does: 'cuts',
    },
  ]);
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
