import { describe, expect, test } from 'vitest';
import type { Evidence, Route } from '../../src/model/evidence.ts';
import type { FactSet } from '../../src/model/snapshot.ts';
import { recordedIn, recordedSays, staleness } from '../../src/model/staleness.ts';

const scanned = '2026-12-01T12:00:00.000Z';
const known = (at: string, from: Route = 'config'): Evidence<unknown> => ({
  known: true,
  value: null,
  from,
  at,
});
const unread: Evidence<unknown> = {
  known: false,
  gap: 'blocked',
  actions: [],
  tried: [],
  detail: '',
};

describe('how long before a scan AWS Config recorded a value', () => {
  test.each([
    ['2026-12-01T12:00:00.000Z', null],
    ['2026-11-30T12:00:01.000Z', null],
    ['2026-11-30T12:00:00.000Z', '1 day'],
    ['2026-11-28T11:00:00.000Z', '3 days'],
    ['2016-12-01T12:00:00.000Z', '3,652 days'],
    ['2027-01-01T00:00:00.000Z', null],
    ['no time', null],
  ])('%s: %s', (at, says) => {
    expect(staleness(known(at), scanned)).toBe(says);
  });

  test('what has come by another way is not stale, nor is what is not known', () => {
    for (const route of ['direct', 'relay', 'file'] as const)
      expect(staleness(known('2020-01-01T00:00:00.000Z', route), scanned)).toBeNull();
    expect(staleness(unread, scanned)).toBeNull();
  });
});

describe('how much is recorded', () => {
  const says = (...evidence: Evidence<unknown>[]) => {
    const facts = Object.fromEntries(evidence.map((one, at) => [`fact${at}`, one])) as FactSet;
    return recordedSays(recordedIn([{}, facts], scanned));
  };

  test('nothing is said where nothing is', () => {
    expect(says(known('2020-01-01T00:00:00.000Z', 'direct'), unread)).toBe('');
  });

  test('new records are counted, and no more is said', () => {
    expect(says(known(scanned))).toBe('1 fact is as AWS Config recorded it.');
    expect(says(known(scanned), known(scanned))).toBe('2 facts are as AWS Config recorded them.');
  });

  test('old ones with the age of the oldest', () => {
    const more =
      'AWS Config records a resource when it changes, so an old record may still be true.';
    expect(says(known(scanned), known('2026-11-29T00:00:00.000Z'))).toBe(
      `2 facts are as AWS Config recorded them. 1 was recorded 2 days before this scan. ${more}`,
    );
    expect(says(known('2026-11-20T12:00:00.000Z'), known('2026-11-29T00:00:00.000Z'))).toBe(
      `2 facts are as AWS Config recorded them. 2 were recorded a day or more before this scan, the oldest 11 days before it. ${more}`,
    );
  });
});
