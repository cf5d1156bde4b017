import type { VerdictWord } from '../../src/model/check.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Deed, Exposed } from '../../src/model/exposure.ts';
import type { FactName, Facts } from '../../src/model/facts.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../../src/policy/groups.ts';
import {
  acl,
  allow,
  block,
  blockAll,
  deny,
  denyHttp,
  fromOffice,
  grant,
  here,
  policy,
  toFriend,
} from '../samples.ts';
import type { Case } from './case.ts';

/** One small account, and what an audit of it must say. */
export interface Pit extends Omit<Case, 'name' | 'because'> {
  says: string;
  /** By check, of the bucket in question, or of the account or access point where the check is about those. */
  verdicts: Readonly<Record<string, VerdictWord>>;
  because?: Readonly<Record<string, RegExp>>;
  /** Actions that a finding which is not assessed asks for. */
  asksFor?: Readonly<Record<string, readonly string[]>>;
  neighbours?: Readonly<Record<string, Readonly<Record<string, VerdictWord>>>>;
  exposure?: Partial<Record<Deed, Exposed['who']>>;
}

interface Pitfall {
  id: string;
  cases: readonly Pit[];
}

/** A bucket that nothing blocks and nobody shares, of which all that bears on exposure was read. */
const base: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  ownership: { objectOwnership: 'ObjectWriter' },
  acl: acl(),
  policy: null,
  policyStatus: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
  website: null,
  tags: null,
};
const without = (...left: FactName[]): Partial<Facts> =>
  Object.fromEntries(Object.entries(base).filter(([fact]) => !left.some((one) => one === fact)));
const stored = (isPublic: boolean, ...statements: Parameters<typeof policy>): Partial<Facts> => ({
  policy: policy(...statements),
  policyStatus: { isPublic },
});
const open = stored(true, allow('s3:GetObject'));
const everyoneReads = acl(grant(allUsers, 'READ'));
const condition = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
const bucket = `arn:aws:s3:::${here.bucket}`;
const enforced = { objectOwnership: 'BucketOwnerEnforced' } as const;
const restricted = { publicAccessBlock: block('restrictPublicBuckets') };
const site = { indexDocument: 'index.html', errorDocument: null, redirectHost: null };
const tlsPasses = (says: string, ...statements: Parameters<typeof policy>): Pit => ({
  says,
  facts: { ...base, ...stored(false, ...statements) },
  verdicts: { 'tls-required': 'pass' },
});

