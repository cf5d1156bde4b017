import check from '../../src/checks/objects-not-public.ts';
import { complete } from '../../src/model/evidence.ts';
import { pointCases } from '../point-cases.ts';
import { allow, block, blockAll, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const disabled = { objectOwnership: 'BucketOwnerEnforced' } as const;
const writer = { objectOwnership: 'ObjectWriter' } as const;
const points = pointCases('s3:GetObject');
const none = {
  policy: null,
  policyStatus: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};
const open = {
  policy: policy(allow('s3:GetObject')),
  policyStatus: { isPublic: true },
};

testCheck(check, {
  pass: [
    ...points.closed.map((one) => ({ ...one, facts: { ...one.facts, ownership: disabled } })),
    {
      name: 'T37: ACLs are disabled and there is no policy: exact, and no object is read',
      facts: { ...none, ownership: disabled },
      because: /^ACLs are disabled, those of objects too\. /,
    },
    {
      name: 'public ACLs are ignored by the account',
      facts: {
        ...none,
        ownership: writer,
        accountPublicAccessBlock: block('ignorePublicAcls'),
      },
      because: /^Ignore Public ACLs is on, for objects too\. /,
    },
    {
      name: 'a public policy that Restrict Public Buckets cuts off, with ACLs ignored',
      facts: { ...open, publicAccessBlock: blockAll },
    },
  ],
  fail: [
    ...points.open,
    {
      name: 'a public statement covers objects',
      facts: {
        ...none,
        ...open,
        ownership: disabled,
        accountPublicAccessBlock: null,
        publicAccessBlock: null,
      },
      because: /^The public reaches objects\. /,
    },
    {
      name: 'the same, whatever object ACLs do',
      facts: { ...none, ...open, accountPublicAccessBlock: null, publicAccessBlock: null },
    },
    {
      name: 'the public may write objects',
      facts: {
        ...none,
        policy: policy(allow('s3:PutObject')),
        policyStatus: { isPublic: true },
        ownership: disabled,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('blockPublicPolicy'),
      },
    },
  ],
  notAssessed: [
    {
      name: 'ACLs work, so only the objects can tell',
      facts: {
        ...none,
        ownership: writer,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('blockPublicAcls'),
      },
      because:
        'Objects here can have ACLs of their own, so no setting tells whether one of them is public; only looking at the objects does, which this audit did not do.',
    },
    {
      name: 'Object Ownership is refused',
      facts: { ...none, accountPublicAccessBlock: null, publicAccessBlock: null },
      because: /^The Object Ownership could not be read/,
    },
    {
      name: 'the switches are refused, and ACLs work',
      facts: { ...none, ownership: writer },
      because: /^The Block Public Access of the account could not be read/,
    },
    {
      name: 'the policy is refused',
      facts: {
        ownership: disabled,
        accountPublicAccessBlock: null,
        publicAccessBlock: null,
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([]),
      },
      because: /policy.* could not be read/,
    },
  ],
});
