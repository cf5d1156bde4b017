import { describe, expect, test } from 'vitest';
import { accessPointsPublic } from '../../src/access/points.ts';
import { complete } from '../../src/model/evidence.ts';
import type { Kind } from '../../src/policy/actions.ts';
import type { Facts } from '../../src/model/facts.ts';
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

const settings = {
  bucket: here.bucket,
  bucketAccount: here.account,
  networkOrigin: 'Internet' as const,
  vpcId: null,
  publicAccessBlock: block(),
};
/** A bucket that leaves the decision to one public access point, with nothing in the way. */
const open: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  policy: policy(delegated),
  policyStatus: { isPublic: false },
  accessPoints: complete([pointEntry()]),
  multiRegionAccessPoints: complete([]),
  accessPoint: settings,
  accessPointPolicyStatus: { isPublic: true },
};
const answerOf = (facts: Partial<Facts>, more: Omit<Parameters<typeof view>[0], 'facts'> = {}) => {
  const answer = accessPointsPublic(view({ facts, ...more }));
  return answer.known ? (answer.value.open ? 'open' : 'closed') : 'unknown';
};
const { policyStatus: _, ...noStatus } = open;
const without = (...facts: (keyof Facts)[]) =>
  Object.fromEntries(Object.entries(open).filter(([fact]) => !facts.includes(fact as keyof Facts)));
const through = (operator: string, key: string, value: unknown, Action = '*') =>
  policy(allow(Action, { Condition: { [operator]: { [key]: value } } }));
const { arn } = pointEntry();

test('all four links of the chain make it open', () => {
  expect(answerOf(open)).toBe('open');
});

describe('one link that is missing closes it', () => {
  test.each<[string, Partial<Facts>]>([
    ['Restrict Public Buckets of the account', { accountPublicAccessBlock: blockAll }],
    [
      'Restrict Public Buckets of the bucket',
      { publicAccessBlock: block('restrictPublicBuckets') },
    ],
    [
      'Restrict Public Buckets of the access point',
      { accessPoint: { ...settings, publicAccessBlock: blockAll } },
    ],
    ['no bucket policy', { policy: null, policyStatus: null }],
    ['a bucket policy that trusts nobody by a wildcard', { policy: policy(deny('s3:*')) }],
    ['a bucket policy that decides by itself', { policy: policy(allow('s3:*', fromOffice)) }],
    ['no access point policy', { accessPointPolicyStatus: null }],
    ['an access point policy that is not public', { accessPointPolicyStatus: { isPublic: false } }],
    ['no access points', { accessPoints: complete([]) }],
    ['an access point of a VPC', { accessPoints: complete([pointEntry(here.accessPoint, 'VPC')]) }],
    [
      'access points of other buckets',
      { accessPoints: complete([pointEntry(here.accessPoint, 'Internet', 'acme-x')]) },
    ],
    [
      'trust in another account',
      { policy: through('StringEquals', 's3:DataAccessPointAccount', '444455556666') },
    ],
    [
      'trust in an access point of another account',
      {
        policy: through(
          'ArnLike',
          's3:DataAccessPointArn',
          'arn:aws:s3:*:444455556666:accesspoint/*',
        ),
      },
    ],
  ])('%s', (_, change) => {
    expect(answerOf({ ...open, ...change })).toBe('closed');
  });
});

describe('ways to write the same trust', () => {
  test.each([
    ['StringLike', 's3:DataAccessPointArn', `arn:aws:s3:*:${here.account}:accesspoint/*`],
    ['ArnEquals', 's3:DataAccessPointArn', arn],
    [
      'StringEquals',
      's3:DataAccessPointArn',
      ['arn:aws:s3:eu-west-1:444455556666:accesspoint/x', arn],
    ],
    ['StringEquals', 'S3:DATAACCESSPOINTACCOUNT', ['444455556666', here.account]],
  ])('%s on %s %s', (operator, key, value) => {
    expect(answerOf({ ...open, policy: through(operator, key, value) })).toBe('open');
  });
});

