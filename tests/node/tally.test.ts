import { describe, expect, test } from 'vitest';
import {
  addUp,
  countPlaywright,
  countVitest,
  lastLine,
  oneFailed,
  onePassed,
  tallyOf,
} from '../../src/node/verify/tally.ts';

const none = { passed: 0, failed: 0, skipped: 0, broken: 0 };
const file = (status: string, ...tests: string[]) => ({
  name: '/some/where/tests/room/a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each, fullName: `it ${each}` })),
});

describe('a test run', () => {
  test('that passes counts its tests', () => {
    expect(tallyOf({ ...none, passed: 7 }, 0)).toEqual({ passed: 7, failed: 0, notes: [] });
  });

  test.each([
    ['no report', null, 0, 1],
    ['no report and a failure', null, 1, 1],
    ['no tests', none, 0, 1],
    ['a failed test', { ...none, passed: 3, failed: 2 }, 1, 2],
    ['a skipped test', { ...none, passed: 3, skipped: 1 }, 0, 1],
    ['a file that cannot be loaded', { ...none, passed: 3, broken: 1 }, 1, 1],
    ['a complaint outside any test', { ...none, passed: 3 }, 1, 1],
    ['an end by a signal', { ...none, passed: 3 }, null, 1],
  ])('with %s fails', (_, counted, code, failed) => {
    expect(tallyOf(counted, code).failed).toBe(failed);
  });
});

test('vitest: tests by their state, and files that broke before any test ran', () => {
  const testResults = [
    file('passed', 'passed', 'passed'),
    file('failed', 'passed', 'failed'),
    file('failed'),
    file('failed', 'skipped'),
    file('passed', 'todo', 'pending'),
  ];
  expect(countVitest({ testResults })).toEqual({
    ...{ passed: 3, failed: 1, skipped: 3, broken: 2 },
    names: ['room/a.test.ts: it failed', 'room/a.test.ts', 'room/a.test.ts'],
  });
});

test('Playwright: a test that passed on a second try has failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
  const specs = [
    { title: 'good', ok: true, tests: [{ status: 'expected' }] },
    { title: 'late', ok: true, tests: [{ status: 'flaky' }] },
    { title: 'bad', ok: false },
  ];
  const suites = [
    { title: 'a.spec.ts', suites: [{ title: 'group', file: 'a.spec.ts', specs }] },
    { title: 'b.spec.ts', specs: [{ title: 'alone', ok: false }] },
  ];
  expect(countPlaywright({ stats, errors: [{}], suites })).toEqual({
    ...{ passed: 5, failed: 3, skipped: 3, broken: 1 },
    names: ['a.spec.ts: late', 'a.spec.ts: bad', 'b.spec.ts: alone'],
  });
});

test('what failed is named, as many as a summary holds', () => {
  const names = Array.from({ length: 22 }, (_, i) => `test ${i}`);
  const { notes } = tallyOf({ ...none, failed: 22, names }, 1);
  expect(notes).toHaveLength(21);
  expect([notes[0], notes.at(-1)]).toEqual(['failed: test 0', 'and 2 more']);
});

test('steps add up to the last line', () => {
  const total = addUp([
    onePassed,
    { passed: 40, failed: 2, notes: [] },
    oneFailed('no'),
    onePassed,
  ]);
  expect(lastLine(total)).toBe('42 passed, 3 failed');
  expect(total.notes).toEqual(['no']);
  expect(lastLine(addUp([]))).toBe('0 passed, 0 failed');
});
