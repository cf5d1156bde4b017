import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priorityOf } from '../../src/access/priority.ts';
import { fits, levelOfTag, sensitivityOf } from '../../src/access/sensitivity.ts';
import { severities } from '../../src/model/check.ts';
import type { Sensitivity } from '../../src/model/priority.ts';
import { complete } from '../../src/model/evidence.ts';
import { here } from '../samples.ts';
import { view } from './views.ts';

describe('what a tag tells', () => {
  test.each([
    ['DataClassification', 'Confidential', 'high'],
    ['data-classification', 'strictly confidential', 'high'],
    ['acme:data_class', 'C4', 'high'],
    ['Classification', 'Internal use only', null],
    ['classification', 'internal', 'medium'],
    ['Sensitivity', 'low', 'low'],
    ['confidentiality', 'Public', 'low'],
    ['PII', 'true', 'high'],
    ['contains-pii', 'no', 'low'],
    ['gdpr', 'personal data', 'high'],
    ['PHI', 'maybe', null],
    ['team', 'confidential', null],
    ['PublicAccessApproved', 'true', null],
    ['', '', null],
    ['constructor', 'toString', null],
  ] as const)('%s = %s: %s', (key, value, level) => {
    expect(levelOfTag({ key, value })).toBe(level);
  });
});

describe('a bucket', () => {
  const tags = (...pairs: [string, string][]) =>
    view({ facts: { tags: pairs.map(([key, value]) => ({ key, value })) } });

  test('is as sensitive as the most sensitive of its tags', () => {
    expect(sensitivityOf(tags(['class', 'internal'], ['pci', 'yes'], ['team', 'a']), [])).toEqual({
      level: 'high',
      because: 'the tag pci is yes',
    });
  });
  test('that the user marked is sensitive, whatever its tags say, and though they were not read', () => {
    for (const one of [tags(['class', 'public']), view({ facts: {} })])
      expect(sensitivityOf(one, ['other', here.bucket])).toMatchObject({ level: 'high' });
    expect(sensitivityOf(tags(), [`${here.bucket.slice(0, 3)}*`]).because).toContain('*');
  });
  test('without such a tag, or with tags that were not read, is of unknown sensitivity, and which', () => {
    expect(sensitivityOf(tags(), []).because).toBe('no tag tells what its data is');
    expect(sensitivityOf(view({ facts: { tags: null } }), []).level).toBe('unknown');
    expect(sensitivityOf(view({ facts: {} }), [])).toEqual({
      level: 'unknown',
      because: 'its tags were not read',
    });
  });
});

describe('what Macie found', () => {
  const found = (score: number | null, ...tags: { key: string; value: string }[]) =>
    sensitivityOf(
      view({
        facts: {
          tags,
          macieBuckets: complete([
            { bucket: 'another', score: 99, monitored: true },
            { bucket: here.bucket, score, monitored: true },
          ]),
        },
      }),
      [],
    );

  test.each([
    [87, 'high', 'Macie gives it 87 of 100 points'],
    [51, 'high', 'Macie gives it 51 of 100 points'],
    [12, 'low', 'Macie gives it 12 of 100 points'],
    [50, 'unknown', 'no tag tells what its data is'],
    [1, 'unknown', 'no tag tells what its data is'],
    [-1, 'unknown', 'no tag tells what its data is'],
    [null, 'unknown', 'no tag tells what its data is'],
  ] as const)('a score of %s: %s', (score, level, because) => {
    expect(found(score)).toEqual({ level, because });
  });

  test('lifts what tags say, and never lowers it', () => {
    expect(found(87, { key: 'class', value: 'internal' }).because).toMatch(/^Macie/);
    expect(found(12, { key: 'pii', value: 'yes' })).toEqual({
      level: 'high',
      because: 'the tag pii is yes',
    });
  });

  test('counts nothing where it is not enabled, or was not read', () => {
    const none = view({ facts: { tags: [], macieBuckets: null } });
    expect(sensitivityOf(none, []).level).toBe('unknown');
    expect(sensitivityOf(view({ facts: { tags: [] } }), []).level).toBe('unknown');
  });
});

test('a pattern fits as the same regular expression does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
  fc.assert(
    fc.property(text, text, (pattern, name) => {
      const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '[^]*');
      expect(fits(pattern, name)).toBe(new RegExp(`^${escaped}$`).test(name));
    }),
    { numRuns: 2_000 },
  );
});

describe('the order', () => {
  const levels = (['high', 'medium', 'unknown', 'low'] as const).map((level): Sensitivity => ({
    level,
    because: 'x',
  }));
  const score = (...of: Parameters<typeof priorityOf>) => priorityOf(...of)?.score ?? -1;

  test('the same setting matters more on a bucket with personal data', () => {
    for (const worst of [...severities, null])
      for (const open of ['public', 'unknown', 'notPublic'] as const) {
        const scores = levels.map((level) => score(open, level, worst));
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }
  });
  test('no fail lifts a bucket over one that is more open with data as sensitive', () => {
    for (const level of levels)
      for (const worst of [...severities, null])
        for (const other of severities) {
          expect(score('public', level, worst)).toBeGreaterThan(score('unknown', level, other));
          expect(score('unknown', level, worst)).toBeGreaterThan(score('notPublic', level, other));
        }
  });
  test('a closed bucket without a fail is nothing to begin with', () => {
    for (const level of levels) expect(priorityOf('notPublic', level, null)).toBeNull();
  });
  test('both halves are told', () => {
    expect(
      priorityOf('public', { level: 'high', because: 'the tag pii is yes' }, 'low')?.because,
    ).toBe('The public gets in, and its data is sensitive: the tag pii is yes.');
  });
});
