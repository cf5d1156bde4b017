import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeVector, type Vector } from '../../src/node/vectors/judge.ts';

const vectors = JSON.parse(
  readFileSync(new URL('vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];

test('every labelled case is here', () => {
  expect(vectors).toHaveLength(151);
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(151);
});

test.each(vectors.map((vector) => [vector.id, vector.question, vector] as const))(
  '%s: %s',
  (_, __, vector) => {
    expect(judgeVector(vector, '2026-11-25T12:00:00.000Z')).toBe(vector.expected);
  },
);
