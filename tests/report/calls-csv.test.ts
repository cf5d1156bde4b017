import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { CallCount, Snapshot } from '../../src/model/snapshot.ts';
import { callColumns, callsCsv } from '../../src/report/calls-csv.ts';
import { snapshotOf } from '../app/account.ts';

const line = (more: Partial<CallCount> = {}): CallCount => ({
  service: 's3',
  operation: 'GetPublicAccessBlock',
  region: 'eu-west-1',
  route: 'relay',
  count: 7,
  outcomes: { ok: 3, absent: 2, denied: 1, later: 1 },
  first: '2026-11-20T09:30:00.000Z',
  last: '2026-11-20T09:31:00.000Z',
  ...more,
});
const rowsOf = (more: Partial<Snapshot>) =>
  Papa.parse<Record<string, string>>(callsCsv(snapshotOf([], more)).replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;

test('a row tells who called what, what CloudTrail calls it, and how it ended', () => {
  expect(rowsOf({ calls: [line()] })).toEqual([
    {
      ...{ sample: '', provider: 'aws', partition: 'aws', account: '111122223333' },
      ...{ service: 's3', operation: 'GetPublicAccessBlock' },
      ...{ eventSource: 's3.amazonaws.com', eventName: 'GetBucketPublicAccessBlock' },
      ...{ eventNameBasis: 'documented', eventCategory: 'Management' },
      ...{ region: 'eu-west-1', route: 'relay', calls: '7' },
      ...{ ok: '3', absent: '2', denied: '1', blocked: '0', network: '0', throttled: '0' },
      ...{ unsupported: '0', gone: '0', failed: '0', elsewhere: '0', session: '0', other: '1' },
      ...{ first: '2026-11-20T09:30:00.000Z', last: '2026-11-20T09:31:00.000Z' },
      identity: snapshotOf([]).identity,
      readingStartedAt: snapshotOf([]).startedAt,
      readingEndedAt: snapshotOf([]).endedAt,
      userAgent: expect.stringContaining('bucketproof/'),
      toolVersion: expect.stringContaining('bucketproof'),
    },
  ]);
});

test('each reading has rows of its own, with its identity', () => {
  const reading = (identity: string) => ({
    ...{ identity, calls: [line()], tool: { name: 'other', version: '1' } },
    startedAt: '2026-11-20T09:30:00.000Z',
    endedAt: '2026-11-20T09:31:00.000Z',
  });
  const rows = rowsOf({ readings: [reading('a'), reading('b')] });
  expect(rows.map(({ identity, userAgent }) => [identity, userAgent])).toEqual([
    ['a', ''],
    ['b', ''],
  ]);
});

test('a store without CloudTrail has no event names, and a sample is marked', () => {
  const [row] = rowsOf({ calls: [line()], provider: 'other', sample: true });
  expect(row).toMatchObject({
    sample: 'SAMPLE',
    eventSource: '',
    eventName: '',
    eventCategory: '',
  });
});

test('what a file may hold is never a formula', () => {
  const rows = rowsOf({
    account: '@account',
    identity: '=cmd|/c calc',
    calls: [line({ operation: '+1', region: '-2', service: '=x' })],
  });
  const [row = {}] = rows;
  for (const [column, value] of Object.entries(row))
    expect(value, column).not.toMatch(/^\s*[=+\-@]/);
  expect(row['identity']).toBe("'=cmd|/c calc");
});

test('without calls the file has its header row alone', () => {
  expect(callsCsv(snapshotOf([], { calls: [] }))).toBe(`\uFEFF${callColumns.join(',')}\r\n`);
});
