import { expect, test } from 'vitest';
import check from '../../src/checks/bucket-name-unpredictable.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const on = { judgeBucketNames: true };

testCheck(check, {
  asksNoFact: true,
  pass: [],
  fail: [{ name: 'two words', facts: {}, settings: on }],
  notApplicable: [{ name: 'the advice is off', facts: {}, because: /switched off/ }],
});

const judge = (resource: string) =>
  check.evaluate(
    {},
    {
      now: '2026-11-25T12:00:00Z',
      ...{ provider: 'aws', partition: 'aws', account: here.account, region: here.region },
      resource,
      settings: { ...defaultSettings, ...on },
    },
  ).verdict;

test.each([
  ['acme-data', 'fail'],
  ['logs', 'fail'],
  ['acme-logs-2026-11-25', 'fail'],
  ['acme-backup-20261125', 'fail'],
  ['acme-backup-20261125103000', 'fail'],
  [`acme-logs-${here.account}`, 'fail'],
  [`acme-logs-${here.account}-eu-west-1`, 'fail'],
  ['acme-terraform-state', 'fail'],
  ['acme-infrastructure-staging', 'fail'],
  ['acme-website2026', 'fail'],
  ['acme.example.com', 'fail'],
  ['acme-550e8400-e29b-41d4-a716-446655440000', 'pass'],
  ['acme-data-x7k2q9ab', 'pass'],
  ['stack-bucket83908e77-1xk3j9f8a7b2c', 'pass'],
  ['acme-qzxvbkrtpw', 'pass'],
  ['acme-8451930276', 'pass'],
])('%s: %s', (name, verdict) => {
  expect(judge(name)).toBe(verdict);
});
