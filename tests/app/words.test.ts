import { describe, expect, test } from 'vitest';
import { topics } from '../../src/model/check.ts';
import {
  assessed,
  duration,
  labelOf,
  many,
  sentenceOf,
  timeOf,
  topicShort,
  visible,
} from '../../src/app/words.ts';

describe('words of the page', () => {
  test.each([
    [0, '0 buckets'],
    [1, '1 bucket'],
    [12345, '12,345 buckets'],
  ])('%i buckets are written %s', (count, text) => expect(many(count, 'bucket')).toBe(text));

  test('what is not applicable is no question that could be answered', () => {
    expect(assessed({ pass: 3, fail: 1, notAssessed: 2, notApplicable: 9 })).toEqual({
      count: 4,
      of: 6,
    });
  });

  test.each([
    [4.4, '4 s'],
    [89, '89 s'],
    [90, '2 min'],
    [600, '10 min'],
  ])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test.each([
    ['blockPublicAcls', 'Block public ACLs'],
    ['kmsKeyId', 'KMS key ID'],
    ['mfaDelete', 'MFA delete'],
    ['', ''],
  ])('the property %s is labelled %s', (name, label) => expect(labelOf(name)).toBe(label));

  test('a time that is none is shown as it is', () => {
    expect(timeOf('yesterday')).toBe('yesterday');
    expect(timeOf('2026-11-20T09:30:00.000Z')).toMatch(/2026/);
  });

  test('only an Error has a sentence of its own', () => {
    expect(sentenceOf(new Error('The file is empty.'))).toBe('The file is empty.');
    expect(sentenceOf('secret')).not.toContain('secret');
  });

  test('marks that turn the direction of text, or are not seen, are written out', () => {
    expect(visible('a\u202eb\u200bc')).toBe('a\\u202eb\\u200bc');
    expect(visible('Müller 株式会社 مرحبا')).toBe('Müller 株式会社 مرحبا');
  });

  test('every topic has a short name of its own', () => {
    expect(new Set(topics.map((topic) => topicShort[topic])).size).toBe(topics.length);
  });
});
