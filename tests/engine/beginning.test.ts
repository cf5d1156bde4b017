import { expect, test } from 'vitest';
import { titleOfCopy } from '../../src/app/engine/beginning.ts';
import { labelLimits } from '../../src/app/engine/protocol.ts';

const now = '2026-03-01T12:34:56.000Z';

test.each([
  ['', '123456789012', '123456789012, read anew on 2026-03-01 12:34 UTC'],
  ['Acme', '123456789012', 'Acme, read anew on 2026-03-01 12:34 UTC'],
  ['Acme, read anew on 2026-02-01 00:00 UTC', '1', 'Acme, read anew on 2026-03-01 12:34 UTC'],
])('a copy of %j has a name of its own', (title, account, copy) => {
  expect(titleOfCopy(title, account, now)).toBe(copy);
});

test('a copy of a copy says what was done to it last', () => {
  const first = titleOfCopy('Acme', '1', now, 'file');
  expect(first).toBe('Acme, a file added on 2026-03-01 12:34 UTC');
  expect(titleOfCopy(first, '1', now)).toBe('Acme, read anew on 2026-03-01 12:34 UTC');
});

test('the name of a copy is no longer than a title may be', () => {
  expect(titleOfCopy('x'.repeat(labelLimits.title), '1', now)).toHaveLength(labelLimits.title);
});
