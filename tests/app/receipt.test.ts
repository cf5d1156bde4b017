import { expect, test } from 'vitest';
import type { Erasure } from '../../src/app/engine/protocol.ts';
import { leftBehind } from '../../src/app/left-behind.ts';
import { isGone, outcome, receiptText } from '../../src/app/receipt.ts';
import { bytes } from '../../src/app/storing.ts';

const erasure: Erasure = {
  at: '2026-03-01T12:00:00.000Z',
  audits: [
    {
      account: '111122223333',
      title: 'Quarter 4',
      startedAt: '2026-02-01T09:00:00.000Z',
      endedAt: '2026-02-01T09:05:00.000Z',
      buckets: 26,
      origin: 'scan',
      sample: false,
    },
  ],
  memory: 0,
  tables: [
    { name: 'audits', before: 1, after: 0 },
    { name: 'parts', before: 7, after: 0 },
  ],
  refused: '',
};

test('the receipt names what was erased, what was counted and what is left', () => {
  const text = receiptText({
    ...erasure,
    page: 'https://audit.example/',
    left: [{ place: 'local storage', name: 'bucketproof-theme', why: 'the colours you chose' }],
  });
  expect(text).toBe(`Bucketproof: receipt of an erasure

Time: 2026-03-01T12:00:00.000Z
Page: https://audit.example/
Result: The database was read back afterwards and is empty.

Erased: 1 audit
- 111122223333, "Quarter 4", read 2026-02-01T09:05:00.000Z, 26 buckets, live scan

Rows in the database
- audits: 1 before, 0 after
- parts: 7 before, 0 after

Left in this browser
- local storage bucketproof-theme: the colours you chose

Credentials were never stored. Those that this tab holds are in memory, until you disconnect or close it.
Files that were exported or downloaded stay where they are, and so does what another open tab holds in memory only, until it closes. The browser may overwrite deleted data on its disk some time later.
`);
});

test.each([
  [
    'rows are left',
    { tables: [{ name: 'parts', before: 7, after: 2 }] },
    /^Not everything is gone/,
  ],
  ['another version', { tables: [], refused: 'otherVersion' }, /nothing in it was erased.*Reload/],
  ['another tab', { tables: [], refused: 'blocked' }, /nothing in it was erased/],
] as const)('what was not erased is never said to be: %s', (_, change, says) => {
  expect(isGone({ ...erasure, ...change })).toBe(false);
  expect(outcome({ ...erasure, ...change })).toMatch(says);
});

test('where there is no database, memory is what was erased', () => {
  const none = { ...erasure, memory: 1, tables: [], refused: 'noDatabase' } as const;
  expect(isGone(none)).toBe(true);
  expect(outcome(none)).toContain('what was in memory is gone');
  expect(receiptText({ ...none, page: '', left: [] })).toContain(
    '1 audit, 1 of them in memory only',
  );
});

test('what is left is named with its reason, and what is of others as such', async () => {
  localStorage.setItem('bucketproof-theme', 'dark');
  localStorage.setItem('bucketproof-shortcuts', 'off');
  sessionStorage.setItem('game', '1');
  const left = await leftBehind();
  sessionStorage.clear();
  expect(left).toEqual([
    { place: 'local storage', name: 'bucketproof-theme', why: 'the colours you chose' },
    expect.objectContaining({
      name: 'bucketproof-shortcuts',
      why: expect.stringContaining('choice'),
    }),
    expect.objectContaining({
      place: 'session storage',
      name: 'game',
      why: expect.stringContaining('not of this page'),
    }),
  ]);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '2 kB'],
  [1_234_567, '1.2 MB'],
  [345_600_000, '346 MB'],
  [10_800_000_000, '10.8 GB'],
])('%d bytes are %s', (count, says) => expect(bytes(count)).toBe(says));
