import check from '../../src/checks/public-write-prohibited.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import { acl, allow, block, deny, grant, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const unblocked = { accountPublicAccessBlock: null, publicAccessBlock: null };
const isPublic = { policyStatus: { isPublic: true } };
const enforced = { ownership: { objectOwnership: 'BucketOwnerEnforced' as const } };

const points = pointCases('s3:PutObject');

testCheck(check, {
  pass: [
    ...points.closed,
    {
      name: 'T22: everyone may get, which is no write',
      facts: { ...unblocked, policy: policy(allow('s3:Get*')), ...isPublic, acl: acl() },
      because:
        'The ACL has no such grant to the public. No statement lets everyone write or delete.',
    },
    {
      name: 'T17: a policy that lets the public write, and Restrict Public Buckets on',
      facts: {
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
        policy: policy(allow('s3:PutObject')),
        ...isPublic,
        ...enforced,
        acl: acl(),
      },
      because: /^ACLs are disabled by Object Ownership\. The bucket policy would let the public in/,
    },
    {
      name: 'T29: the same with the switch on for the account, and the bucket refused',
      facts: {
        accountPublicAccessBlock: block('restrictPublicBuckets', 'ignorePublicAcls'),
        policy: policy(allow('s3:PutObject')),
        ...isPublic,
      },
    },
    {
      name: 'an ACL that lets the public list only',
      facts: { ...unblocked, policy: null, policyStatus: null, acl: acl(grant(allUsers, 'READ')) },
    },
    {
      name: 'a friend may write',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:Put*', toFriend)),
        acl: acl(),
        ownership: null,
      },
    },
    {
      name: 'a Deny for everyone but some',
      facts: {
        ...unblocked,
        policy: policy(
          allow('s3:PutObject'),
          deny('s3:*', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
        ),
        acl: acl(),
      },
    },
    {
      name: 'a Deny takes back the writing that the ACL grants',
      facts: {
        ...unblocked,
        policy: policy(deny(['s3:Put*', 's3:Delete*'])),
        ownership: null,
        acl: acl(grant(allUsers, 'WRITE')),
      },
      because: /^Statement 1 of the bucket policy denies writing to Everyone/,
    },
  ],
  fail: [
    ...points.open,
    {
      name: 'T23: everyone may do everything with bucket and objects',
      facts: { ...unblocked, policy: policy(allow('s3:*')), ...isPublic, acl: acl(), ...enforced },
    },
    {
      name: 'the ACL lets everyone change it',
      facts: {
        ...unblocked,
        policy: null,
        ownership: null,
        acl: acl(grant(allUsers, 'WRITE_ACP')),
      },
      because:
        'The public can write, delete or change permissions. The ACL grants WRITE_ACP (change the ACL, and so gain every permission) to Everyone.',
    },
    {
      name: 'any AWS account may write, and a Deny leaves it the ACL',
      facts: {
        ...unblocked,
        policy: policy(deny(['s3:PutObject', 's3:DeleteObject'])),
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'FULL_CONTROL')),
      },
      because: /FULL_CONTROL.*Statement 1 of the bucket policy denies writing to Any AWS account/,
    },
    {
      name: 'a longer name of a write action',
      facts: { ...unblocked, policy: policy(allow('s3:PutObjectAcl')), ...isPublic },
    },
    {
      name: 'a condition on the ACL that is sent closes nothing',
      facts: {
        ...unblocked,
        policy: policy(
          allow('s3:PutObject', {
            Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
          }),
        ),
        ...isPublic,
      },
    },
    {
      name: 'everyone may change the policy of the bucket',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:PutBucketPolicy', { Resource: `arn:aws:s3:::${here.bucket}` })),
      },
    },
    {
      name: 'one principal is denied, the others are not',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:PutObject'), deny('s3:PutObject', toFriend)),
        ...isPublic,
      },
    },
  ],
  notAssessed: [
    {
      name: 'any AWS account may write by ACL, and the policy, which may deny it, is refused',
      facts: { ...unblocked, ownership: null, acl: acl(grant(authenticatedUsers, 'FULL_CONTROL')) },
    },
    {
      name: 'T13: the ACL is refused',
      facts: { ...unblocked, policy: null, policyStatus: null, ownership: null },
      because: /^The bucket ACL could not be read: access was denied \(AccessDenied\)\./,
    },
    {
      name: 'T29: public write, and the account block is refused',
      facts: {
        publicAccessBlock: null,
        policy: policy(allow('s3:PutObject')),
        ...isPublic,
        acl: acl(),
      },
      because: /^The Block Public Access of the account could not be read/,
    },
  ],
});
