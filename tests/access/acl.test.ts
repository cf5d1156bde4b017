import { describe, expect, test } from 'vitest';
import { aclAllUsers, aclAuthenticatedUsers, aclOpens, grantStep } from '../../src/access/acl.ts';
import type { BucketAcl, OwnershipControls } from '../../src/model/facts.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../../src/policy/groups.ts';
import { acl, block, grant } from '../samples.ts';
import { view } from './views.ts';

const ownerships: (OwnershipControls | null | undefined)[] = [
  { objectOwnership: 'BucketOwnerEnforced' },
  { objectOwnership: 'BucketOwnerPreferred' },
  { objectOwnership: 'ObjectWriter' },
  null,
  undefined,
];
const friend = { type: 'CanonicalUser', grantee: 'friend-id', permission: 'READ' } as const;
const acls: { of: BucketAcl | undefined; read: boolean; write: boolean; any: boolean }[] = [
  { of: acl(), read: false, write: false, any: false },
  { of: acl(friend), read: false, write: false, any: false },
  { of: acl(grant(logDelivery, 'WRITE')), read: false, write: false, any: false },
  { of: acl(grant(allUsers, 'READ')), read: true, write: false, any: true },
  { of: acl(grant(allUsers, 'WRITE_ACP')), read: false, write: true, any: true },
  { of: acl(grant(authenticatedUsers, 'FULL_CONTROL')), read: true, write: true, any: true },
  { of: acl(grant(authenticatedUsers, 'SOMETHING_NEW')), read: false, write: false, any: true },
  { of: undefined, read: true, write: true, any: true },
];
const blocks = [null, block('ignorePublicAcls'), undefined];

describe('every ownership, every ACL and every block', () => {
  test.each(['read', 'write', 'any'] as const)('whether the public may %s', (kind) => {
    for (const ownership of ownerships)
      for (const { of, [kind]: granted } of acls)
        for (const publicAccessBlock of blocks) {
          const answer = aclOpens[kind](
            view({
              facts: {
                accountPublicAccessBlock: null,
                ...(ownership !== undefined && { ownership }),
                ...(of !== undefined && { acl: of }),
                ...(publicAccessBlock !== undefined && { publicAccessBlock }),
              },
            }),
          );
          const closed =
            ownership?.objectOwnership === 'BucketOwnerEnforced' ||
            publicAccessBlock?.ignorePublicAcls ||
            (of !== undefined && !granted);
          const unread = [
            ownership === undefined ? 'ownership' : [],
            of === undefined ? 'acl' : [],
            publicAccessBlock === undefined ? 'publicAccessBlock' : [],
          ].flat();
          if (closed) expect(answer).toMatchObject({ known: true, value: { open: false } });
          else if (unread.length === 0)
            expect(answer).toMatchObject({ known: true, value: { open: true } });
          else expect(!answer.known && answer.missing.map(({ fact }) => fact)).toEqual(unread);
        }
  });
});

test('why an ACL grants nothing is told apart', () => {
  const facts = { acl: acl(grant(allUsers, 'READ')), accountPublicAccessBlock: null };
  const state = (more: object) => {
    const answer = aclAllUsers.read(
      view({ facts: { ...facts, publicAccessBlock: null, ...more } }),
    );
    return answer.known ? [answer.value.state, answer.value.grants.length] : 'unknown';
  };
  expect(state({ ownership: { objectOwnership: 'BucketOwnerEnforced' } })).toEqual(['disabled', 0]);
  expect(state({ ownership: null, publicAccessBlock: block('ignorePublicAcls') })).toEqual([
    'ignored',
    0,
  ]);
  expect(state({ ownership: null })).toEqual(['live', 1]);
  expect(state({})).toBe('unknown');
});

test('Everyone and all AWS accounts are two questions', () => {
  const one = view({
    facts: {
      ownership: null,
      accountPublicAccessBlock: null,
      publicAccessBlock: null,
      acl: acl(grant(allUsers, 'READ'), grant(authenticatedUsers, 'WRITE')),
    },
  });
  const grantees = [aclAllUsers.read, aclAllUsers.write, aclAuthenticatedUsers].map((ask) => {
    const answer = ask(one);
    return answer.known && answer.value.grants.map(({ grantee }) => grantee);
  });
  expect(grantees).toEqual([[allUsers], [], [authenticatedUsers]]);
});

test('a grant is told with its meaning, an unknown permission without', () => {
  expect(grantStep(grant(allUsers, 'READ')).says).toBe(
    'The ACL grants READ (list the objects) to Everyone.',
  );
  expect(grantStep(grant('http://acs.example/group', 'constructor')).says).toBe(
    'The ACL grants constructor to http://acs.example/group.',
  );
});
