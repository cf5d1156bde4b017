import check from '../../src/checks/objects-not-public.ts';
import { complete } from '../../src/model/evidence.ts';
import { pointCases } from '../point-cases.ts';
import {
  allow,
  block,
  blockAll,
  deny,
  denyHttp,
  here,
  objectLook,
  policy,
  publicAcls,
  read,
} from '../samples.ts';
import { authenticatedUsers } from '../../src/policy/groups.ts';
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

/** Object ACLs count. */
const live = {
  ...none,
  ownership: writer,
  accountPublicAccessBlock: null,
  publicAccessBlock: block('blockPublicAcls'),
};
const bySettings = (...statements: ReturnType<typeof deny>[]) => ({
  ...live,
  policy: policy(...statements),
  policyStatus: { isPublic: false },
  objects: looks({ acls: publicAcls }),
});
const under = (key: string) => ({ Resource: `arn:aws:s3:::${here.bucket}/${key}` });
const clean = (count: number) => read({ read: count, unread: [], publicCount: 0, public: [] });

const looks = (change: Parameters<typeof objectLook>[0] = {}) => [objectLook(change)];

testCheck(check, {
  pass: [
    {
      name: 'the bucket is empty',
      facts: { ...live, objects: looks({ listed: 0, looked: 0, acls: clean(0) }) },
      because: /^The bucket holds no object\./,
    },
    {
      name: 'every version was looked at, and none is public',
      facts: { ...live, objects: looks() },
      because: /^All 10 object versions were looked at, and no ACL of one is public\./,
    },
    {
      name: 'an inventory report of all objects names no public one',
      facts: { ...live, objects: looks({ by: 'inventory' }) },
      because: /^The inventory report lists 10 object versions, and no ACL of one is public\./,
    },
    {
      name: 'every object was looked at, and a Deny takes back what the ACL of one gives',
      facts: bySettings(deny('s3:GetObject*', under('a*'))),
      because: /what is public in one of them, Deny statements of the bucket policy take back\./,
    },
    {
      name: 'a later report of all objects names none, where an earlier sample did',
      facts: {
        ...live,
        objects: [
          objectLook({ all: false, acls: publicAcls }),
          objectLook({ by: 'inventory', at: '2026-11-24T00:00:00.000Z' }),
        ],
      },
      because: /^The inventory report lists 10 object versions, and no ACL/,
    },
    {
      name: 'ACLs are disabled, whatever a look found',
      facts: { ...live, ownership: disabled, objects: looks({ acls: publicAcls }) },
      because: /^ACLs are disabled/,
    },
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
    {
      name: 'a sample finds one that a later report without ACLs does not speak of',
      facts: {
        ...live,
        objects: [
          objectLook({ all: false, acls: publicAcls }),
          objectLook({
            by: 'inventory',
            at: '2026-11-24T00:00:00.000Z',
            acls: { known: false, gap: 'skipped', actions: [], detail: 'NoSuchField' },
          }),
        ],
      },
    },
    {
      name: 'one object of a sample is public',
      facts: { ...live, objects: looks({ all: false, listed: 4000, acls: publicAcls }) },
      because:
        /The ACL of the object `a\.csv` gives `READ` to everyone\. A sample of 10 of at least 4,000 object versions was looked at; the ACL of 1 object version is public\./,
    },
    {
      name: 'a Deny speaks of other objects',
      facts: bySettings(deny('s3:*', under('b*'))),
    },
    {
      name: 'a Deny leaves those who come by TLS',
      facts: bySettings(denyHttp),
    },
    {
      name: 'a Deny speaks of writing alone',
      facts: bySettings(deny(['s3:PutObject', 's3:GetObjectAcl'])),
    },
    {
      name: 'an earlier version is public to every AWS account',
      facts: {
        ...live,
        objects: looks({
          acls: read({
            read: 10,
            unread: [],
            publicCount: 1,
            public: [
              {
                key: 'old.csv',
                version: 'v0',
                latest: false,
                grants: [
                  { type: 'Group' as const, grantee: authenticatedUsers, permission: 'READ_ACP' },
                ],
              },
            ],
          }),
        }),
      },
      because:
        /The ACL of an earlier version of the object `old\.csv` gives `READ_ACP` to every AWS account\./,
    },
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
      name: 'T35: 3 of the first 100 are private, which is no pass',
      facts: {
        ...live,
        objects: looks({ all: false, listed: 100, looked: 3, acls: clean(3) }),
      },
      because:
        'Objects here can have ACLs of their own, so no setting tells whether one of them is public. A sample of 3 of at least 100 object versions was looked at; the ACLs of 3 object versions were read, and none is public. As far as the sample is a random one, that excludes with 95 % confidence that more than 64 % of them are. It does not show that none is.',
    },
    {
      name: 'all were looked at, but the ACL of one was refused',
      facts: {
        ...live,
        objects: looks({
          acls: read({
            read: 9,
            unread: [{ detail: 'AccessDenied', count: 1 }],
            publicCount: 0,
            public: [],
          }),
        }),
      },
      because: /Of 1 more the ACL could not be read \(AccessDenied 1\)\./,
    },
    {
      name: 'some files of a report are missing',
      facts: { ...live, objects: looks({ by: 'inventory', all: false }) },
      because: /The parts of the inventory report that were opened list 10 object versions/,
    },
    {
      name: 'a report without the ACL field',
      facts: {
        ...live,
        objects: looks({
          by: 'inventory',
          acls: { known: false, gap: 'skipped', actions: [], detail: 'NoSuchField' },
        }),
      },
      because: /but not with their ACLs: the report lacks the field\./,
    },
    {
      name: 'only the encryption was looked at',
      facts: {
        ...live,
        objects: looks({
          acls: { known: false, gap: 'skipped', actions: ['s3:GetObjectAcl'], detail: '' },
        }),
      },
      because: /but not their ACLs\./,
    },
    {
      name: 'an object is public, and a policy that may deny it is unread',
      facts: {
        ownership: writer,
        accountPublicAccessBlock: null,
        publicAccessBlock: null,
        policyStatus: { isPublic: false },
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([]),
        objects: looks({ acls: publicAcls }),
      },
    },
    {
      name: 'one of a sample is public to nobody by a Deny, which says nothing of the others',
      facts: {
        ...bySettings(deny('s3:*')),
        objects: looks({ all: false, listed: 4000, acls: publicAcls }),
      },
      because: /were read, and what is public in one of them, Deny statements/,
    },
    {
      name: 'an object is public where the switches are unread, which may ignore it',
      facts: { ...none, ownership: writer, objects: looks({ acls: publicAcls }) },
    },
    {
      name: 'ACLs work, so only the objects can tell, and they could not be listed',
      facts: {
        ...none,
        ownership: writer,
        accountPublicAccessBlock: null,
        publicAccessBlock: block('blockPublicAcls'),
      },
      because:
        /^Objects here can have ACLs of their own, so no setting tells whether one of them is public\. The sample of the objects could not be read/,
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
