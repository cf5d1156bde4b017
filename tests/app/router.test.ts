import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, readHash, Router } from '../../src/app/router.svelte.ts';
import { goTo } from './page.ts';

describe('addresses', () => {
  test('names of any kind come back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string({ minLength: 1 })),
        (path, query) => {
          const place = readHash(hashOf(path, query));
          expect(place.path).toEqual(path);
          expect(Object.fromEntries(place.query)).toEqual({ ...query });
        },
      ),
    );
  });

  test('a name with half a character makes an address and no error', () => {
    expect(hashOf(['audit', 'x\ud800'])).toBe('#/audit/x%EF%BF%BD');
  });

  test('empty values are left out', () => {
    expect(hashOf(['audit', '1', 'buckets'], { text: '', verdict: 'fail' })).toBe(
      '#/audit/1/buckets?verdict=fail',
    );
  });

  test.each([
    ['', []],
    ['#', []],
    ['#/', []],
    ['#/audit/50%', ['audit', '50%']],
    ['#/audit/a%2Fb', ['audit', 'a/b']],
  ])('%s is read as %j', (hash, path) => {
    expect(readHash(hash).path).toEqual(path);
  });

  test('a question mark in a value stays in the value', () => {
    expect(readHash('#/audit?text=a?b').query.get('text')).toBe('a?b');
  });
});

describe('the router', () => {
  test('follows the address bar, and knows that one has moved', async () => {
    history.replaceState(null, '', '/#/trust');
    const router = new Router();
    expect([router.place.path, router.moved]).toEqual([['trust'], false]);
    await goTo('#/connect');
    expect([router.place.path, router.moved]).toEqual([['connect'], true]);
  });

  test('replacing makes no entry in the history', () => {
    const router = new Router();
    const entries = history.length;
    router.replace('#/audit/1/buckets?text=a');
    expect(router.place.query.get('text')).toBe('a');
    expect(history.length).toBe(entries);
  });
});
