import { describe, expect, test } from 'vitest';
import { checkFindingsOf, checkOf } from '../../src/app/engine/check-list.ts';
import { openAudit } from '../../src/app/engine/opened.ts';
import { type Check, check, fail, pass, type VerdictWord } from '../../src/model/check.ts';
import { snapshotOf, versioned } from './snapshot.ts';

const card = {
  topic: 'Public access and sharing',
  severity: 'high',
  frameworks: {},
  why: 'w',
  fix: { text: 'f' },
  source: 'https://docs.aws.amazon.com/x',
} as const;
const checks: Check[] = [
  check({
    ...card,
    id: 'tagged',
    title: 'Tagged',
    per: 'bucket',
    needs: ['tags'],
    evaluate: ({ tags }) => (tags?.length ? pass('has tags') : fail('has none')),
  }) as Check,
  check({
    ...card,
    id: 'encrypted-on-the-way',
    title: 'TLS',
    per: 'bucket',
    needs: ['tls'],
    evaluate: ({ tls }) => pass(tls.says),
  }) as Check,
  check({
    ...card,
    id: 'identified',
    title: 'Identified',
    per: 'account',
    needs: ['identity'],
    evaluate: ({ identity }) => pass(identity.arn),
  }) as Check,
  check({
    ...card,
    id: 'pointed',
    title: 'Pointed',
    per: 'accessPoint',
    needs: ['accessPoint'],
    evaluate: () => fail('points'),
  }) as Check,
];
const tag = [{ key: 'owner', value: 'me' }];
const snapshot = snapshotOf(
  [
    versioned('zebra', 'eu-west-1', 'Enabled'),
    versioned('alpha', 'us-east-1', 'Enabled'),
    versioned('kept', 'eu-west-1', 'Enabled', tag),
    versioned('shut', 'eu-west-1', 'Enabled', 'denied'),
  ],
  ['listed-only'],
);
const opened = openAudit(
  {
    ...snapshot,
    facts: [
      ...snapshot.facts,
      {
        type: 'accessPoint',
        region: 'eu-west-1',
        resource: 'point',
        facts: {
          accessPoint: {
            known: true,
            from: 'file',
            at: snapshot.endedAt,
            value: {} as never,
          },
        },
      },
    ],
  },
  checks,
);
const names = (id: string, verdict: VerdictWord, from = 0, count = 10) =>
  checkFindingsOf(opened, id, verdict, from, count).rows.map(({ resource }) => resource);

describe('the findings of one check', () => {
  test('stand by name, each with its reason, one verdict at a time', () => {
    expect(checkFindingsOf(opened, 'tagged', 'fail', 0, 10)).toEqual({
      matching: 2,
      from: 0,
      rows: [
        {
          resource: 'alpha',
          resourceType: 'bucket',
          account: '111122223333',
          region: 'us-east-1',
          because: 'has none',
        },
        expect.objectContaining({ resource: 'zebra', region: 'eu-west-1' }),
      ],
    });
    expect(names('tagged', 'pass')).toEqual(['kept']);
    expect(names('tagged', 'notApplicable')).toEqual([]);
  });

  test('what was only listed is among the unassessed', () =>
    expect(names('tagged', 'notAssessed')).toEqual(['listed-only', 'shut']));

  test('come in windows', () => {
    expect(names('tagged', 'fail', 1, 1)).toEqual(['zebra']);
    expect(names('tagged', 'fail', 2, 5)).toEqual([]);
    expect(checkFindingsOf(opened, 'tagged', 'fail', 1, 1)).toMatchObject({ matching: 2, from: 1 });
  });

  test('of the account is one', () => {
    expect(checkFindingsOf(opened, 'identified', 'notAssessed', 0, 5)).toMatchObject({
      matching: 1,
      rows: [{ resource: '111122223333', resourceType: 'account' }],
    });
    expect(names('identified', 'pass')).toEqual([]);
  });

  test('of access points name them', () =>
    expect(checkFindingsOf(opened, 'pointed', 'fail', 0, 5)).toMatchObject({
      matching: 1,
      rows: [{ resource: 'point', resourceType: 'accessPoint', because: 'points' }],
    }));

  test('of a check that is not there are none', () =>
    expect(checkFindingsOf(opened, 'nope', 'fail', 0, 5).matching).toBe(0));
});

describe('what a check rests on', () => {
  test('is named by facts, conclusions by those they are drawn from', () => {
    expect(checkOf(opened, 'tagged')?.facts).toEqual(['tags']);
    expect(checkOf(opened, 'encrypted-on-the-way')?.facts).toEqual(['policy', 'policyStatus']);
  });

  test('and is missing for counted reasons of its own', () => {
    expect(checkOf(opened, 'tagged')?.unread).toEqual([
      { fact: 'tags', gap: 'skipped', actions: [], resources: 1 },
      { fact: 'tags', gap: 'denied', actions: ['s3:GetBucketTagging'], resources: 1 },
    ]);
    expect(checkOf(opened, 'nope')).toBeNull();
  });
});

test('an audit tells exposure by Region and its oldest evidence', () => {
  const late = openAudit({ ...snapshot, endedAt: '2026-02-01T00:00:00.000Z' }, checks);
  expect(late.oldest).toBe('2026-01-01T00:00:00.000Z');
  expect(late.byRegion).toEqual([
    { region: 'eu-west-1', public: 0, notPublic: 0, unknown: 3 },
    { region: 'us-east-1', public: 0, notPublic: 0, unknown: 1 },
    { region: '', public: 0, notPublic: 0, unknown: 1 },
  ]);
});
