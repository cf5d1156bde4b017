import { describe, expect, test } from 'vitest';
import { exposed, exposureOf } from '../../src/access/exposure.ts';
import { allLifted, nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Deed, Exposed } from '../../src/model/exposure.ts';
import type { Facts } from '../../src/model/facts.ts';
import {
  byGlobalPoint,
  byPoint,
  globalPolicy,
  pointPolicy,
  pointSettings,
} from '../point-cases.ts';
import {
  allow,
  block,
  blockAll,
  delegated,
  deny,
  fromOffice,
  here,
  multiRegionPoint,
  pointEntry,
  policy,
} from '../samples.ts';
import { view } from './views.ts';

type Case = Partial<Facts>;
const now = (facts: Case) => exposed(view({ facts }), nothingLifted);
const latent = (facts: Case) => exposed(view({ facts }), allLifted);
const whoOf = (facts: Case) => {
  const found = now(facts);
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, { who }]) => who !== 'own')
      .map(([deed, { who, names }]) => [deed, [who, ...names].join(' ')]),
  );
};
const says = ({ steps }: Exposed) => steps.map((step) => step.says);
const without = (facts: Case, ...hidden: (keyof Facts)[]): Case =>
  Object.fromEntries(Object.entries(facts).filter(([fact]) => !hidden.some((one) => one === fact)));
const friend = '444455556666';
const everything = byPoint('s3:*');
const trust = (key: string, value: string | string[]) =>
  policy(allow('*', { Condition: { StringLike: { [key]: value } } }));

describe('who gets in through an access point, deed by deed', () => {
  test.each<[string, Case, Partial<Record<Deed, string>>]>([
    ['reading', byPoint('s3:GetObject'), { read: 'public' }],
    [
      'everything, but changes of the bucket itself, which no access point takes',
      everything,
      {
        list: 'public',
        read: 'public',
        write: 'public',
        delete: 'public',
        permissions: 'public',
        settings: 'public',
      },
    ],
    ['what no access point takes', byPoint(['s3:PutBucketPolicy', 's3:DeleteBucket']), {}],
    [
      'any AWS account through a Multi-Region Access Point, which takes no anonymous requests',
      byGlobalPoint('s3:GetObject'),
      { read: 'anyAccount' },
    ],
    [
      'another account that the access point names',
      {
        ...everything,
        accessPointPolicy: pointPolicy('s3:GetObject', { Principal: { AWS: friend } }),
        accessPointPolicyStatus: { isPublic: false },
      },
      { read: `otherAccount ${friend}` },
    ],
    [
      'an organisation',
      {
        ...everything,
        accessPointPolicy: pointPolicy('s3:ListBucket', {
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
        }),
        accessPointPolicyStatus: { isPublic: false },
      },
      { list: 'organisation o-acme' },
    ],
    [
      'an AWS service',
      {
        ...everything,
        accessPointPolicy: pointPolicy('s3:PutObject', {
          Principal: { Service: 'logging.s3.amazonaws.com' },
        }),
        accessPointPolicyStatus: { isPublic: false },
      },
      { write: 'service logging.s3.amazonaws.com' },
    ],
    [
      'a network',
      {
        ...everything,
        accessPointPolicy: pointPolicy('s3:GetObject', fromOffice),
        accessPointPolicyStatus: { isPublic: false },
      },
      { read: 'network 203.0.113.0/24' },
    ],
    [
      'one principal, whom the bucket policy names by its account',
      {
        ...everything,
        policy: policy(
          allow('s3:*', {
            Principal: { AWS: friend },
            Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
          }),
        ),
        accessPointPolicy: pointPolicy('s3:GetObject', {
          Principal: { AWS: `arn:aws:iam::${friend}:role/reader` },
        }),
        accessPointPolicyStatus: { isPublic: false },
      },
      { read: `otherAccount arn:aws:iam::${friend}:role/reader` },
    ],
    [
      'nobody, where the two policies speak of different objects',
      {
        ...byPoint('s3:GetObject'),
        policy: policy(
          allow('s3:GetObject', {
            Resource: `arn:aws:s3:::${here.bucket}/a/*`,
            Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
          }),
        ),
        accessPointPolicy: pointPolicy('s3:GetObject', {
          Resource: `${pointEntry().arn}/object/b/*`,
        }),
      },
      {},
    ],
    [
      'nobody, where the two allow different actions of one kind',
      {
        ...byPoint('s3:GetObjectTagging'),
        policy: policy(
          allow('s3:GetObject', {
            Condition: { StringEquals: { 's3:DataAccessPointAccount': here.account } },
          }),
        ),
      },
      {},
    ],
    [
      'those from the VPC, however open the policy',
      { ...byPoint('s3:GetObject'), accessPoints: complete([pointEntry(here.accessPoint, 'VPC')]) },
      { read: 'network vpc-0a1b2c3d' },
    ],
    [
      'nobody, by a Deny of the bucket policy',
      { ...everything, policy: policy(delegated, deny('s3:*')) },
      {},
    ],
    [
      'readers, by a Deny of the access point for writing',
      {
        ...everything,
        accessPointPolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            JSON.parse(pointPolicy('s3:*')).Statement[0],
            {
              ...deny(['s3:Put*', 's3:Delete*', 's3:Restore*', 's3:Abort*', 's3:ListBucket*']),
              Resource: '*',
            },
          ],
        }),
      },
      { list: 'public', read: 'public', settings: 'public', delete: 'public' },
    ],
    [
      'through the one access point that a Deny leaves',
      {
        ...byPoint('s3:GetObject'),
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:*', {
            Condition: { StringNotEquals: { 's3:DataAccessPointArn': pointEntry().arn } },
          }),
        ),
        policyStatus: { isPublic: true },
      },
      { read: 'public' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(whoOf(facts)).toEqual(expected);
  });
});

