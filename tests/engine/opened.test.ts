import { expect, test } from 'vitest';
import { pageOf, query } from '../../src/app/engine/bucket-list.ts';
import { openAudit } from '../../src/app/engine/opened.ts';
import type { BucketQuery } from '../../src/app/engine/protocol.ts';
import { type Check, check, fail, notApplicable, pass } from '../../src/model/check.ts';
import { snapshotOf, versioned } from './snapshot.ts';

const card = {
  topic: 'Public access and sharing',
  frameworks: {},
  why: 'w',
  fix: { text: 'f' },
  source: 'https://docs.aws.amazon.com/x',
} as const;
const checks: Check[] = [
  check({
    ...card,
    id: 'bucket-not-public',
    title: 'Not public',
    severity: 'critical',
    per: 'bucket',
    needs: ['tags'],
    evaluate: ({ tags }) =>
      tags?.some(({ key }) => key === 'open') ? fail('open') : pass('closed'),
  }) as Check,
  check({
    ...card,
    topic: 'Data protection and recovery',
    id: 'versioned',
    title: 'Versioned',
    severity: 'low',
    per: 'bucket',
    needs: ['versioning'],
    evaluate: ({ versioning }) => (versioning.status === 'Enabled' ? pass('on') : fail('off')),
  }) as Check,
  check({
    ...card,
    id: 'never',
    title: 'Never',
    severity: 'high',
    per: 'bucket',
    needs: [],
    evaluate: () => notApplicable('never'),
  }) as Check,
  check({
    ...card,
    id: 'identified',
    title: 'Identified',
    severity: 'info',
    per: 'account',
    needs: ['identity'],
    evaluate: ({ identity }) => pass(identity.arn),
  }) as Check,
];

const open = () =>
  openAudit(
    snapshotOf(
      [
        versioned('alpha', 'eu-west-1', 'Enabled'),
        versioned('beta', 'eu-west-1', null, [{ key: 'open', value: '' }]),
        versioned('Gamma', 'us-east-1', 'Enabled', 'denied'),
        versioned('constructor', 'us-east-1', 'Enabled'),
      ],
      ['listed-only'],
    ),
    checks,
  );
const any: BucketQuery = {
  text: '',
  region: '',
  severity: '',
  verdict: '',
  check: '',
  sort: 'name',
  descending: false,
};
const names = (change: Partial<BucketQuery>) => {
  const opened = open();
  return pageOf(opened, query(opened, { ...any, ...change }), 0, 100).rows.map(({ name }) => name);
};

test('counts by verdict and by severity, the account included', () => {
  const { counts, fails } = open();
  // identity is unread; listed-only has two checks that could not read.
  expect(counts).toEqual({ pass: 5, fail: 2, notAssessed: 4, notApplicable: 5 });
  expect(fails).toEqual({ critical: 1, high: 0, medium: 0, low: 1, info: 0 });
});

test('a bucket that was only listed has its row, not assessed', () => {
  const row = open().rows.find(({ name }) => name === 'listed-only');
  expect(row).toMatchObject({ exposure: 'unknown', counts: { notAssessed: 2, notApplicable: 1 } });
});

test('a row says exposure, worst severity and the worst verdict of each topic', () => {
  expect(open().rows.find(({ name }) => name === 'beta')).toMatchObject({
    exposure: 'public',
    worst: 'critical',
    topics: { 'Public access and sharing': 'fail', 'Data protection and recovery': 'fail' },
  });
  expect(open().rows.find(({ name }) => name === 'Gamma')).toMatchObject({
    exposure: 'unknown',
    worst: null,
    topics: { 'Public access and sharing': 'notAssessed', 'Data protection and recovery': 'pass' },
  });
});

test('filters by text, in any case', () => expect(names({ text: ' GAM ' })).toEqual(['Gamma']));
test('filters by Region', () => expect(names({ region: 'eu-west-1' })).toEqual(['alpha', 'beta']));
test('filters by verdict', () =>
  expect(names({ verdict: 'notAssessed' })).toEqual(['Gamma', 'listed-only']));
test('filters by check', () =>
  expect(names({ check: 'versioned', verdict: 'fail' })).toEqual(['beta']));
test('severity alone means failing with it', () =>
  expect(names({ severity: 'critical' })).toEqual(['beta']));
test('check, verdict and severity must fit one and the same finding', () => {
  expect(names({ severity: 'low', verdict: 'notAssessed' })).toEqual(['listed-only']);
  expect(names({ severity: 'low', check: 'bucket-not-public' })).toEqual([]);
});
test('a check that does not exist matches nothing', () =>
  expect(names({ check: 'nope' })).toEqual([]));

test('sorts, with the name to settle ties', () => {
  expect(names({ sort: 'exposure' })).toEqual([
    'beta',
    'Gamma',
    'listed-only',
    'alpha',
    'constructor',
  ]);
  expect(names({ sort: 'worst' })[0]).toBe('beta');
  expect(names({ sort: 'name', descending: true })[0]).toBe('listed-only');
  expect(names({ sort: 'assessed' })[0]).toBe('listed-only');
});

test('gaps are grouped by fact, reason and action, most frequent first', () => {
  expect(open().unread).toEqual([
    { fact: 'identity', gap: 'skipped', actions: [], resources: 1 },
    { fact: 'tags', gap: 'denied', actions: ['s3:GetBucketTagging'], resources: 1 },
    { fact: 'tags', gap: 'skipped', actions: [], resources: 1 },
    { fact: 'versioning', gap: 'skipped', actions: [], resources: 1 },
  ]);
});
