import check from '../../src/checks/bucket-not-public.ts';
import { complete } from '../../src/model/evidence.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import {
  acl,
  allow,
  block,
  blockAll,
  delegated,
  deny,
  fromOffice,
  grant,
  here,
  multiRegionPoint,
  pointEntry,
  policy,
  toFriend,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';

const unblocked = { accountPublicAccessBlock: null, publicAccessBlock: null };
const enforced = { objectOwnership: 'BucketOwnerEnforced' } as const;
const noPolicy = { policy: null, policyStatus: null };
const publicPolicy = {
  policy: policy(allow('s3:GetObject')),
  policyStatus: { isPublic: true },
};
const delegatedPolicy = { policy: policy(delegated), policyStatus: { isPublic: false } };
const point = {
  bucket: here.bucket,
  bucketAccount: here.account,
  networkOrigin: 'Internet' as const,
  vpcId: null,
};
/** The bucket policy leaves reading alone to access points. */
const partlyDelegated = {
  ...unblocked,
  policy: policy(
    allow('s3:GetObject', {
      Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
    }),
  ),
  policyStatus: { isPublic: false },
  acl: acl(),
  accessPoints: complete([pointEntry()]),
  multiRegionAccessPoints: complete([]),
  accessPoint: { ...point, publicAccessBlock: block() },
};
const pointPolicy = (Action: string) =>
  policy(allow(Action, { Resource: `${pointEntry().arn}/object/*` }));
const noGlobalPoints = { multiRegionAccessPoints: complete([]) };

const points = pointCases('s3:GetObject');

