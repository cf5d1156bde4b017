import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldStillBe, excludesSays, extentSays } from '../../src/access/object-look.ts';
import { objectsEncrypted } from '../../src/access/object-encryption.ts';
import { objectsPublic } from '../../src/access/objects.ts';
import { indexAccount } from '../../src/access/index-account.ts';
import { viewOf } from '../../src/access/view.ts';
import { bucket, snapshotOf } from '../app/account.ts';
import { objectLook } from '../samples.ts';

const viewFrom = (facts: Parameters<typeof bucket>[1]) => {
  const snapshot = snapshotOf([bucket('acme-data', facts)]);
  const found = snapshot.facts.find(({ type }) => type === 'bucket');
  if (!found) throw new TypeError('no bucket');
  return viewOf(found, indexAccount(snapshot));
};

describe('a bucket at whose objects nobody has looked', () => {
  it('says where to look, and asks for no permission', () => {
    const view = viewFrom({ ownership: { objectOwnership: 'ObjectWriter' } });
    const found = objectsEncrypted(view);
    expect(found).toMatchObject({ known: false, missing: [] });
    expect(!found.known && found.because).toMatch(/nobody has looked at them\. Look at a sample/);
  });

  it('is settled by configuration all the same', () => {
    expect(objectsPublic(viewFrom({}))).toMatchObject({ known: true, value: { open: false } });
  });
});

describe('what a sample says', () => {
  it.each([
    [objectLook(), 'All 10 object versions were looked at'],
    [objectLook({ listed: 1, looked: 1 }), 'The only object version was looked at'],
    [
      objectLook({ listed: 400, looked: 100 }),
      'A sample of 100 of 400 object versions was looked at',
    ],
    [
      objectLook({ listed: 12_000, looked: 100, all: false }),
      'A sample of 100 of at least 12,000 object versions was looked at',
    ],
  ])('tells how much it is of', (look, says) => {
    expect(extentSays(look)).toBe(says);
  });

  it('excludes what twenty samples would have met nineteen times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (looked) => {
        const share = couldStillBe(looked) / 100;
        expect((1 - share) ** looked).toBeCloseTo(0.05, 10);
      }),
      { seed: 3, numRuns: 100 },
    );
    expect(excludesSays(100)).toContain('more than 3 % of them');
    expect(excludesSays(1000)).toContain('more than 0.3 % of them');
    expect(excludesSays(0)).toBe('That excludes nothing.');
  });
});
