import check from '../../src/checks/public-read-prohibited.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import {
  acl,
  allow,
  block,
  deny,
  denyHttp,
  fromOffice,
  grant,
  here,
  policy,
  toFriend,
} from '../samples.ts';
import { testCheck } from '../test-check.ts';

const unblocked = { accountPublicAccessBlock: null, publicAccessBlock: null };
const isPublic = { policyStatus: { isPublic: true } };
const enforced = { ownership: { objectOwnership: 'BucketOwnerEnforced' as const } };

const points = pointCases('s3:GetObject');

testCheck(check, {
  pass: [
    ...points.closed,
    {
      name: 'no policy, private ACL',
      facts: { ...unblocked, policy: null, policyStatus: null, acl: acl(), ownership: null },
    },
    {
      name: 'T03: ACL refused, but ACLs are disabled',
      facts: { ...unblocked, policy: null, policyStatus: null, ...enforced },
      because: 'ACLs are disabled by Object Ownership. There is no bucket policy.',
    },
    {
      name: 'an ACL that lets the public write only',
      facts: { ...unblocked, policy: null, acl: acl(grant(allUsers, 'WRITE')) },
    },
    {
      name: 'T22: a policy that lets the public put only',
      facts: { ...unblocked, policy: policy(allow('s3:Put*')), ...isPublic, acl: acl() },
    },
    {
      name: 'a friend may read',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject', toFriend)),
        policyStatus: { isPublic: false },
        acl: acl(),
      },
    },
    {
      name: 'T21: S3 does not call a policy with a fixed condition public',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:*', fromOffice)),
        policyStatus: { isPublic: false },
        acl: acl(),
      },
      because: 'The ACL has no such grant to the public. S3 reports the policy as not public.',
    },
    {
      name: 'public policy and ACL, the pair that neutralises on for the bucket',
      facts: {
        publicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets'),
        policy: policy(allow('s3:GetObject')),
        ...isPublic,
        acl: acl(grant(allUsers, 'READ')),
      },
    },
    {
      name: 'everything but reading allowed',
      facts: {
        ...unblocked,
        policy: policy(allow('', { Action: undefined, NotAction: ['s3:Get*', 's3:List*'] })),
        ...isPublic,
        acl: acl(),
      },
    },
    {
      name: 'reading of objects allowed for the bucket ARN alone, which holds no object',
      facts: {
        ...unblocked,
        policy: policy(
          allow(['s3:GetObject', 's3:PutBucketTagging'], {
            Resource: `arn:aws:s3:::${here.bucket}`,
          }),
        ),
        ...isPublic,
        acl: acl(),
      },
    },
    {
      name: 'a Deny that may take the public grant back',
      facts: {
        ...unblocked,
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:GetObject', {
            Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
          }),
        ),
        ...isPublic,
        acl: acl(),
      },
    },
    {
      name: 'a Deny takes back what the ACL grants',
      facts: {
        ...unblocked,
        policy: policy(deny('s3:*')),
        policyStatus: { isPublic: false },
        ownership: null,
        acl: acl(grant(allUsers, 'READ')),
      },
      because:
        /^Statement 1 of the bucket policy denies listing to Everyone, though the ACL grants it by READ\. /,
    },
    {
      name: 'a Deny leaves an organisation what the ACL grants',
      facts: {
        ...unblocked,
        policy: policy(
          deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
        ),
        ownership: null,
        acl: acl(grant(allUsers, 'READ'), grant(authenticatedUsers, 'READ_ACP')),
      },
    },
    {
      name: 'the ACL is refused, and a Deny takes back whatever it may grant',
      facts: { ...unblocked, policy: policy(deny('s3:*')), ownership: null },
      because: /^Whatever the ACL grants, Deny statements of the bucket policy take it back\. /,
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
    ...points.open,
    {
      name: 'T23: everyone may do everything with bucket and objects',
      facts: { ...unblocked, policy: policy(allow('s3:*')), ...isPublic, acl: acl(), ...enforced },
      because:
        'The public can list or read. Statement 1 allows s3:* to everyone. Restrict Public Buckets is off for the bucket and the account.',
    },
    {
      name: 'T31: a website configuration exempts nothing',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject')),
        website: { indexDocument: 'index.html', errorDocument: null, redirectHost: null },
      },
    },
    {
      name: 'wildcards and any case of the action',
      facts: { ...unblocked, policy: policy(allow('S3:g?tOBJ*')), ...isPublic },
    },
    {
      name: 'NotAction that leaves reading in',
      facts: {
        ...unblocked,
        policy: policy(allow('', { Action: undefined, NotAction: 's3:DeleteObject' })),
      },
    },
    {
      name: 'a part of the objects is public',
      facts: {
        ...unblocked,
        policy: policy(allow('s3:GetObject', { Resource: `arn:aws:s3:::${here.bucket}/public/*` })),
      },
    },
    {
      name: 'a Deny on plain HTTP leaves HTTPS open',
      facts: { ...unblocked, policy: policy(allow('s3:GetObject'), denyHttp), ...isPublic },
    },
    {
      name: 'one statement under a condition, and S3 calls the policy public',
      facts: {
        ...unblocked,
        policy: policy(
          allow('s3:GetObject', { Condition: { StringLike: { 'aws:Referer': 'acme*' } } }),
        ),
        ...isPublic,
      },
    },
    {
      name: 'any AWS account may list by ACL',
      facts: {
        ...unblocked,
        policy: null,
        ownership: null,
        acl: acl(grant(authenticatedUsers, 'READ')),
      },
      because:
        /^The public can list or read\. The ACL grants READ \(list the objects\) to Any AWS account\.$/,
    },
    {
      name: 'a Deny takes the ACL’s grant from strangers without an account only',
      facts: {
        ...unblocked,
        policy: policy(deny('s3:*', { Condition: { Null: { 'aws:PrincipalArn': 'true' } } })),
        ownership: null,
        acl: acl(grant(allUsers, 'READ')),
      },
      because:
        'The public can list or read. The ACL grants READ (list the objects) to Everyone. Statement 1 of the bucket policy denies listing to Everyone but those whom it spares, though the ACL grants it by READ.',
    },
    {
      name: 'the pair that stops new writes only does not close what is public',
      facts: {
        accountPublicAccessBlock: null,
        publicAccessBlock: block('blockPublicAcls', 'blockPublicPolicy'),
        policy: policy(allow('s3:GetObject')),
      },
    },
  ],
  notAssessed: [
    {
      name: 'any AWS account may list by ACL, and the policy, which may deny it, is refused',
      facts: { ...unblocked, ownership: null, acl: acl(grant(authenticatedUsers, 'READ')) },
      because: /^The bucket policy could not be read/,
    },
    {
      name: 'T03: ACL refused while ACLs count',
      facts: { ...unblocked, policy: null, ownership: null },
      because: /^The bucket ACL could not be read: access was denied/,
    },
    {
      name: 'T09: the policy is refused, and S3 calls it public',
      facts: { ...unblocked, ...isPublic, acl: acl() },
      because: /^The bucket policy could not be read/,
    },
    {
      name: 'the policy cannot be parsed',
      facts: { ...unblocked, policy: '{"Statement":', ...isPublic, acl: acl() },
      because: /^The policy is not valid JSON: see line 1, column 14, where the text ends/,
    },
  ],
});