testCheck(check, {
  pass: [
    ...points.closed,
    {
      name: 'T18: block on, no grants',
      facts: {
        ...noPolicy,
        accountPublicAccessBlock: blockAll,
        publicAccessBlock: blockAll,
        acl: acl(),
        ownership: enforced,
      },
    },
    {
      name: 'T01: ACL and policy refused, the pair that neutralises on for the account',
      facts: {
        accountPublicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets'),
        publicAccessBlock: null,
      },
      because:
        'Ignore Public ACLs neutralises public grants. Restrict Public Buckets cuts every public policy off. Restrict Public Buckets holds for access points too.',
    },
    {
      name: 'each level neutralises one way',
      facts: {
        accountPublicAccessBlock: block('ignorePublicAcls'),
        publicAccessBlock: block('restrictPublicBuckets'),
        acl: acl(grant(allUsers, 'READ')),
        ...publicPolicy,
      },
    },
    {
      name: 'T17: a public policy that Restrict Public Buckets cuts off, and ACLs disabled',
      facts: {
        ...publicPolicy,
        ownership: enforced,
        acl: acl(),
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
      },
      because: /would let the public in, and Restrict Public Buckets cuts it off/,
    },
    {
      name: 'nothing blocks, and there is nothing to block',
      facts: { ...unblocked, ...noPolicy, acl: acl(grant(logDelivery, 'WRITE')), ownership: null },
    },
    {
      name: 'T27: S3 says that the policy is not public, and its text is refused',
      facts: {
        ...unblocked,
        policyStatus: { isPublic: false },
        accessPoints: complete([]),
        ...noGlobalPoints,
        acl: acl(),
      },
    },
    {
      name: 'the policy is refused, and S3 says that there is none',
      facts: { ...unblocked, policyStatus: null, acl: acl() },
    },
    {
      name: 'T20: a policy for everyone from fixed addresses, which S3 does not call public',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject', fromOffice)),
        policyStatus: { isPublic: false },
        acl: acl(),
      },
    },
    {
      name: 'access points of the account decide, and none is public',
      facts: {
        ...unblocked,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: complete([pointEntry(), pointEntry('acme-vpc', 'VPC')]),
        ...noGlobalPoints,
        accessPoint: { ...point, publicAccessBlock: block() },
        accessPointPolicyStatus: { isPublic: false },
      },
    },
    {
      name: 'access points decide, and the public one is restricted by itself',
      facts: {
        publicAccessBlock: null,
        accountPublicAccessBlock: null,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: complete([pointEntry()]),
        ...noGlobalPoints,
        accessPoint: { ...point, publicAccessBlock: blockAll },
        accessPointPolicyStatus: { isPublic: true },
      },
    },
    {
      name: 'access points of another account, named, decide',
      facts: {
        ...unblocked,
        policy: policy(
          allow('*', {
            Condition: { StringEquals: { 's3:DataAccessPointAccount': '444455556666' } },
          }),
        ),
        policyStatus: { isPublic: false },
        acl: acl(),
        accessPoints: complete([]),
        ...noGlobalPoints,
      },
      because: /access points of account 444455556666, whose policies only that account can see\./,
    },
    {
      name: 'a public access point that allows nothing of what the bucket policy leaves to it',
      facts: {
        ...partlyDelegated,
        accessPointPolicyStatus: { isPublic: true },
        accessPointPolicy: pointPolicy('s3:PutObject'),
      },
      because: /No access point of the bucket lets the public in\.$/,
    },
    {
      name: 'a Multi-Region Access Point that restricts public access by itself',
      facts: {
        ...unblocked,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([
          { ...multiRegionPoint(here.bucket), publicAccessBlock: blockAll },
        ]),
      },
    },
    {
      name: 'a policy for everyone from fixed addresses, on an endpoint whose word is not trusted',
      provider: 'other',
      facts: {
        policy: policy(allow('s3:GetObject', fromOffice)),
        policyStatus: { isPublic: true },
        publicAccessBlock: null,
        acl: acl(),
      },
      because: /Its condition on aws:sourceip \(IpAddress 203\.0\.113\.0\/24\) limits it/,
    },
    {
      name: 'T39: a friend and an address range in one policy, and no word of S3',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject', toFriend), allow('s3:PutObject', fromOffice)),
        acl: acl(),
        ownership: enforced,
      },
    },
    {
      name: 'nothing configured, on an endpoint that is not AWS',
      provider: 'other',
      facts: { policy: null, acl: acl(), publicAccessBlock: null },
    },
    {
      name: 'S3 counts the policy as public, a Deny spares an organisation alone, and the block is on',
      facts: {
        accountPublicAccessBlock: null,
        publicAccessBlock: block('restrictPublicBuckets'),
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
        ),
        policyStatus: { isPublic: true },
        ownership: enforced,
        acl: acl(),
      },
      because: /without the block too, strangers get nothing by it\./,
    },
  ],
  fail: [
    {
      name: 'public, with the tag that approves of it',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject')),
        policyStatus: { isPublic: true },
        tags: [{ key: 'PublicAccessApproved', value: 'true' }],
      },
      because:
        /The bucket carries the tag PublicAccessApproved=true, which approves of its being public\.$/,
    },
    {
      name: 'public by its ACL as S3 counts it, and a Deny takes the grant back',
      facts: {
        ...unblocked,
        ownership: null,
        acl: acl(grant(allUsers, 'READ')),
        policy: policy(deny('s3:*')),
        policyStatus: { isPublic: false },
      },
      because:
        'S3 counts the bucket as public, though strangers get nothing by it today. The ACL grants READ (list the objects) to Everyone. Statement 1 of the bucket policy denies listing to Everyone, though the ACL grants it by READ. S3 counts a public grant of the ACL as public whatever a Deny says.',
    },
    ...points.open,
    {
      name: 'a public access point that allows the one action that the bucket policy leaves to it',
      facts: {
        ...partlyDelegated,
        accessPointPolicyStatus: { isPublic: true },
        accessPointPolicy: pointPolicy('s3:GetObject'),
      },
    },
    {
      name: 'T38: ACL private, policy public',
      facts: { ...unblocked, ...publicPolicy, acl: acl(), ownership: null },
      because:
        'The bucket is public. S3 reports the policy as public. Statement 1 allows s3:GetObject to everyone. Restrict Public Buckets is off for the bucket and the account.',
    },
    {
      name: 'T24: S3 calls the policy public, and its text is refused',
      facts: { ...unblocked, policyStatus: { isPublic: true }, ownership: enforced },
    },
    {
      name: 'T01: ACL refused, policy public',
      facts: { ...unblocked, ...publicPolicy },
    },
    {
      name: 'T01: policy refused, ACL public',
      facts: { ...unblocked, acl: acl(grant(allUsers, 'READ')), ownership: null },
      because:
        'The bucket is public. The ACL grants READ (list the objects) to Everyone. The bucket policy cannot be read: a Deny in it may take back what the ACL grants.',
    },
    {
      name: 'any permission of any AWS account is public',
      facts: {
        ...unblocked,
        ...noPolicy,
        acl: acl(grant(authenticatedUsers, 'READ_ACP')),
        ownership: null,
      },
    },
    {
      name: 'T28: the pair that stops new writes only, at both levels',
      facts: {
        accountPublicAccessBlock: block('blockPublicAcls', 'blockPublicPolicy'),
        publicAccessBlock: block('blockPublicAcls', 'blockPublicPolicy'),
        ...publicPolicy,
        acl: acl(),
      },
    },
    {
      name: 'a public access point to which the bucket policy leaves the decision',
      facts: {
        ...unblocked,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: complete([pointEntry()]),
        accessPoint: { ...point, publicAccessBlock: block() },
        accessPointPolicyStatus: { isPublic: true },
      },
      because: /S3 reports the policy of access point acme-point as public/,
    },
    {
      name: 'a public policy, on an endpoint that does not know Block Public Access',
      provider: 'other',
      facts: { policy: policy(allow('s3:GetObject')) },
      gaps: { publicAccessBlock: 'unsupported', ownership: 'unsupported' },
    },
  ],
  notAssessed: [
    {
      name: 'T01: ACL refused, everything else harmless',
      facts: { ...unblocked, ...noPolicy, ownership: null },
      because:
        /^The bucket ACL could not be read: access was denied \(AccessDenied\)\. Allow s3:Get-acl\.$/,
    },
    {
      name: 'T15: ACL refused, ownership unknown',
      facts: { ...unblocked, ...noPolicy },
    },
    {
      name: 'T14: policy, policy status and ACL refused, nothing blocked',
      facts: { ...unblocked, ownership: enforced },
      because: /^The policy status could not be read/,
    },
    {
      name: 'T28: public policy, and the account block is refused',
      facts: { ...publicPolicy, publicAccessBlock: null, acl: acl(), ownership: enforced },
      because: /^The Block Public Access of the account could not be read/,
    },
    {
      name: 'T14: public policy, and the bucket block is refused',
      facts: { ...publicPolicy, accountPublicAccessBlock: null, ownership: enforced },
    },
    {
      name: 'access points decide, and an open Multi-Region Access Point spans the bucket',
      facts: {
        ...unblocked,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([multiRegionPoint(here.bucket)]),
      },
      because: /The Multi-Region Access Point policy of acme-everywhere could not be read/,
    },
    {
      name: 'access points decide, and only a part of their list was read',
      facts: {
        ...unblocked,
        ...delegatedPolicy,
        acl: acl(),
        accessPoints: {
          items: [],
          complete: false,
          gaps: [{ gap: 'throttled', actions: ['s3:ListAccessPoints'], detail: 'SlowDown' }],
        },
        ...noGlobalPoints,
      },
      because:
        'Statement 1 leaves the decision to access points of this account. The list of access points could not be read: AWS kept throttling the read (SlowDown).',
    },
    {
      name: 'a public access point, and what its policy allows of the one action left to it is refused',
      facts: { ...partlyDelegated, accessPointPolicyStatus: { isPublic: true } },
      because:
        /S3 reports the policy of access point acme-point as public\. The access point policy of acme-point could not be read/,
    },
  ],
});
