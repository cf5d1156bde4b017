import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyAction } from '../../src/policy/action-set.ts';
import { meetingOf } from '../../src/policy/meeting.ts';
import { matchesExactly } from '../../src/policy/match.ts';
import { parsePolicy, type Statement } from '../../src/policy/parse.ts';
import { beyond } from '../../src/policy/within.ts';
import { allowed, type Request } from './oracle.ts';
import { actionNames, bucket, callers, contexts, keys, own, statements } from './worlds.ts';
import '../fast-check.ts';

type Json = Readonly<Record<string, unknown>>;
const place = { arn: bucket, account: own, owner: null, now: '2026-11-25T12:00:00Z' };
const read = (list: readonly Json[]): readonly Statement[] => {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: list }));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statements;
};
const judge = (policy: readonly Json[], reference: readonly Json[]) => {
  const found = beyond(read(policy), read(reference), place);
  return found.length === 0 ? 'within' : found.some(({ sure }) => sure) ? 'beyond' : 'undecided';
};

const friend = '444455556666';
const one = (more: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { AWS: friend },
  Action: 's3:GetObject',
  Resource: `${bucket}/*`,
  ...more,
});
const deny = (more: Json = {}): Json => one({ Effect: 'Deny', ...more });
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});

describe('what a reference takes in', () => {
  test.each<[string, readonly Json[], readonly Json[], string]>([
    ['itself', [one()], [one()], 'within'],
    ['nothing at all', [], [one()], 'within'],
    ['a Deny alone', [deny()], [deny({ Principal: '*' })], 'within'],
    [
      'another order',
      [one(), one({ Action: 's3:PutObject' })],
      [one({ Action: ['s3:PutObject', 's3:GetObject'] })],
      'within',
    ],
    [
      'a role of an account',
      [one({ Principal: { AWS: `arn:aws:iam::${friend}:role/x` } })],
      [one()],
      'within',
    ],
    [
      'an account, where only a role may',
      [one()],
      [one({ Principal: { AWS: `arn:aws:iam::${friend}:role/x` } })],
      'beyond',
    ],
    ['another account', [one()], [one({ Principal: { AWS: '777788889999' } })], 'beyond'],
    ['everyone', [one({ Principal: '*' })], [one()], 'beyond'],
    ['its own account', [one({ Principal: { AWS: own } })], [one()], 'beyond'],
    ['one action more', [one({ Action: ['s3:GetObject', 's3:DeleteObject'] })], [one()], 'beyond'],
    [
      'actions that a pattern takes in',
      [one({ Action: 's3:GetObject*' })],
      [one({ Action: 's3:Get*' })],
      'within',
    ],
    [
      'actions to come',
      [one({ Action: 's3:*', Resource: '*' })],
      [
        one({
          Action: everyAction.map(({ name }) => name).filter((name) => !name.includes('\u0001')),
          Resource: '*',
        }),
      ],
      'beyond',
    ],
    ['a folder', [one({ Resource: `${bucket}/a/*` })], [one()], 'within'],
    [
      'a folder, where only another may',
      [one({ Resource: `${bucket}/a/*` })],
      [one({ Resource: `${bucket}/b/*` })],
      'beyond',
    ],
    [
      'all, where two folders may',
      [one()],
      [one({ Resource: [`${bucket}/a/*`, `${bucket}/b/*`] })],
      'beyond',
    ],
    [
      'two folders, in two statements',
      [one({ Resource: [`${bucket}/a/*`, `${bucket}/b/*`] })],
      [one({ Resource: `${bucket}/a/*` }), one({ Resource: `${bucket}/b/*` })],
      'within',
    ],
    ['what lies in another bucket', [one({ Resource: 'arn:aws:s3:::other/*' })], [], 'within'],
    ['a condition more', [one(when('Bool', 'aws:SecureTransport', 'true'))], [one()], 'within'],
    ['a condition less', [one()], [one(when('Bool', 'aws:SecureTransport', 'true'))], 'beyond'],
    [
      'a narrower network',
      [one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/25'))],
      [one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
      'within',
    ],
    [
      'a wider network',
      [one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/23'))],
      [one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
      'beyond',
    ],
    [
      'two halves of a network',
      [one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
      [
        one(when('IpAddress', 'aws:SourceIp', '203.0.113.0/25')),
        one(when('IpAddress', 'aws:SourceIp', '203.0.113.128/25')),
      ],
      'within',
    ],
    [
      'the reference denies part of it',
      [one()],
      [one(), deny({ Resource: `${bucket}/secret/*` })],
      'beyond',
    ],
    [
      'both deny it',
      [one(), deny({ Resource: `${bucket}/secret*` })],
      [one(), deny({ Resource: `${bucket}/secret/*` })],
      'within',
    ],
    [
      'the policy denies the rest',
      [one(), deny({ Resource: undefined, NotResource: `${bucket}/a/*` })],
      [one({ Resource: `${bucket}/a/*` })],
      'within',
    ],
    [
      'a Deny meets a pattern in the middle',
      [one({ Resource: `${bucket}/x*` })],
      [one(), deny({ Resource: `${bucket}/*y` })],
      'beyond',
    ],
    [
      'plain HTTP, which the reference denies',
      [one()],
      [
        one(),
        deny({ Principal: '*', Action: 's3:*', ...when('Bool', 'aws:SecureTransport', 'false') }),
      ],
      'beyond',
    ],
    [
      'the same variable',
      [one({ Resource: `${bucket}/\${aws:username}/*` })],
      [one({ Resource: `${bucket}/\${aws:username}/*` })],
      'within',
    ],
    [
      'a variable within all',
      [one({ Resource: `${bucket}/\${aws:username}/*` })],
      [one()],
      'within',
    ],
    [
      'another variable',
      [one({ Resource: `${bucket}/\${aws:username}/*` })],
      [one({ Resource: `${bucket}/\${aws:userid}/*` })],
      'undecided',
    ],
    [
      'an account, where its organisation may',
      [one()],
      [one({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-acme') })],
      'undecided',
    ],
    [
      'the same organisation',
      [one({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', 'o-acme') })],
      [one({ Principal: '*', ...when('StringEquals', 'aws:PrincipalOrgID', ['o-acme', 'o-b']) })],
      'within',
    ],
    ['a service', [one({ Principal: { Service: 'cloudtrail.amazonaws.com' } })], [one()], 'beyond'],
    [
      'a service bound to an account',
      [
        one({
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          ...when('StringEquals', 'aws:SourceAccount', own),
        }),
      ],
      [one({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
      'within',
    ],
    [
      'a service bound to less',
      [one({ Principal: { Service: 'cloudtrail.amazonaws.com' } })],
      [
        one({
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          ...when('StringEquals', 'aws:SourceAccount', own),
        }),
      ],
      'beyond',
    ],
    [
      'access points of another account',
      [one({ Principal: '*', ...when('StringEquals', 's3:DataAccessPointAccount', friend) })],
      [one({ Principal: '*', ...when('StringEquals', 's3:DataAccessPointAccount', own) })],
      'beyond',
    ],
    [
      'access points of the same account',
      [one({ Principal: '*', ...when('StringEquals', 's3:DataAccessPointAccount', own) })],
      [
        one({
          Principal: '*',
          Action: 's3:*',
          ...when('StringEquals', 's3:DataAccessPointAccount', own),
        }),
      ],
      'within',
    ],
    [
      'patterns of values that may meet',
      [one(when('StringLike', 'aws:Referer', 'x*'))],
      [one(), deny(when('StringLike', 'aws:Referer', '*y'))],
      'undecided',
    ],
    [
      'an operator that IAM does not have',
      [one()],
      [one(when('StringSounds', 'aws:Referer', 'x'))],
      'undecided',
    ],
    [
      'the last of many principals',
      [
        one({
          Principal: { AWS: Array.from({ length: 40 }, (_, at) => String(200000000000 + at)) },
        }),
      ],
      [
        one({
          Principal: { AWS: Array.from({ length: 39 }, (_, at) => String(200000000000 + at)) },
        }),
      ],
      'beyond',
    ],
    [
      'NotPrincipal',
      [one({ Principal: undefined, NotPrincipal: { AWS: friend } })],
      [one({ Principal: '*' })],
      'within',
    ],
  ])('%s', (_, policy, reference, expected) => {
    expect(judge(policy, reference)).toBe(expected);
  });

  test('says who, what and where', () => {
    const [found] = beyond(
      read([one({ Action: ['s3:GetObject', 's3:DeleteObject', 's3:PutObject'] })]),
      read([one()]),
      place,
    );
    expect(found).toMatchObject({ caller: { account: friend }, on: 'object', sure: true });
    expect([...(found?.actions ?? [])].sort()).toEqual(['s3:DeleteObject', 's3:PutObject']);
  });
});

const isOnBucket = (action: string) =>
  everyAction.find(({ name }) => name === action)?.on === 'bucket';

/** A request of the small world that a policy allows and a reference does not. */
function exception(policy: readonly Json[], reference: readonly Json[]): Request | null {
  for (const { account, arn, orgs, as } of Object.values(callers))
    for (const action of actionNames)
      for (const resource of isOnBucket(action) ? [bucket] : keys.map((key) => `${bucket}/${key}`))
        for (const org of orgs)
          for (const context of contexts) {
            const request = {
              ...{ account, arn, action, resource },
              context: {
                ...context,
                'aws:principalaccount': as,
                ...(org !== undefined && { 'aws:principalorgid': org }),
              },
            };
            if (
              allowed({ Statement: policy }, request) &&
              !allowed({ Statement: reference }, request)
            )
              return request;
          }
  return null;
}

describe('against requests one by one', () => {
  test('nothing that is called within lets a request through that the reference does not', () => {
    // References that share statements with the policy are within reach; two at random hardly ever are.
    const related = statements.chain((policy) =>
      fc.tuple(fc.constant(policy), statements, fc.subarray([...policy])).map(([, more, kept]) => ({
        policy,
        reference: [...kept, ...more],
      })),
    );
    fc.assert(
      fc.property(related, ({ policy, reference }) => {
        if (judge(policy, reference) === 'within') expect(exception(policy, reference)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test('every policy is within itself, and within itself with more allowed', () => {
    fc.assert(
      fc.property(statements, statements, (policy, more) => {
        expect(judge(policy, policy)).toBe('within');
        const wider = [...policy, ...more.filter(({ Effect }) => Effect === 'Allow')];
        expect(judge(policy, wider)).toBe('within');
        const narrower = [...policy, ...more.filter(({ Effect }) => Effect === 'Deny')];
        expect(judge(narrower, policy)).toBe('within');
      }),
      { numRuns: 200 },
    );
  });
});

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
test('what two patterns share is matched by both, and is found where it is there', () => {
  fc.assert(
    fc.property(
      pattern,
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }),
      (p, q, text) => {
        const shared = meetingOf(p, q);
        if (typeof shared === 'string')
          expect([matchesExactly(p, shared), matchesExactly(q, shared)]).toEqual([true, true]);
        else expect(matchesExactly(p, text) && matchesExactly(q, text)).toBe(false);
      },
    ),
  );
});