test('no change of permissions of the bucket goes through an access point, but of an object’s ACL does', () => {
  expect(now(byPoint('s3:PutBucketPolicy')).permissions.who).toBe('own');
  expect(now(byPoint('s3:PutObjectAcl')).permissions.who).toBe('public');
});

describe('Block Public Access', () => {
  test.each<[string, Case]>([
    ['of the access point', { ...everything, accessPoint: pointSettings(blockAll) }],
    ['of the bucket', { ...everything, publicAccessBlock: block('restrictPublicBuckets') }],
    ['of the account', { ...everything, accountPublicAccessBlock: blockAll }],
    [
      'of the Multi-Region Access Point',
      {
        ...byGlobalPoint('s3:*'),
        multiRegionAccessPoints: complete([
          { ...multiRegionPoint(here.bucket), publicAccessBlock: blockAll },
        ]),
      },
    ],
  ])('%s cuts a public policy', (_, facts) => {
    expect(whoOf(facts)).toEqual({});
    expect(says(now(facts).read).join(' ')).toMatch(/Restrict Public Buckets of .* cuts off who/);
  });

  test('a policy that is not public is not cut', () => {
    const facts = {
      ...everything,
      accessPoint: pointSettings(blockAll),
      accessPointPolicy: pointPolicy('s3:GetObject', { Principal: { AWS: friend } }),
      accessPointPolicyStatus: { isPublic: false },
    };
    expect(now(facts).read.who).toBe('otherAccount');
  });

  test('what is lifted opens the point, unless its own switch stays', () => {
    const behind = { ...everything, publicAccessBlock: blockAll };
    expect(latent(behind).read.who).toBe('public');
    expect(latent({ ...behind, accessPoint: pointSettings(blockAll) }).read.who).toBe('own');
  });
});

describe('what could not be read is unknown, with its name', () => {
  test.each<[keyof Facts, string]>([
    ['accessPoint', here.accessPoint],
    ['accessPointPolicy', here.accessPoint],
    ['accessPoints', ''],
    ['multiRegionAccessPoints', ''],
  ])('%s', (fact, resource) => {
    const facts = fact === 'multiRegionAccessPoints' ? { ...byPoint('s3:PutObject') } : everything;
    const { who, missing } = now(without(facts, fact)).read;
    expect(who).toBe('unknown');
    expect(missing.map((one) => [one.fact, one.resource ?? ''])).toContainEqual([fact, resource]);
  });

  test.each<keyof Facts>(['multiRegionAccessPointPolicy', 'multiRegionAccessPoints'])(
    '%s',
    (fact) => {
      const { who, missing } = now(without(byGlobalPoint('s3:*'), fact)).read;
      expect([who, missing.map((one) => one.fact)]).toEqual(['unknown', [fact]]);
    },
  );

  test('not where it cannot matter', () => {
    const named = {
      ...everything,
      policy: policy(allow('s3:GetObject', { Principal: { AWS: friend } })),
    };
    const hidden = without(named, 'accessPoints', 'accessPoint', 'multiRegionAccessPoints');
    expect(whoOf(hidden)).toEqual({ read: `otherAccount ${friend}` });
  });
});

