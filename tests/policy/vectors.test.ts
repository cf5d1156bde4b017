import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeVector, type Vector } from '../../src/node/vectors/judge.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as readonly Vector[];

/** Labelled cases: the first file is the one that the product was held against first, the second was written apart from it. */
const files = { 'vectors.json': 151, 'vectors-second.json': 539 } as const;

describe.each(Object.entries(files))('%s', (file, count) => {
  const vectors = read(file);

  test('every labelled case is here', () => {
    expect(vectors).toHaveLength(count);
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(count);
  });

  test.each(vectors.map((vector) => [vector.id, vector.question, vector] as const))(
    '%s: %s',
    (_, __, vector) => {
      expect(judgeVector(vector, '2026-11-25T12:00:00.000Z')).toBe(vector.expected);
    },
  );
});
