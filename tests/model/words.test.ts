import { expect, test } from 'vitest';
import { skippedGroups, skippedSays } from '../../src/model/words.ts';

const at = (service: string, region: string, reason = 'Nobody answered.') => ({
  service,
  region,
  reason,
});
const many = ['a', 'b', 'c', 'd', 'e'].map((region) => at('s3control', region));

test('what was given up is told once for each service and reason', () => {
  expect(
    skippedSays([at('s3', 'eu-west-1'), ...many, at('s3', 'us-east-1', 'It refused.')]),
  ).toEqual([
    'Amazon S3 was left out in eu-west-1. Nobody answered.',
    'Amazon S3 Control was left out in 5 Regions. Nobody answered.',
    'Amazon S3 was left out in us-east-1. It refused.',
  ]);
});

test('with every Region named where there is room for them', () => {
  expect(skippedGroups(many, Infinity)).toEqual([
    { service: 'Amazon S3 Control', where: 'a, b, c, d, e', reason: 'Nobody answered.' },
  ]);
});