export const pitfalls: readonly Pitfall[] = [
  {
    id: 'T01',
    cases: [
      {
        says: 'a public ACL that is refused is not a pass',
        facts: without('acl'),
        verdicts: { 'bucket-not-public': 'notAssessed', 'audit-identity-can-read': 'notAssessed' },
        asksFor: { 'bucket-not-public': ['s3:Get-acl'] },
        exposure: { list: 'unknown' },
      },
      {
        says: 'a public policy that is refused is not a pass',
        facts: without('policy', 'policyStatus'),
        verdicts: { 'bucket-not-public': 'notAssessed' },
        asksFor: { 'bucket-not-public': ['s3:Get-policy'] },
        exposure: { read: 'unknown' },
      },
      {
        says: 'the account that ignores ACLs and restricts policies settles both',
        facts: {
          ...without('acl', 'policy', 'policyStatus'),
          accountPublicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets'),
        },
        verdicts: { 'bucket-not-public': 'pass' },
      },
    ],
  },
  {
    id: 'T03',
    cases: [
      {
        says: 'a denied ACL is no private ACL, and the other checks go on',
        facts: { ...without('acl'), policy: policy(denyHttp), policyStatus: { isPublic: false } },
        verdicts: {
          'acl-no-public-read': 'notAssessed',
          'acl-no-public-write': 'notAssessed',
          'tls-required': 'pass',
          'bucket-public-access-block': 'fail',
        },
      },
    ],
  },
  {
    id: 'T05',
    cases: [
      {
        says: 'a policy that did not arrive is not judged',
        facts: without('policy', 'policyStatus'),
        gaps: { policy: 'network', policyStatus: 'network' },
        verdicts: { 'tls-required': 'notAssessed', 'tls-minimum-version': 'notAssessed' },
        because: { 'tls-required': /could not be read/ },
      },
    ],
  },
  {
    id: 'T09',
    cases: [
      {
        says: 'a policy that is none is never in order',
        facts: { ...without('policyStatus'), policy: '{"Statement": "everything"}' },
        verdicts: {
          'policy-no-public-principal': 'notAssessed',
          'public-read-prohibited': 'notAssessed',
          'tls-required': 'notAssessed',
        },
      },
    ],
  },
  {
    id: 'T12',
    cases: [
      {
        says: 'a refused block leaves the rest judged',
        facts: without('publicAccessBlock'),
        others: [{ name: 'acme-web', facts: { publicAccessBlock: blockAll } }],
        verdicts: {
          'bucket-public-access-block': 'notAssessed',
          'acl-no-public-read': 'pass',
          'tls-required': 'fail',
        },
        neighbours: { 'acme-web': { 'bucket-public-access-block': 'pass' } },
      },
    ],
  },
  {
    id: 'T13',
    cases: [
      {
        says: 'the permission that is missing is named in the finding',
        facts: without('acl'),
        verdicts: {
          'acl-no-public-write': 'notAssessed',
          'public-write-prohibited': 'notAssessed',
        },
        asksFor: {
          'acl-no-public-write': ['s3:Get-acl'],
          'public-write-prohibited': ['s3:Get-acl'],
        },
      },
    ],
  },
  {
    id: 'T14',
    cases: (['policyStatus', 'publicAccessBlock', 'acl'] as const).map((fact) => ({
      says: `a Deny on ${fact} that only this bucket has draws a warning`,
      facts: without(fact),
      others: [{ name: 'acme-web', facts: { [fact]: base[fact] } }],
      verdicts: { 'audit-identity-can-read': 'notAssessed' },
      because: {
        'audit-identity-can-read': /can hide that a bucket is public/,
      },
    })),
  },
  {
    id: 'T15',
    cases: [
      {
        says: 'an ACL that cannot be read is not private',
        facts: without('acl', 'ownership'),
        verdicts: { 'bucket-not-public': 'notAssessed' },
        exposure: { list: 'unknown', write: 'unknown' },
      },
    ],
  },
  {
    id: 'T16',
    cases: [
      {
        says: 'the account blocks, the bucket has no block of its own',
        facts: { ...base, accountPublicAccessBlock: blockAll },
        verdicts: {
          'bucket-public-access-block': 'pass',
          'bucket-public-access-block-own': 'fail',
        },
      },
    ],
  },
  {
    id: 'T17',
    cases: [
      {
        says: 'a policy that lets everyone write, behind Restrict Public Buckets',
        facts: { ...base, ...stored(true, allow('s3:PutObject')), ...restricted },
        verdicts: {
          'public-write-prohibited': 'pass',
          'bucket-not-public': 'pass',
          'latent-public-grants': 'fail',
        },
        exposure: { write: 'own' },
      },
    ],
  },
  {
    id: 'T18',
    cases: [
      {
        says: 'blocked and granted to nobody',
        facts: { ...base, accountPublicAccessBlock: blockAll, publicAccessBlock: blockAll },
        verdicts: {
          'bucket-not-public': 'pass',
          'public-read-prohibited': 'pass',
          'public-write-prohibited': 'pass',
        },
        exposure: { list: 'own', read: 'own', write: 'own', delete: 'own', permissions: 'own' },
      },
    ],
  },
  {
    id: 'T19',
    cases: [
      {
        says: 'an account without a block still has buckets with one',
        facts: { ...base, publicAccessBlock: blockAll },
        others: [{ name: 'acme-site', facts: { publicAccessBlock: null } }],
        verdicts: {
          'account-public-access-block': 'fail',
          'bucket-public-access-block': 'pass',
          'bucket-public-access-block-own': 'pass',
        },
        neighbours: {
          'acme-site': {
            'bucket-public-access-block': 'fail',
            'bucket-public-access-block-own': 'fail',
          },
        },
      },
    ],
  },
  {
    id: 'T20',
    cases: [
      {
        says: 'everyone within one VPC is not the public',
        facts: {
          ...base,
          ...stored(
            false,
            allow('s3:GetObject', condition('StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d')),
          ),
        },
        verdicts: { 'policy-no-public-principal': 'pass', 'bucket-not-public': 'pass' },
        exposure: { read: 'network' },
      },
    ],
  },
  {
    id: 'T21',
    cases: (
      [
        ['IpAddress', 'aws:SourceIp', '203.0.113.0/24'],
        ['StringEquals', 'aws:SourceVpce', 'vpce-0a1b2c3d'],
        ['StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
        ['StringEquals', 'aws:SourceAccount', here.account],
        ['StringEquals', 's3:DataAccessPointAccount', here.account],
      ] as const
    ).map(([operator, key, value]) => ({
      says: `${key} with a fixed value holds in all public checks alike`,
      // S3 has not been asked, so that our own reading counts.
      facts: {
        ...without('policyStatus'),
        policy: policy(allow(['s3:GetObject', 's3:PutObject'], condition(operator, key, value))),
      },
      verdicts: {
        'policy-no-public-principal': 'pass',
        'bucket-not-public': 'pass',
        'public-read-prohibited': 'pass',
        'public-write-prohibited': 'pass',
      },
    })),
  },
  {
    id: 'T22',
    cases: [
      {
        says: 's3:Get* holds no action that writes',
        facts: { ...base, ...stored(true, allow('s3:Get*')) },
        verdicts: { 'public-write-prohibited': 'pass', 'public-read-prohibited': 'fail' },
        exposure: { read: 'public', write: 'own', delete: 'own', permissions: 'own' },
      },
    ],
  },
  {
    id: 'T23',
    cases: [
      {
        says: 'everything for everyone fails reading, writing, TLS and the star as action',
        facts: { ...base, ...stored(true, allow('s3:*')) },
        verdicts: {
          'public-read-prohibited': 'fail',
          'public-write-prohibited': 'fail',
          'tls-required': 'fail',
          'policy-no-wildcard-action': 'fail',
          'bucket-not-public': 'fail',
        },
        exposure: {
          list: 'public',
          read: 'public',
          write: 'public',
          delete: 'public',
          permissions: 'public',
        },
      },
    ],
  },
  {
    id: 'T24',
    cases: [
      {
        says: 'S3 calls the policy public where our reading does not, and both are told',
        facts: { ...base, ...stored(true, allow('s3:GetObject', fromOffice)) },
        verdicts: { 'bucket-not-public': 'fail', 'policy-no-public-principal': 'fail' },
        because: {
          'bucket-not-public': /S3 reports the policy as public.*Our own reading differs/,
        },
      },
      {
        says: 'S3 calls the policy not public where our reading does',
        facts: { ...base, ...stored(false, allow('s3:GetObject')) },
        verdicts: { 'bucket-not-public': 'pass', 'policy-no-public-principal': 'pass' },
      },
    ],
  },
  {
    id: 'T25',
    cases: [
      {
        says: 'everyone of one organisation is a class of its own',
        facts: {
          ...base,
          ...stored(
            false,
            allow('s3:GetObject', condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')),
          ),
        },
        verdicts: { 'policy-no-public-principal': 'pass' },
        exposure: { read: 'organisation' },
      },
      {
        says: 'everyone of named accounts is another',
        facts: {
          ...base,
          ...stored(
            false,
            allow(
              's3:GetObject',
              condition('StringEquals', 'aws:PrincipalAccount', '444455556666'),
            ),
          ),
        },
        verdicts: {
          'policy-no-public-principal': 'pass',
          'policy-cross-account-restricted': 'fail',
        },
        exposure: { read: 'otherAccount' },
      },
    ],
  },
  {
    id: 'T26',
    cases: [
      {
        says: 'with ACLs disabled the questions about them do not arise',
        facts: { ...base, ownership: enforced, acl: everyoneReads },
        verdicts: {
          'acl-no-public-read': 'notApplicable',
          'acl-no-public-write': 'notApplicable',
          'acl-no-authenticated-users': 'notApplicable',
          'acls-disabled': 'pass',
          'bucket-not-public': 'pass',
        },
        exposure: { list: 'own' },
      },
    ],
  },
  {
    id: 'T27',
    cases: [
      {
        says: 'S3’s word that the policy is public counts, even if its text is refused',
        facts: { ...without('policy'), policyStatus: { isPublic: true } },
        verdicts: { 'bucket-not-public': 'fail', 'policy-no-public-principal': 'fail' },
      },
    ],
  },
  {
    id: 'T28',
    cases: [
      ...(['accountPublicAccessBlock', 'publicAccessBlock'] as const).flatMap((level): Pit[] => [
        {
          says: `Ignore Public ACLs in ${level} is enough for the ACL`,
          facts: { ...base, acl: everyoneReads, [level]: block('ignorePublicAcls') },
          verdicts: { 'bucket-not-public': 'pass', 'acl-no-public-read': 'pass' },
          exposure: { list: 'own' },
        },
        {
          says: `Restrict Public Buckets in ${level} is enough for the policy`,
          facts: { ...base, ...open, [level]: block('restrictPublicBuckets') },
          verdicts: { 'bucket-not-public': 'pass', 'public-read-prohibited': 'pass' },
          exposure: { read: 'own' },
        },
        {
          says: `the other switch in ${level} is not`,
          facts: { ...base, ...open, [level]: block('ignorePublicAcls', 'blockPublicPolicy') },
          verdicts: { 'bucket-not-public': 'fail' },
          exposure: { read: 'public' },
        },
      ]),
      {
        says: 'a refused read of the account leaves it open',
        facts: { ...without('accountPublicAccessBlock'), ...open },
        verdicts: { 'bucket-not-public': 'notAssessed', 'public-read-prohibited': 'notAssessed' },
        exposure: { read: 'unknown' },
      },
    ],
  },
  {
    id: 'T29',
    cases: [
      {
        says: 'everyone may write by the ACL, and the account ignores public ACLs',
        facts: {
          ...base,
          acl: acl(grant(allUsers, 'WRITE')),
          accountPublicAccessBlock: block('ignorePublicAcls'),
        },
        verdicts: { 'public-write-prohibited': 'pass' },
        exposure: { write: 'own' },
      },
      {
        says: 'everyone may write by the ACL, and nothing is blocked',
        facts: { ...base, acl: acl(grant(allUsers, 'WRITE')) },
        verdicts: { 'public-write-prohibited': 'fail' },
        exposure: { write: 'public', delete: 'public' },
      },
    ],
  },
  {
    id: 'T30',
    cases: (
      [
        ['203.0.113.0/24', 'pass', 'network'],
        ['44.0.0.0/8', 'pass', 'network'],
        ['44.0.0.0/7', 'fail', 'public'],
        ['0.0.0.0/0', 'fail', 'public'],
        ['::/0', 'fail', 'public'],
      ] as const
    ).map(([range, verdict, read]) => ({
      says: `the public from ${range}`,
      facts: {
        ...without('policyStatus'),
        policy: policy(allow('s3:GetObject', condition('IpAddress', 'aws:SourceIp', range))),
      },
      verdicts: { 'policy-no-public-principal': verdict, 'bucket-not-public': verdict },
      exposure: { read },
    })),
  },
  {
    id: 'T31',
    cases: [
      {
        says: 'a website exempts nothing',
        facts: { ...base, ...open, website: site },
        verdicts: {
          'public-read-prohibited': 'fail',
          'bucket-not-public': 'fail',
          'static-website-disabled': 'fail',
        },
      },
    ],
  },
  {
    id: 'T32',
    cases: [
      {
        says: 'a tag approves of a public site, which stays public and is one row',
        facts: {
          ...base,
          ...stored(true, allow('s3:GetObject'), allow('s3:GetObjectVersion'), allow('s3:List*')),
          website: site,
          tags: [{ key: 'PublicAccessApproved', value: 'true' }],
        },
        verdicts: { 'public-exception-documented': 'pass', 'bucket-not-public': 'fail' },
        exposure: { read: 'public' },
      },
      {
        says: 'without the tag nobody approved of it',
        facts: { ...base, ...open, website: site },
        verdicts: { 'public-exception-documented': 'fail' },
      },
    ],
  },
  {
    id: 'T33',
    cases: ['*', { AWS: '*' }, { AWS: ['*'] }].map((Principal) => ({
      says: `${JSON.stringify(Principal)} is everyone`,
      facts: { ...without('policyStatus'), policy: policy(allow('s3:GetObject', { Principal })) },
      verdicts: { 'policy-no-public-principal': 'fail', 'bucket-not-public': 'fail' },
      exposure: { read: 'public' },
    })),
  },
  {
    id: 'T36',
    cases: [
      {
        says: 'what would come back if the switches were turned off is told',
        facts: { ...base, ...open, publicAccessBlock: blockAll },
        verdicts: { 'bucket-not-public': 'pass', 'latent-public-grants': 'fail' },
      },
    ],
  },
  {
    id: 'T38',
    cases: [
      {
        says: 'a private ACL does not hide a public policy',
        facts: { ...base, ...open, acl: acl() },
        verdicts: { 'bucket-not-public': 'fail', 'acl-no-public-read': 'pass' },
        exposure: { read: 'public' },
      },
    ],
  },
  {
    id: 'T39',
    cases: [
      {
        says: 'a finding is about the bucket that has the policy',
        facts: base,
        others: [{ name: 'acme-site', facts: { ...base, ...open } }],
        verdicts: { 'bucket-not-public': 'pass' },
        neighbours: { 'acme-site': { 'bucket-not-public': 'fail' } },
      },
    ],
  },
  {
    id: 'T40',
    cases: [
      tlsPasses(
        'one right Deny, and Allows that do not speak of TLS',
        allow('s3:GetObject', toFriend),
        denyHttp,
        allow('s3:PutObject', { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      ),
    ],
  },
  {
    id: 'T41',
    cases: [
      {
        says: 'no policy denies nothing',
        facts: base,
        verdicts: { 'tls-required': 'fail' },
      },
      {
        says: 'objects alone are a part',
        facts: { ...base, ...stored(false, { ...denyHttp, Resource: `${bucket}/*` }) },
        verdicts: { 'tls-required': 'fail' },
        because: { 'tls-required': /denied for objects, but not for the bucket itself/ },
      },
    ],
  },
  {
    id: 'T42',
    cases: [
      tlsPasses('a star as action', { ...denyHttp, Action: '*' }),
      tlsPasses('a star as action in a list', { ...denyHttp, Action: ['*'] }),
      {
        says: 'a star as action on objects alone',
        facts: { ...base, ...stored(false, { ...denyHttp, Action: '*', Resource: `${bucket}/*` }) },
        verdicts: { 'tls-required': 'fail' },
      },
    ],
  },
  {
    id: 'T43',
    cases: ['aws-us-gov', 'aws-cn'].map((partition) => ({
      says: `ARNs of ${partition}`,
      partition,
      facts: {
        ...base,
        policy: policy(denyHttp).replaceAll('arn:aws:', `arn:${partition}:`),
        policyStatus: { isPublic: false },
      },
      verdicts: { 'tls-required': 'pass' },
    })),
  },
  {
    id: 'T44',
    cases: [
      tlsPasses(
        'BoolIfExists',
        deny('s3:*', condition('BoolIfExists', 'aws:SecureTransport', 'false')),
      ),
      tlsPasses('a list', deny('s3:*', condition('Bool', 'aws:SecureTransport', ['false']))),
      tlsPasses('a JSON false', deny('s3:*', condition('Bool', 'aws:SecureTransport', false))),
    ],
  },
  {
    id: 'T45',
    cases: ['*', { AWS: '*' }, { AWS: ['*'] }].flatMap((Principal) =>
      ['s3:*', ['s3:*']].flatMap((Action) =>
        ['*', [bucket, `${bucket}/*`]].map((Resource) =>
          tlsPasses(`as text and as list: ${JSON.stringify([Principal, Action, Resource])}`, {
            ...denyHttp,
            Principal,
            Action,
            Resource,
          }),
        ),
      ),
    ),
  },
  {
    id: 'T46',
    cases: ['*', { AWS: '*' }, { AWS: ['*'] }].map((Principal) => ({
      says: `KMS is forced on ${JSON.stringify(Principal)}`,
      facts: {
        ...base,
        ...stored(
          false,
          deny('s3:PutObject', {
            Principal,
            ...condition('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms'),
          }),
        ),
      },
      verdicts: { 'policy-enforces-sse': 'pass' },
    })),
  },
  {
    id: 'T69',
    cases: [
      {
        says: 'a service is not the public',
        facts: {
          ...base,
          ...stored(
            false,
            allow('s3:PutObject', {
              Principal: { Service: 'cloudtrail.amazonaws.com' },
              ...condition('StringEquals', 'aws:SourceAccount', here.account),
            }),
          ),
          acl: acl(grant(logDelivery, 'WRITE')),
        },
        verdicts: {
          'policy-no-public-principal': 'pass',
          'bucket-not-public': 'pass',
          'policy-service-principals-bound': 'pass',
        },
        exposure: { write: 'service' },
      },
    ],
  },
  {
    id: 'T75',
    cases: [
      {
        says: 'a bucket that blocks SSE-C has every other row too',
        facts: {
          ...base,
          encryption: [
            {
              algorithm: 'AES256',
              kmsKeyId: null,
              bucketKeyEnabled: false,
              blockedTypes: ['SSE-C'],
            },
          ],
        },
        verdicts: {
          'sse-c-blocked': 'pass',
          'default-encryption': 'pass',
          'tls-required': 'fail',
          'bucket-not-public': 'pass',
          'acls-disabled': 'fail',
        },
      },
    ],
  },
  {
    id: 'T79',
    cases: [
      {
        says: 'Bucket owner enforced',
        facts: { ...base, ownership: enforced },
        verdicts: { 'acls-disabled': 'pass' },
      },
      ...(
        [
          { objectOwnership: 'BucketOwnerPreferred' },
          { objectOwnership: 'ObjectWriter' },
          null,
        ] as const
      ).map((ownership): Pit => ({
        says: `${ownership?.objectOwnership ?? 'absent'} leaves ACLs in force`,
        facts: { ...base, ownership, acl: acl(grant(authenticatedUsers, 'READ')) },
        verdicts: { 'acls-disabled': 'fail', 'acl-no-authenticated-users': 'fail' },
        exposure: { list: 'anyAccount' },
      })),
    ],
  },
  {
    id: 'T81',
    cases: [
      {
        says: 'deletion denied to everyone locks nobody out',
        facts: { ...base, ...stored(false, deny('s3:DeleteObject')) },
        verdicts: { 'policy-no-lockout': 'pass' },
      },
    ],
  },
];

/** Where the complaints on other subjects are tested, or why they wait. `test`: words of the test, where it is not named by the id. */
export const elsewhere: Readonly<
  Record<string, { in: string; test?: string } | { later: string }>
> = {
  T02: { in: 'checks/default-encryption.test.ts' },
  T04: {
    in: 'checks/audit-identity-can-read.test.ts',
    test: 'the Region is refused, and nothing else',
  },
  T06: { in: 'checks/audit-identity-can-read.test.ts' },
  T07: { in: 'checks/versioning-enabled.test.ts' },
  T08: {
    in: 'gather/scan.test.ts',
    test: 'credentials that AWS does not know give one sentence and no snapshot',
  },
  T10: { in: 'audit/audit.test.ts' },
  T11: { in: 'checks/audit-identity-can-read.test.ts' },
  T34: { later: 'a complaint about plans of changes, which are not read' },
  T35: { later: 'objects are not sampled yet' },
  T37: { in: 'checks/objects-not-public.test.ts' },
  T47: {
    in: 'gather/gather.test.ts',
    test: 'a bucket is followed to its Region, where its other reads go too',
  },
  T48: {
    in: 'gather/gather.test.ts',
    test: 'a bucket is followed to its Region, where its other reads go too',
  },
  T49: {
    in: 'gather/gather.test.ts',
    test: 'a bucket is followed to its Region, where its other reads go too',
  },
  T50: { in: 'checks/audit-identity-can-read.test.ts' },
  T51: { later: 'the list of buckets is asked for in one Region, which the user chooses' },
  T52: { in: 'gather/live.test.ts', test: 'access points of a Region, and none in another' },
  T53: { in: 'checks/versioning-enabled.test.ts' },
  T54: { later: 'a bucket that is said to be gone is not asked for a second time yet' },
  T55: { later: 'origins of CloudFront are not read yet' },
  T56: { later: 'directory, table and vector buckets are not counted yet' },
  T57: {
    in: 'gather/gather.test.ts',
    test: 'a Region that never answers is given up after two buckets',
  },
  T58: { in: 'gather/gather.test.ts', test: 'throttling without end becomes a gap' },
  T59: { later: 'findings of Access Analyzer are not read yet' },
  T60: { in: 'engine/live.test.ts', test: 'reads the named buckets' },
  T61: { in: 'gather/pace.test.ts', test: 'throttling spreads the sends' },
  T62: { in: 'gather/quiet.test.ts', test: 'fewer than 15 buckets in any ten seconds' },
  T63: { later: 'trails are not read yet' },
  T64: { in: 'checks/server-access-logging.test.ts' },
  T65: { later: 'exceptions by name or tag are not made yet, but for public buckets' },
  T66: { later: 'trails are not read yet' },
  T67: { later: 'trails are not read yet' },
  T68: { later: 'trails are not read yet' },
  T70: { later: 'alarms are not read yet' },
  T71: { later: 'alarms are not read yet' },
  T72: { later: 'alarms are not read yet' },
  T73: { later: 'alarms are not read yet' },
  T74: { in: 'checks/default-encryption.test.ts' },
  T76: { in: 'checks/sse-c-blocked.test.ts' },
  T77: { in: 'checks/default-encryption-kms.test.ts' },
  T78: { in: 'checks/cmk-rotation-enabled.test.ts' },
  T80: { in: 'checks/lifecycle-abort-incomplete-uploads.test.ts' },
  T82: { in: 'checks/mfa-delete.test.ts' },
  T83: { in: 'checks/mfa-delete.test.ts' },
  T84: { later: 'CloudFront is not read yet' },
  T85: { later: 'names that services will take are not checked yet' },
  T86: {
    in: 'gather/registry.test.ts',
    test: 'only its own codes mean that nothing is configured',
  },
  T87: { later: 'Terraform is not read' },
  T88: { later: 'Terraform is not read' },
  T89: { in: 'checks/default-encryption.test.ts' },
  T90: {
    in: 'aws/cors.test.ts',
    test: 'ListBuckets and a bucket without rules can be read by no page',
  },
};
