import check from '../../src/checks/trail-bucket-not-public.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Facts } from '../../src/model/facts.ts';
import { authenticatedUsers } from '../../src/policy/groups.ts';
import { acl, allow, block, blockAll, grant, here, policy } from '../samples.ts';
import { pointCases } from '../point-cases.ts';
import { type Case, testCheck } from '../test-check.ts';
import { enabled, storesHere, storesNothingHere } from '../trail-cases.ts';

const closed: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: blockAll,
};
const open: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  ownership: null,
  acl: acl(),
  policy: null,
  policyStatus: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};
const points = pointCases('s3:GetObject');
const stored = (cases: readonly Case[]) =>
  cases.map((one) => ({ ...one, facts: { ...storesHere, ...one.facts } }));
const trailPolicy = policy(
  allow('s3:GetBucketAcl', { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
  allow('s3:PutObject', { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
);

testCheck(check, {
  pass: [
    { name: 'everything is blocked', facts: { ...storesHere, ...closed } },
    {
      name: 'T69: the policy that CloudTrail needs names a service, which is not the public',
      facts: { ...storesHere, ...open, policy: trailPolicy, policyStatus: { isPublic: false } },
      because: /^The bucket stores the logs of trail main\. /,
    },
    ...stored(points.closed),
  ],
  fail: [
    ...stored(points.open),
    {
      name: 'by policy',
      facts: {
        ...storesHere,
        ...open,
        policy: policy(allow('s3:GetObject')),
        policyStatus: { isPublic: true },
      },
      because: /^The bucket stores the logs of trail main, and it is public\. /,
    },
    {
      name: 'by ACL, to any AWS account',
      facts: { ...storesHere, ...open, acl: acl(grant(authenticatedUsers, 'READ')) },
    },
    {
      name: 'the block refuses new grants only',
      facts: {
        ...storesHere,
        ...open,
        publicAccessBlock: block('blockPublicAcls', 'blockPublicPolicy'),
        policy: policy(allow('s3:GetObject')),
        policyStatus: { isPublic: true },
      },
    },
  ],
  notApplicable: [
    { name: 'no trail', facts: { ...enabled(here.region), trails: complete([]), ...closed } },
    { name: 'no trail stores here, though it is public', facts: { ...storesNothingHere, ...open } },
  ],
  notAssessed: [
    { name: 'the trails are unread', facts: { ...enabled(here.region), ...closed } },
    { name: 'the exposure is unread', facts: storesHere },
  ],
});
