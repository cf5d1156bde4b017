import { expect, test } from 'vitest';
import { deeds, type Exposed, type Exposure, type ExposureView } from '../../src/model/exposure.ts';
import {
  becauseOf,
  deedsThat,
  markOf,
  restSays,
  whoTitle,
  widens,
} from '../../src/model/exposure-words.ts';

type Who = Exposed['who'];
const one = (who: Who, names: readonly string[] = []): Exposed => ({
  ...{ who, names, steps: [], missing: [] },
});
const all = (who: Who) =>
  Object.fromEntries(deeds.map((deed) => [deed, one(who)])) as unknown as Exposure;
const view = (now: Who, latent: Who): ExposureView => ({
  ...{ now: all(now), latent: all(latent), limits: [], differences: [] },
});

test.each<[Who, Who, boolean | 'unknown', RegExp | null]>([
  ['own', 'own', false, /^Nothing that can be seen/],
  ['own', 'public', true, null],
  ['service', 'anyAccount', true, null],
  ['public', 'public', false, /^Nothing that can be seen/],
  // What was not read is neither nothing nor more.
  ['own', 'unknown', 'unknown', null],
  ['unknown', 'unknown', false, /it is unknown too what waits/],
  // What is certain without the blocks is told, although it is not known with them.
  ['unknown', 'public', true, null],
  ['unknown', 'own', false, /^Nothing that can be seen/],
])('now %s, without the blocks %s: widens %s', (now, latent, expected, rest) => {
  const both = view(now, latent);
  expect(widens(both, 'read')).toBe(expected);
  expect(deedsThat(both, true)).toEqual(expected === true ? deeds : []);
  expect(deedsThat(both, 'unknown')).toEqual(expected === 'unknown' ? deeds : []);
  if (rest) expect(restSays(both)).toMatch(rest);
  else expect(restSays(both)).toBeNull();
});

test('names a few, or as many as are wanted', () => {
  const accounts = one('otherAccount', ['1', '2', '3', '4', '5']);
  expect(whoTitle(accounts)).toBe('Other accounts: 1, 2, 3 and 2 more');
  expect(whoTitle(accounts, Infinity)).toBe('Other accounts: 1, 2, 3, 4, 5');
});

test('what is certain is told where it is not known whether more get in', () => {
  const wide: Exposed = {
    ...one('unknown'),
    atLeast: { who: 'anyAccount', names: [] },
    reason: 'Unknown because the policy has too many statements and conditions to tell.',
  };
  expect([whoTitle(wide), markOf(wide), becauseOf(wide)]).toEqual([
    'At least anyone with an AWS account',
    'fail',
    'Whether more get in is not known. The policy has too many statements and conditions to tell.',
  ]);
  const shared: Exposed = { ...wide, atLeast: { who: 'service', names: ['a.amazonaws.com'] } };
  expect([whoTitle(shared), markOf(shared)]).toEqual([
    'Unknown, at least AWS services: a.amazonaws.com',
    'notAssessed',
  ]);
  expect([whoTitle(one('unknown')), becauseOf(one('unknown'))]).toEqual([
    'Unknown',
    'What was read does not settle it.',
  ]);
});

test('who else gets in stands beside the widest, with few names each', () => {
  const accounts = ['1', '2', '3', '4'];
  const read: Exposed = {
    ...one('network', ['203.0.113.0/24']),
    also: [
      { who: 'otherAccount', names: accounts },
      { who: 'service', names: ['a.amazonaws.com'] },
    ],
  };
  expect(whoTitle(read)).toBe(
    'Anyone within a network: 203.0.113.0/24; also other accounts: 1, 2, 3 and 1 more; AWS services: a.amazonaws.com',
  );
});
