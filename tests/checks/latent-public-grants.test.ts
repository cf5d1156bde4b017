import check from '../../src/checks/latent-public-grants.ts';
import { allUsers } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import { acl, allow, block, blockAll, grant, policy, toFriend } from '../samples.ts';
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
  ],
  fail: [
    ...points.open.map(held),
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
