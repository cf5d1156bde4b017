import { afterEach, expect, test } from 'vitest';
import { exposureOf } from '../../src/access/exposure.ts';
import { publicAccess } from '../../src/access/public.ts';
import { decided, type OpenPoint, openPointSays } from '../../src/policy/open-points.ts';
import { allUsers } from '../../src/policy/groups.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import { acl, allow, block, deny, grant, here, policy } from '../samples.ts';
import { view } from './views.ts';

/** Turned round by a test, and back after it. */
const answers = decided as Record<OpenPoint, boolean>;
const ours = { ...decided };
afterEach(() => void Object.assign(answers, ours));

const alone = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  acl: acl(),
  ownership: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};
const where = (Condition: object) => ({
  ...alone,
  policy: policy(allow('s3:GetObject', { Condition })),
});
const narrowed = {
  ...alone,
  policy: policy(
    allow('s3:GetObject'),
    deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
  ),
};
const beside = {
  ...alone,
  publicAccessBlock: block('restrictPublicBuckets'),
  policy: policy(allow('s3:GetObject')),
  acl: acl(grant(allUsers, 'READ')),
};

test.each<[OpenPoint, string, Partial<Facts>, boolean]>([
  ['roleSessions', 'a role', where({ StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }), false],
  [
    'wildcardInName',
    'an ARN',
    where({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${here.account}:role/*` } }),
    false,
  ],
  [
    'wildcardInName',
    'paths of an organisation',
    where({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/r-1/*' } }),
    false,
  ],
  ['denyNarrows', 'a Deny', narrowed, true],
  ['aclBesidePolicy', 'an ACL', beside, true],
])('%s decides about %s, and the finding says so', (point, _, facts, open) => {
  const told = () => {
    const found = publicAccess(view({ facts }));
    if (!found.known) throw new Error(found.because);
    expect(found.value.steps.map(({ says }) => says).join(' ')).toContain(openPointSays[point]);
    return found.value.open;
  };
  expect(told()).toBe(open);
  answers[point] = !ours[point];
  expect(told()).toBe(!open);
});

test('the ACL beside a policy counts the same for who gets in', () => {
  const list = () => exposureOf(view({ facts: beside })).now.list.who;
  expect(list()).toBe('public');
  answers.aclBesidePolicy = true;
  expect(list()).toBe('own');
});

test('where the ACL would be cut, what is unread keeps it from being told', () => {
  answers.aclBesidePolicy = true;
  const without = (fact: 'policy' | 'accountPublicAccessBlock') => {
    const { [fact]: _, ...facts } = {
      ...beside,
      ...(fact !== 'policy' && { publicAccessBlock: null }),
    };
    return publicAccess(view({ facts })).known;
  };
  expect(without('policy')).toBe(false);
  expect(without('accountPublicAccessBlock')).toBe(false);
});
