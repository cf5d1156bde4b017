import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exposureOf } from '../../src/access/exposure.ts';
import { publicAccess } from '../../src/access/public.ts';
import { complete } from '../../src/model/evidence.ts';
import { becauseOf } from '../../src/model/exposure-words.ts';
import { deeds } from '../../src/model/exposure.ts';
import type { Facts } from '../../src/model/facts.ts';
import { snapshotOf, type Vector } from '../../src/node/vectors/judge.ts';
import { allUsers } from '../../src/policy/groups.ts';
import { acl, allow, block, deny, grant, policy } from '../samples.ts';
import { view } from './views.ts';

const vectors = JSON.parse(readFileSync('tests/policy/vectors.json', 'utf8')) as
  Vector[] | { vectors: Vector[] };
const list = Array.isArray(vectors) ? vectors : vectors.vectors;
const now = '2026-11-24T12:00:00.000Z';

/** The facts of a vector, for a bucket of the tests' own name. */
function factsOf(vector: Vector): Partial<Facts> {
  const facts: Record<string, unknown> = {};
  for (const resource of snapshotOf(vector, now).facts)
    for (const [fact, evidence] of Object.entries(resource.facts))
      if (evidence.known) facts[fact] = evidence.value;
  const text = facts['policy'];
  if (typeof text === 'string')
    facts['policy'] = text
      .replaceAll(`arn:aws:s3:::${vector.bucket}`, 'arn:aws:s3:::acme-data')
      .replaceAll(vector.accountId, '111122223333');
  return facts as Partial<Facts>;
}

/** What the check and the table say of a bucket, and whether the difference is explained. */
function saidOf(facts: Partial<Facts>) {
  const seen = view({ facts });
  const answer = publicAccess(seen);
  const exposure = exposureOf(seen);
  const whos = deeds.map((deed) => exposure.now[deed].who);
  const table = whos.some((who) => who === 'public' || who === 'anyAccount')
    ? 'open'
    : whos.includes('unknown')
      ? 'unknown'
      : 'closed';
  return {
    check: answer.known ? (answer.value.open ? 'open' : 'closed') : 'unknown',
    table,
    explained: exposure.differences.length > 0,
    proof: answer.known ? answer.value.steps.map(({ says }) => says) : [],
  };
}

const words = [undefined, null, { isPublic: true }, { isPublic: false }];

test.each(list.map((one) => [one.id, one] as const))('%s', (_, vector) => {
  for (const policyStatus of words) {
    if (policyStatus === null && vector.policy !== null) continue;
    if (policyStatus && vector.policy === null) continue;
    const said = saidOf({
      ...factsOf(vector),
      ...(policyStatus !== undefined && { policyStatus }),
    });
    const { check, table, explained } = said;
    if (check === 'unknown' || table === 'unknown' || check === table) continue;
    expect([vector.id, policyStatus, check, table, explained]).toEqual([
      vector.id,
      policyStatus,
      'open',
      'closed',
      true,
    ]);
  }
});

const base: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  ownership: null,
  acl: acl(),
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};

test('where S3 and we differ, both are said, with the open question that may be why', () => {
  const sessions = {
    ...base,
    policy: policy(
      allow('s3:GetObject', { Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } } }),
    ),
    policyStatus: { isPublic: true },
  };
  const said = exposureOf(view({ facts: sessions })).differences.map(({ says }) => says);
  expect(said).toEqual([
    'S3 reports the policy as public.',
    'Our own reading differs: it finds the policy not public. S3’s word is what counts.',
    expect.stringMatching(/^Statement 1: AWS may judge otherwise: .*all sessions of one role/),
  ]);
  expect(saidOf(sessions).proof.join(' ')).toMatch(
    /Our own reading differs.*all sessions of one role/,
  );
});

test('S3 finding fixed what we find open is said, and its Deny named', () => {
  const narrowed = {
    ...base,
    policy: policy(
      allow('s3:GetObject'),
      deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
    ),
    policyStatus: { isPublic: false },
  };
  const said = exposureOf(view({ facts: narrowed }))
    .differences.map(({ says }) => says)
    .join(' ');
  expect(said).toMatch(
    /it finds the policy public.*Statement 2 may deny part of it again\. AWS may judge otherwise/,
  );
});

test.each([
  ['as it is', {}],
  [
    'behind a block, which cuts by S3’s word',
    { publicAccessBlock: block('restrictPublicBuckets') },
  ],
])('a network that no condition names is not invented where S3 and we differ, %s', (_, more) => {
  const { now } = exposureOf(
    view({
      facts: {
        ...base,
        policy: policy(allow('s3:GetObject')),
        policyStatus: { isPublic: false },
        website: null,
        ...more,
      },
    }),
  );
  expect([now.read.who, now.read.names, now.list.who]).toEqual(['unknown', [], 'own']);
  expect(becauseOf(now.read)).toBe(
    'Unknown because S3 reports the policy as not public, and this reading finds that it lets strangers in.',
  );
  expect(now.read.steps.map(({ says }) => says)).toEqual([
    'Statement 1 allows s3:GetObject to everyone.',
    'S3 reports the policy as not public.',
  ]);
});

test('a network that a condition names stays one, where S3 counts it', () => {
  const Condition = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  const { now } = exposureOf(
    view({
      facts: {
        ...base,
        policy: policy(allow('s3:GetObject', { Condition })),
        policyStatus: { isPublic: false },
      },
    }),
  );
  expect([now.read.who, now.read.names]).toEqual(['network', ['203.0.113.0/24']]);
});

test('a policy that S3 counts as public and that lets nobody in says so in both places', () => {
  const denied = {
    ...base,
    policy: policy(allow('s3:GetObject'), deny('s3:*')),
    policyStatus: { isPublic: true },
  };
  const { check, table, explained, proof } = saidOf(denied);
  expect([check, table, explained]).toEqual(['open', 'closed', true]);
  expect(proof.join(' ')).toMatch(/lets no stranger do anything/);
});

test('a grant of the ACL that a Deny takes back is public in S3’s sense, and both places say so', () => {
  const denied = { ...base, acl: acl(grant(allUsers, 'READ')), policy: policy(deny('s3:*')) };
  const { check, table, explained, proof } = saidOf({
    ...denied,
    policyStatus: { isPublic: false },
  });
  expect([check, table, explained]).toEqual(['open', 'closed', true]);
  expect(proof.join(' ')).toMatch(/Statement 1 of the bucket policy denies listing to Everyone/);
});

test('what access points of any account let in is not nobody', () => {
  const trusting = {
    ...base,
    policy: policy(
      allow('s3:GetObject', {
        Condition: { StringLike: { 's3:DataAccessPointAccount': '*' } },
      }),
    ),
    policyStatus: { isPublic: true },
  };
  const { check, table, explained, proof } = saidOf(trusting);
  expect([check, table, explained]).toEqual(['open', 'open', false]);
  expect(proof.join(' ')).not.toMatch(/lets no stranger do anything/);
  expect(proof.join(' ')).toMatch(/every account can put one before the bucket/);
});

test('where they agree nothing is said', () => {
  const agreed = {
    ...base,
    policy: policy(allow('s3:GetObject')),
    policyStatus: { isPublic: true },
  };
  expect(exposureOf(view({ facts: agreed })).differences).toEqual([]);
});
