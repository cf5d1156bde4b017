import { expect, test } from 'vitest';
import { frameworkLines } from '../../src/report/frameworks.ts';
import { sayCount, sayDay, sayList, sayNumber, sayTime } from '../../src/report/say.ts';

test('times are said in full, and what is no time is left alone', () => {
  expect(sayTime('2026-11-04T09:31:00.000Z')).toBe('4 November 2026, 09:31 UTC');
  expect(sayDay('2026-01-24T09:31:00Z')).toBe('24 January 2026');
  expect(sayTime('yesterday')).toBe('yesterday');
  expect(sayTime('2026-13-04T09:31:00Z')).toBe('2026-13-04T09:31:00Z');
});

test('numbers, counts and lists', () => {
  expect([0, 999, 1000, 1234567].map(sayNumber)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect(sayCount(1, 'bucket')).toBe('1 bucket');
  expect(sayCount(0, 'bucket')).toBe('0 buckets');
  expect(sayCount(2, 'entry', 'entries')).toBe('2 entries');
  expect(sayList([])).toBe('');
  expect(sayList(['a'])).toBe('a');
  expect(sayList(['a', 'b', 'c'])).toBe('a, b and c');
});

test('frameworks are named, in a fixed order; one that has no name keeps its key', () => {
  expect(
    frameworkLines({
      own: ['X'],
      security_hub: ['S3.1', 'S3.2'],
      cis_aws_v5: ['2.1.4'],
      hipaa: [],
    }),
  ).toEqual(['CIS AWS Foundations 5.0: 2.1.4', 'AWS Security Hub: S3.1, S3.2', 'own: X']);
});
