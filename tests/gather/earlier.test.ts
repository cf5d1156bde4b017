import { describe, expect, test } from 'vitest';
import { addCalls } from '../../src/gather/calls.ts';
import { isRead, merge } from '../../src/gather/earlier.ts';
import { choose } from '../../src/gather/scope.ts';
import type { Evidence, Gap } from '../../src/model/evidence.ts';
import { unasked } from '../../src/model/evidence.ts';
import type { FactSet, ResourceFacts } from '../../src/model/snapshot.ts';

const known = (value: unknown, at = '2026-01-02'): Evidence<never> => ({
  known: true,
  value: value as never,
  from: 'direct',
  at,
});
const gap = (word: Gap, detail: string): Evidence<never> => ({
  ...unasked(['s3:X'], detail),
  gap: word,
});
const bucket = (facts: FactSet, resource = 'b'): ResourceFacts => ({
  type: 'bucket',
  region: 'eu-west-1',
  resource,
  facts,
});
const any = () => true;

test.each<[string, FactSet, boolean]>([
  ['nothing of it', {}, false],
  ['all of it', { tags: known([]), acl: gap('denied', 'AccessDenied') }, true],
  ['stopped in the middle', { tags: known([]), acl: gap('skipped', 'Cancelled') }, false],
  ['the session refused', { tags: gap('skipped', 'ExpiredToken') }, false],
  ['never asked', { tags: gap('skipped', '') }, false],
  ['outside the scope', { location: known('x'), tags: gap('skipped', 'OutOfScope') }, false],
  ['its Region given up', { tags: known([]), acl: gap('skipped', 'RegionUnreachable') }, false],
  ['given up itself', { tags: known([]), acl: gap('skipped', 'Unreachable') }, false],
  ['its Region off for the credentials', { tags: gap('skipped', 'RegionRefusesToken') }, true],
  ['no answer at all', { location: known('x'), tags: gap('network', 'NoAnswer') }, false],
  ['server errors only', { tags: gap('failed', 'InternalError') }, false],
  [
    'errors, and what was left out',
    { tags: gap('failed', 'InternalError'), acl: gap('skipped', 'NotChosen') },
    false,
  ],
  ['one error among answers', { tags: known([]), acl: gap('network', 'NoAnswer') }, true],
  ['one error among refusals', { tags: gap('denied', 'X'), acl: gap('failed', 'X') }, true],
  ['answers withheld by the browser', { tags: gap('blocked', 'NoAnswer') }, true],
])('%s: read or not', (_, facts, read) => {
  expect(isRead(bucket(facts), any)).toBe(read);
});

test('a fact that was left out counts as unread once it is chosen', () => {
  const one = bucket({ tags: gap('skipped', 'NotChosen') });
  expect([isRead(one, any), isRead(one, () => false)]).toEqual([false, true]);
});

test.each<[string, Evidence<never>, Evidence<never>, 'before' | 'now']>([
  ['the newer value', known(1, '2026-01-01'), known(2, '2026-01-02'), 'now'],
  ['the older value that comes late', known(1, '2026-01-02'), known(2, '2026-01-01'), 'before'],
  ['a value, not the refusal after it', known(1), gap('denied', 'AccessDenied'), 'before'],
  ['a value after a refusal', gap('denied', 'AccessDenied'), known(1), 'now'],
  ['the later of two gaps', gap('skipped', 'Cancelled'), gap('denied', 'AccessDenied'), 'now'],
])('two readings give %s', (_, before, now, which) => {
  expect(merge({ tags: before }, { tags: now })).toEqual({
    tags: which === 'now' ? now : before,
  });
});

test('call logs add up line by line', () => {
  const line = { service: 's3', operation: 'A', region: 'r', route: 'direct' as const };
  expect(
    addCalls(
      [{ ...line, count: 2, outcomes: { ok: 1, denied: 1 } }],
      [
        { ...line, count: 3, outcomes: { ok: 3 } },
        { ...line, operation: 'B', count: 1, outcomes: { ok: 1 } },
      ],
    ),
  ).toEqual([
    { ...line, count: 5, outcomes: { ok: 4, denied: 1 } },
    { ...line, operation: 'B', count: 1, outcomes: { ok: 1 } },
  ]);
});

describe('which buckets are read', () => {
  const entry = (name: string, region: string | null = 'eu-west-1') => ({
    name,
    region,
    createdAt: null,
  });
  const entries = [entry('a'), entry('b', 'us-east-1'), entry('c', null), entry('d')];
  const held = new Map([
    ['a', bucket({ tags: known([], '2026-01-01') }, 'a')],
    ['b', bucket({ tags: known([], '2026-01-03') }, 'b')],
    ['d', bucket({ tags: gap('skipped', 'Cancelled') }, 'd')],
  ]);
  const scope = { checks: null, buckets: null, regions: null };
  test.each([
    ['all, of a new audit', {}, false, 'abcd', 0, ''],
    ['named ones', { scope: { ...scope, buckets: ['b', 'x'] } }, false, 'b', 0, 'acd'],
    [
      'those of a Region, and those whose Region nobody knows',
      { scope: { ...scope, regions: ['us-east-1'] } },
      false,
      'bc',
      0,
      'ad',
    ],
    ['what is left', { earlier: { mode: 'continue', readBefore: null } }, true, 'cd', 2, ''],
    ['all, anew', { earlier: { mode: 'renew', readBefore: null } }, true, 'abcd', 0, ''],
    [
      'what is old, unread or new',
      { earlier: { mode: 'renew', readBefore: '2026-01-02' } },
      true,
      'acd',
      0,
      '',
    ],
  ] as const)('%s', (_, plan, isHeld, read, done, outside) => {
    const found = choose(entries, plan, (name) => (isHeld ? held.get(name) : undefined));
    const names = (list: { name: string }[]) => list.map(({ name }) => name).join('');
    expect([names(found.read), found.done, names(found.outside)]).toEqual([read, done, outside]);
  });
});
