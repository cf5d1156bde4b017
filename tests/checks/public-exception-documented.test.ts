import check from '../../src/checks/public-exception-documented.ts';
import { complete } from '../../src/model/evidence.ts';
import { allUsers } from '../../src/policy/groups.ts';
import { pointCases } from '../point-cases.ts';
import { acl, allow, block, blockAll, grant, here, pointEntry, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const open = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  policy: policy(allow('s3:GetObject')),
  policyStatus: { isPublic: true },
  accessPoints: complete([]),
};
const closed = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  ownership: null,
  policy: null,
  policyStatus: null,
};
const delegating = {
  ...closed,
  policy: policy(
    allow('s3:GetObject', {
      Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
    }),
  ),
  policyStatus: { isPublic: false },
  acl: acl(),
};
const point = {
  bucket: here.bucket,
  bucketAccount: here.account,
  networkOrigin: 'Internet' as const,
  vpcId: null,
  publicAccessBlock: block(),
};
const tagged = (key: string, value: string) => ({ tags: [{ key, value }] });

const points = pointCases('s3:GetObject');
const untagged = <T extends { facts: object }>(one: T) => ({
  ...one,
  facts: { ...one.facts, tags: null },
});

testCheck(check, {
  pass: [
    {
      name: 'T32: public and approved',
      facts: { ...open, ...tagged('PublicAccessApproved', 'true') },
    },
    {
      name: 'approved by a tag of the user’s choice',
      facts: { ...open, ...tagged('site', 'yes') },
      settings: { publicApprovalTag: 'site' },
    },
    {
      name: 'approved by the value that the user asks for',
      facts: { ...open, ...tagged('site', 'no') },
      settings: { publicApprovalTag: 'site', publicApprovalValue: 'no' },
    },
  ],
  fail: [
    ...points.open.map(untagged),
    {
      name: 'tagged with another value than the one asked for',
      facts: { ...open, ...tagged('PublicAccessApproved', 'later') },
      settings: { publicApprovalValue: 'true' },
      because: /the value of its tag PublicAccessApproved is not true/,
    },
    { name: 'public without a tag', facts: { ...open, tags: null } },
    {
      name: 'public by its ACL',
      facts: { ...closed, acl: acl(grant(allUsers, 'READ')), tags: null },
    },
    {
      name: 'public by an access point',
      facts: {
        ...delegating,
        accessPoints: complete([pointEntry()]),
        accessPoint: point,
        accessPointPolicyStatus: { isPublic: true },
        accessPointPolicy: policy(
          allow('s3:GetObject', { Resource: `${pointEntry().arn}/object/*` }),
        ),
        tags: null,
      },
    },
    { name: 'approval withdrawn', facts: { ...open, ...tagged('PublicAccessApproved', 'false') } },
  ],
  notApplicable: [
    ...points.closed.map(untagged),
    {
      name: 'not public',
      facts: { publicAccessBlock: blockAll, tags: null },
    },
    {
      name: 'left to access points, of which there are none',
      facts: {
        ...delegating,
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([]),
        tags: null,
      },
    },
  ],
  notAssessed: [{ name: 'public, and the tags are refused', facts: open }],
});
