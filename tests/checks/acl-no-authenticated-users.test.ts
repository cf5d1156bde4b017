import check from '../../src/checks/acl-no-authenticated-users.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../../src/policy/groups.ts';
import { acl, block, blockAll, deny, grant, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const unblocked = { accountPublicAccessBlock: null, publicAccessBlock: null };

testCheck(check, {
  pass: [
    { name: 'the owner alone', facts: { ...unblocked, ownership: null, acl: acl() } },
    {
      name: 'log delivery is not the public, nor is another account',
      facts: {
        ownership: { objectOwnership: 'ObjectWriter' },
        acl: acl(grant(logDelivery, 'WRITE'), {
          type: 'CanonicalUser',
          grantee: 'friend-id',
          permission: 'FULL_CONTROL',
        }),
      },
    },
    {
      name: 'everyone may list, which is another question',
      facts: { ...unblocked, ownership: null, acl: acl(grant(allUsers, 'READ')) },
    },
    {
      name: 'T28: granted, and Ignore Public ACLs is on for the account',
      facts: {
        accountPublicAccessBlock: block('ignorePublicAcls'),
        ownership: { objectOwnership: 'BucketOwnerPreferred' },
        acl: acl(grant(authenticatedUsers, 'READ_ACP')),
      },
      because: 'Ignore Public ACLs neutralises every public grant.',
    },
    {
      name: 'the ACL is refused, and the bucket ignores public grants',
      facts: { publicAccessBlock: blockAll, ownership: null },
    },
    {
      name: 'a group whose name only looks like it',
      facts: {
        ...unblocked,
        ownership: null,
        acl: acl(grant(`${authenticatedUsers}Elsewhere`, 'FULL_CONTROL'), {
          type: 'CanonicalUser',
          grantee: authenticatedUsers,
          permission: 'FULL_CONTROL',
        }),
      },
    },
  ],
  fail: [
    {
      name: 'a Deny of the policy takes the grant back, which S3 does not count',
      facts: {
        ...unblocked,
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'READ')),
        policy: policy(deny('s3:*')),
      },
      because:
        /Statement 1 of the bucket policy denies listing to Any AWS account, .*not the users of this one\.$/,
    },
    {
      name: 'any AWS account may read the ACL',
      facts: { ...unblocked, ownership: null, acl: acl(grant(authenticatedUsers, 'READ_ACP')) },
      because:
        'The ACL grants READ_ACP (read the ACL) to Any AWS account. The group means anyone with any AWS account, not the users of this one.',
    },
    {
      name: 'any AWS account may write',
      facts: { ...unblocked, ownership: null, acl: acl(grant(authenticatedUsers, 'WRITE')) },
    },
    {
      name: 'granted, and only new public ACLs are blocked',
      facts: {
        accountPublicAccessBlock: null,
        publicAccessBlock: block('blockPublicAcls'),
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'READ_ACP')),
      },
    },
    {
      name: 'granted, on an endpoint that has neither Object Ownership nor Block Public Access',
      provider: 'other',
      facts: { acl: acl(grant(authenticatedUsers, 'READ_ACP')) },
      gaps: { ownership: 'unsupported', publicAccessBlock: 'unsupported' },
    },
  ],
  notApplicable: [
    {
      name: 'T26: ACLs are disabled, whatever they say',
      facts: {
        ownership: { objectOwnership: 'BucketOwnerEnforced' },
        acl: acl(grant(authenticatedUsers, 'READ_ACP')),
      },
      because: 'ACLs are disabled: Object Ownership is Bucket owner enforced.',
    },
  ],
  notAssessed: [
    {
      name: 'T03: the ACL is refused',
      facts: { ...unblocked, ownership: null },
      because:
        /^The bucket ACL could not be read: access was denied \(AccessDenied\)\. Allow s3:Get-acl\.$/,
    },
    {
      name: 'T13: granted, and the account block is refused',
      facts: {
        publicAccessBlock: null,
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'READ_ACP')),
      },
      because: /^The Block Public Access of the account could not be read/,
    },
    {
      name: 'Object Ownership is refused, so nobody knows whether ACLs count',
      facts: { ...unblocked, acl: acl() },
      because: /^The Object Ownership could not be read/,
    },
  ],
});
