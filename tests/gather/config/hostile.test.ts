import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archive } from '../../../src/gather/config/archive.ts';
import { recordedFacts } from '../../../src/gather/config/gaps.ts';
import { resourceTypes } from '../../../src/gather/config/item.ts';
import { readResult } from '../../../src/gather/config/resource.ts';
import { factShapes } from '../../../src/report/import/facts.ts';
import { target } from './roof.ts';
import { keyArn, wholeItem } from './whole-item.ts';

const now = '2026-12-01T00:00:00.000Z';

/** Names that AWS uses, and those that JavaScript does. */
const names = [
  ...['rules', 'status', 'filter', 'predicate', 'type', 'operands', 'tags', 'grantee'],
  ...['__proto__', 'constructor', 'toString', 'length', ''],
];
const words = ['Enabled', 'Off', 'AllUsers', 'LifecycleAndOperator', '{', 'null', '"x"', '\u0000'];
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(...words, null, true, false, -1, 0, 1, 7, 1e999, 0.5),
    fc.string(),
    fc.constantFrom('x'.repeat(150), 'x'.repeat(5_000)),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('value').map((one) => JSON.stringify(one)),
  ),
}));

/** Every place in a value, as the way to it. */
function* places(of: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  yield way;
  if (typeof of !== 'object' || of === null) return;
  for (const [name, part] of Object.entries(of)) yield* places(part, [...way, name]);
}

function put(of: unknown, [name, ...way]: readonly string[], what: unknown): unknown {
  if (name === undefined) return what;
  if (Array.isArray(of))
    return of.map((part, at) => (String(at) === name ? put(part, way, what) : part));
  const all = Object.entries(of as object).map(([key, part]) => [
    key,
    key === name ? put(part, way, what) : part,
  ]);
  return Object.fromEntries(all.filter(([, part]) => part !== undefined));
}

/** A good item of any type, in which a few places hold something else, or nothing. */
const item = fc.constantFrom(...resourceTypes).chain((type) => {
  const whole = wholeItem(type);
  const all = [...places(whole)];
  const change = fc.tuple(fc.constantFrom(...all), fc.oneof(value, fc.constant(undefined)));
  return fc.array(change, { maxLength: 4 }).map((changes) =>
    JSON.stringify(
      changes.reduce<unknown>((made, [way, what]) => {
        try {
          return put(made, way, what);
        } catch {
          return made; // an earlier change took the place away
        }
      }, whole),
    ),
  );
});

test('whatever comes, nothing is thrown, and what is told has the shape of its fact', () => {
  let told = 0;
  let untold = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: item }, fc.anything(), fc.json()), {
        maxLength: 4,
      }),
      (results) => {
        const held = archive();
        held.add(results.flatMap((result) => readResult(result, target, now) ?? []));
        for (const fact of recordedFacts)
          for (const name of ['a', '__proto__', 'constructor']) {
            const at = { ...target, bucket: name, accessPoint: name, key: keyArn };
            const evidence = held.read(fact, at, now);
            if (!evidence.known) {
              untold++;
              continue;
            }
            told++;
            expect(evidence.from).toBe('config');
            expect(evidence.at <= now).toBe(true);
            const file: unknown = JSON.parse(JSON.stringify(evidence.value));
            expect(factShapes[fact](file, fact)).toEqual(evidence.value);
          }
      },
    ),
    { numRuns: 3_000 },
  );
  // Otherwise only refusals would have been tested, or none.
  expect(told).toBeGreaterThan(9_000);
  expect(untold).toBeGreaterThan(10_000);
});

test('nothing of it reaches the prototypes', () => {
  expect(({} as Record<string, unknown>)['policyText']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