describe('what is not weighed, or not read, leaves it unknown', () => {
  test.each<[string, Partial<Facts>]>([
    [
      'trust for some actions',
      {
        policy: through('StringEquals', 's3:DataAccessPointAccount', here.account, 's3:GetObject'),
      },
    ],
    [
      'a Multi-Region Access Point of the bucket',
      {
        accessPoints: complete([]),
        multiRegionAccessPoints: complete([multiRegionPoint(here.bucket)]),
      },
    ],
    ['a list without its end', { accessPoints: { items: [], complete: false, gaps: [] } }],
    ['a policy that cannot be parsed', { policy: '{' }],
  ])('%s', (_, change) => {
    expect(answerOf({ ...open, ...change })).toBe('unknown');
  });

  test.each([
    'publicAccessBlock',
    'accountPublicAccessBlock',
    'policy',
    'accessPoints',
    'accessPoint',
    'accessPointPolicyStatus',
  ] as const)('%s refused', (fact) => {
    expect(answerOf(without(fact))).toBe('unknown');
  });
});

test('what could not be read and does not matter changes nothing', () => {
  expect(answerOf(noStatus)).toBe('open');
  expect(answerOf(without('multiRegionAccessPoints'))).toBe('open');
  expect(answerOf({ policyStatus: null })).toBe('closed');
  expect(answerOf({ publicAccessBlock: blockAll })).toBe('closed');
  expect(answerOf({ ...without('accessPoint'), accessPointPolicyStatus: null })).toBe('closed');
  expect(answerOf({ tags: null }, { provider: 'other' })).toBe('closed');
});

test('a partition without Multi-Region Access Points has none', () => {
  const facts = { ...without('multiRegionAccessPoints'), accessPoints: complete([]) };
  expect(answerOf(facts)).toBe('unknown');
  expect(answerOf(facts, { gaps: { multiRegionAccessPoints: 'unsupported' } })).toBe('closed');
});

test('trust in another account counts as that also where a further condition narrows it', () => {
  const Condition = {
    StringEquals: { 's3:DataAccessPointAccount': '444455556666' },
    IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
  };
  expect(answerOf({ ...open, policy: policy(allow('*', { Condition })) })).toBe('closed');
});

test('what another account decides is said to be left out, where it concerns what is asked', () => {
  const trusting = {
    ...open,
    accessPoints: complete([]),
    policy: policy(
      allow('s3:GetObject', {
        Condition: { StringEquals: { 's3:DataAccessPointAccount': '444455556666' } },
      }),
    ),
  };
  const says = (kinds?: readonly Kind[]) => {
    const answer = accessPointsPublic(view({ facts: trusting }), kinds);
    return answer.known && answer.value.steps.map((step) => step.says).join(' ');
  };
  expect(says(['read'])).toBe(
    'Statement 1 leaves the decision to access points of account 444455556666, whose policies only that account can see. S3 does not count as public what is left to access points of a named account, so this verdict leaves them out: ask that account whom they let in. This account has no access point before the bucket.',
  );
  expect(says(['write'])).not.toMatch(/444455556666/);
});

test('what keeps it closed, and what is unread, is said as it is', () => {
  const says = (facts: Partial<Facts>) => {
    const answer = accessPointsPublic(view({ facts }));
    return answer.known
      ? answer.value.steps.map((step) => step.says)
      : answer.missing.map(({ fact }) => fact);
  };
  expect(says({ ...open, accessPoints: complete([]) })).toEqual([
    'The bucket has no access points.',
  ]);
  expect(says({ ...open, accessPointPolicyStatus: null })).toEqual([
    'No access point of the bucket lets the public in.',
  ]);
  expect(says(without('policy'))).toEqual(['accessPointPolicy', 'policy']);
});

test('the unread facts of an access point are named with it', () => {
  const answer = accessPointsPublic(view({ facts: without('accessPoint') }));
  expect(!answer.known && answer.missing.map(({ fact, resource }) => [fact, resource])).toEqual([
    ['accessPoint', here.accessPoint],
  ]);
});
