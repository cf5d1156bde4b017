import check from '../../src/checks/latent-public-grants.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import { acl, allow, block, blockAll, deny, grant, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const open = { policy: policy(allow('s3:GetObject')), policyStatus: { isPublic: true } };
const friendly = { policy: policy(allow('s3:*', toFriend)), policyStatus: { isPublic: false } };
const enforced = { objectOwnership: 'BucketOwnerEnforced' } as const;
const unset = { accountPublicAccessBlock: null, publicAccessBlock: null };

const points = pointCases('s3:GetObject');
const held = <T extends { facts: object }>(one: T) => ({
  ...one,
  facts: {
    ...one.facts,
    publicAccessBlock: block('restrictPublicBuckets'),
    ownership: null,
  },
});

testCheck(check, {
  pass: [
    ...points.closed.map(held),
    {
      name: 'blocked, and nothing behind it',
      facts: {
        ...friendly,
        accountPublicAccessBlock: blockAll,
        publicAccessBlock: null,
        ownership: enforced,
        acl: acl(),
      },
    },
    {
      name: 'a public policy that counts today, and ACLs are disabled',
      facts: { ...unset, ...open, ownership: enforced, acl: acl() },
      because:
        /^What is public here counts already, which bucket-not-public judges: S3 reports the policy as public\. .*Nothing further shows/,
    },
    {
      name: 'a public policy that counts today, and Ignore Public ACLs alone is on',
      facts: {
        ...open,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('ignorePublicAcls'),
        ownership: null,
        acl: acl(),
      },
      because: /^What is public here counts already/,
    },
    {
      name: 'a grant of the ACL that counts today, and Restrict Public Buckets alone is on',
      facts: {
        ...friendly,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'READ')),
      },
      because:
        /^What is public here counts already, .*The ACL grants READ \(list the objects\) to Any AWS account\./,
    },
  ],
  fail: [
    ...points.open.map(held),
    ...[
      {
        name: 'a Deny leaves an organisation alone',
        text: policy(
          allow('s3:GetObject'),
          deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
        ),
      },
      {
        name: 'it speaks of another bucket',
        text: policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::another/*' })),
      },
    ].map(({ name, text }) => ({
      name: `S3 counts the policy as public, and ${name}`,
      facts: {
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
        policy: text,
        policyStatus: { isPublic: true },
        ownership: null,
        acl: acl(),
      },
      because:
        /^Lifting the block makes S3 count the bucket as public, though strangers would still get nothing by it\. .*lets no stranger do anything/,
    })),
    {
      name: 'public by its ACL today, and a public policy waits',
      facts: {
        ...open,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
        ownership: null,
        acl: acl(grant(allUsers, 'READ')),
      },
      because: /^The bucket counts as public already, and lifting the block opens it further\./,
    },
    {
      name: 'T17: a public policy behind Restrict Public Buckets',
      facts: {
        ...open,
        accountPublicAccessBlock: null,
        publicAccessBlock: blockAll,
        ownership: enforced,
        acl: acl(),
      },
      because: /Restrict Public Buckets of the bucket is all that keeps it from counting\.$/,
    },
    {
      name: 'T36: a grant that still shows behind Ignore Public ACLs',
      facts: {
        ...friendly,
        accountPublicAccessBlock: block('ignorePublicAcls'),
        publicAccessBlock: null,
        ownership: null,
        acl: acl(grant(allUsers, 'READ')),
      },
    },
  ],
  notApplicable: [
    { name: 'nothing blocks', facts: { ...unset, ...open, ownership: null, acl: acl() } },
  ],
  notAssessed: [
    {
      name: 'blocked, and the policy is refused',
      facts: { publicAccessBlock: blockAll, ownership: enforced, acl: acl() },
      because: /^The policy status could not be read/,
    },
  ],
});
