import { expect, test } from 'vitest';
import { problemTally } from '../../src/app/engine/problems.ts';
import { type Evidence, unasked } from '../../src/model/evidence.ts';
import type { FactSet, ResourceFacts } from '../../src/model/snapshot.ts';

const denied = { ...unasked(['s3:X']), gap: 'denied' as const };
const of = (type: 'account' | 'bucket', resource: string, facts: FactSet): ResourceFacts => ({
  type,
  region: '',
  resource,
  facts,
});

test('a resource that comes twice counts once, as it was known last', () => {
  const tally = problemTally();
  const says = 'list of buckets: access was denied (s3:X)';
  tally.note(of('account', '', { buckets: denied }));
  tally.note(of('account', '123456789012', { buckets: denied, enabledRegions: denied }));
  expect(tally.lines()).toEqual([
    { says, count: 1 },
    { says: 'list of Regions: access was denied (s3:X)', count: 1 },
  ]);
  const regions: Evidence<never> = { known: true, value: [] as never, from: 'direct', at: '' };
  tally.note(of('account', '123456789012', { buckets: denied, enabledRegions: regions }));
  expect(tally.lines()).toEqual([{ says, count: 1 }]);
});

test('each bucket counts, and what was not asked for does not', () => {
  const tally = problemTally();
  for (const name of ['a', 'b'])
    tally.note(of('bucket', name, { tags: denied, acl: unasked(['s3:Y'], 'Cancelled') }));
  expect(tally.lines()).toEqual([{ says: 'tags: access was denied (s3:X)', count: 2 }]);
});

test('no permission is named for what the browser withholds, or AWS Config does not record', () => {
  const tally = problemTally();
  const blocked = { ...unasked(['s3:X']), gap: 'blocked' as const };
  const unrecorded = { ...unasked(['s3:X']), gap: 'unrecorded' as const };
  tally.note(of('bucket', 'a', { tags: blocked, ownership: unrecorded }));
  expect(tally.lines().map(({ says }) => says)).toEqual([
    'tags: the browser was not allowed to read the answer',
    'Object Ownership: AWS Config has no full record of it',
  ]);
});

test('where AWS Config refused what the browser withholds of S3, leave to ask AWS Config opens it', () => {
  const tally = problemTally();
  const both = {
    ...unasked(['s3:X', 'config:SelectResourceConfig']),
    gap: 'blocked' as const,
    tried: [
      { route: 'direct' as const, gap: 'blocked' as const, detail: 'TypeError' },
      { route: 'config' as const, gap: 'denied' as const, detail: 'AccessDeniedException' },
    ],
  };
  tally.note(of('bucket', 'a', { tags: both }));
  expect(tally.lines()[0]?.says).toBe(
    'tags: the browser was not allowed to read the answer (config:SelectResourceConfig)',
  );
});