describe('access points of another account', () => {
  const facts = { ...byPoint('s3:GetObject'), accessPoints: complete([]) };

  test('are not seen, so what they let in is unknown', () => {
    const { who, missing, steps } = now({
      ...facts,
      policy: trust('s3:DataAccessPointAccount', friend),
    }).read;
    expect(who).toBe('unknown');
    expect(missing).toEqual([
      expect.objectContaining({ fact: 'accessPointPolicy', resource: `account ${friend}` }),
    ]);
    expect(steps.map((step) => step.says)).toEqual([
      `Statement 1 leaves the decision to access points of account ${friend}, whose policies only that account can see.`,
    ]);
  });

  test('of any account, which everybody can make', () => {
    const open = {
      ...facts,
      policy: trust('s3:DataAccessPointAccount', '*'),
      policyStatus: { isPublic: true },
    };
    expect(now(open).read.who).toBe('public');
    expect(now({ ...open, publicAccessBlock: blockAll }).read.who).not.toBe('public');
  });
});

test('S3 and we differ about a point: unknown, with the reason, and no network that nobody names', () => {
  const { who, names, reason } = now({
    ...byPoint('s3:GetObject'),
    accessPointPolicyStatus: { isPublic: false },
  }).read;
  expect([who, names]).toEqual(['unknown', []]);
  expect(reason).toMatch(/S3 reports the policy of access point acme-point as not public/);
});

test('the proof names both statements, and S3’s word', () => {
  const { steps } = now(byPoint('s3:GetObject')).read;
  expect(steps.slice(0, 3)).toEqual([
    {
      says: 'Statement 1 leaves the decision to access point acme-point.',
      fact: 'policy',
      statement: 0,
      does: 'opens',
    },
    {
      says: 'Statement 1 allows s3:GetObject to everyone, in the policy of access point acme-point.',
      fact: 'accessPointPolicy',
      resource: here.accessPoint,
      statement: 0,
      does: 'opens',
    },
    {
      says: 'S3 reports the policy of access point acme-point as public.',
      fact: 'accessPointPolicyStatus',
      resource: here.accessPoint,
      does: 'opens',
    },
  ]);
});

test('globs of access point ARNs reach the bucket’s objects', () => {
  const Resource = `arn:aws:s3:*:${here.account}:accesspoint/*`;
  expect(
    now({
      ...byPoint('s3:GetObject'),
      accessPointPolicy: pointPolicy('s3:GetObject', { Resource }),
    }).read.who,
  ).toBe('public');
  const elsewhere = `arn:aws:s3:us-east-1:${here.account}:accesspoint/*`;
  expect(
    now({
      ...byPoint('s3:GetObject'),
      accessPointPolicy: pointPolicy('s3:GetObject', { Resource: elsewhere }),
    }).read.who,
  ).toBe('own');
  expect(
    now({
      ...byGlobalPoint('s3:GetObject'),
      multiRegionAccessPointPolicy: globalPolicy('s3:GetObject', { Resource: '*' }),
    }).read.who,
  ).toBe('anyAccount');
});

describe('the website endpoint, as a step of reading', () => {
  const site = { indexDocument: 'index.html', errorDocument: null, redirectHost: null };
  const base: Case = {
    ...byPoint('s3:GetObject'),
    policyStatus: { isPublic: true },
    policy: policy(allow('s3:GetObject')),
    website: site,
  };
  const last = (facts: Case) => says(exposureOf(view({ facts })).now.read).at(-1);
  const plainHttp = deny('s3:*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } });

  test.each<[string, Case, RegExp]>([
    ['public', base, /strangers reach what they can read over plain HTTP at the website endpoint/],
    [
      'TLS only',
      { ...base, policy: policy(allow('s3:GetObject'), plainHttp) },
      /speaks plain HTTP only, which the bucket policy denies: it answers 403/,
    ],
    [
      'private',
      { ...base, policy: null, policyStatus: null },
      /strangers cannot read objects: the website endpoint answers 403/,
    ],
    [
      'cut off',
      { ...base, publicAccessBlock: blockAll },
      /strangers cannot read objects: the website endpoint answers 403/,
    ],
    [
      'public by an access point alone, which it does not know',
      { ...byPoint('s3:GetObject'), website: site },
      /the website endpoint answers 403/,
    ],
    [
      'a redirect',
      { ...base, website: { ...site, redirectHost: 'acme.example' } },
      /answers every request with a redirect to acme\.example/,
    ],
    ['unread policy', without(base, 'policy', 'policyStatus'), /cannot be told/],
    [
      'unread website',
      without(base, 'website'),
      /Whether static website hosting is on could not be read/,
    ],
  ])('%s', (_, facts, sentence) => {
    expect(last(facts)).toMatch(sentence);
  });

  test('off says nothing', () => {
    expect(says(now({ ...base, website: null }).read).join()).not.toMatch(/website/);
  });
});
