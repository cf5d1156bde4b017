import { expect, test } from 'vitest';
import { factsNeeded } from '../../src/audit/plan.ts';
import * as checks from '../../src/checks/index.ts';
import { factScope } from '../../src/model/facts.ts';

const all = Object.values(checks);
const named = (id: string) => all.filter((check) => check.id === id);

test('what every scan reads is in every plan', () => {
  expect(factsNeeded([])).toEqual(['identity', 'buckets', 'enabledRegions', 'location']);
});

test('a conclusion brings the facts it may rest on', () => {
  expect(factsNeeded(named('bucket-not-public'))).toEqual(
    expect.arrayContaining(['acl', 'policy', 'accountPublicAccessBlock', 'accessPoints']),
  );
  expect(factsNeeded(named('bucket-not-public'))).not.toContain('versioning');
  expect(factsNeeded(named('versioning-enabled'))).toContain('versioning');
});

test('each fact once, in the order of the model', () => {
  const facts = factsNeeded(all);
  expect(facts).toEqual(Object.keys(factScope).filter((fact) => facts.includes(fact as never)));
  expect(new Set(facts).size).toBe(facts.length);
});
