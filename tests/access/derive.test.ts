import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { derivations, draw, isDerived } from '../../src/access/derive.ts';
import type { DerivedName } from '../../src/model/derived.ts';
import { type FactName, type Facts, factScope } from '../../src/model/facts.ts';
import { here, possible, samples } from '../samples.ts';
import { view } from './views.ts';

const names = Object.keys(derivations) as DerivedName[];

/** Accounts in every state: each fact read with one of its samples, or refused. */
const worlds = fc
  .record(
    Object.fromEntries(
      (Object.keys(factScope) as FactName[]).map((fact) => [
        fact,
        fc.constantFrom(undefined, ...samples[fact](here.bucket)),
      ]),
    ),
  )
  .map((facts) =>
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  )
  .filter((facts) => possible(facts as Partial<Facts>));

describe.each(names)('%s', (name) => {
  test('looks at no fact that it does not name, and is unknown only for facts that it names', () => {
    fc.assert(
      fc.property(worlds, (facts) => {
        const one = view({ facts });
        const see = vi.spyOn(one, 'see');
        const { answer, read } = draw(name, one);
        const { from, beside = [] } = derivations[name];
        const unlisted = see.mock.calls
          .map(([fact]) => fact)
          .filter((fact) => !from.includes(fact) && !beside.includes(fact));
        expect(unlisted).toEqual([]);
        expect(read.filter((fact) => !one.see(fact).known)).toEqual([]);
        if (answer.known) return;
        expect(answer.missing.length + (answer.because?.length ?? 0)).toBeGreaterThan(0);
        for (const { fact } of answer.missing) expect(from).toContain(fact);
      }),
      { numRuns: 300 },
    );
  });

  test('is drawn once for a resource', () => {
    const one = view({ facts: { publicAccessBlock: null } });
    expect(draw(name, one)).toBe(draw(name, one));
  });
});

test('names of conclusions are told from names of facts, and from what objects inherit', () => {
  expect(names.every(isDerived)).toBe(true);
  expect(['acl', 'constructor', 'toString', '__proto__'].some(isDerived)).toBe(false);
});

test('a conclusion says which facts it saw', () => {
  const facts = { publicAccessBlock: null, accountPublicAccessBlock: null };
  expect(draw('effectiveBlock', view({ facts })).read.toSorted()).toEqual([
    'accountPublicAccessBlock',
    'publicAccessBlock',
  ]);
});
