import check from '../../src/checks/acls-disabled.ts';
import { acl } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    {
      name: 'T79: Bucket owner enforced',
      facts: { ownership: { objectOwnership: 'BucketOwnerEnforced' } },
    },
  ],
  fail: [
    {
      name: 'T79: Bucket owner preferred',
      facts: { ownership: { objectOwnership: 'BucketOwnerPreferred' } },
      because: 'Object Ownership is Bucket owner preferred, so ACLs are enabled.',
    },
    {
      name: 'T79: Object writer',
      facts: { ownership: { objectOwnership: 'ObjectWriter' } },
      because: 'Object Ownership is Object writer, so ACLs are enabled.',
    },
    {
      name: 'T79: never set, as on old buckets',
      facts: { ownership: null },
      because:
        'Object Ownership was never set, so ACLs are enabled and objects belong to their writers.',
    },
  ],
  notAssessed: [
    {
      name: 'T26: Object Ownership is refused, and a harmless ACL says nothing about it',
      facts: { acl: acl() },
      because: /^The Object Ownership could not be read: access was denied/,
    },
  ],
});
