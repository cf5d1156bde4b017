import { expect, test } from 'vitest';
import { exposureOf } from '../../src/access/exposure.ts';
import { complete } from '../../src/model/evidence.ts';
import { deeds } from '../../src/model/exposure.ts';
import { deedTitle, together } from '../../src/model/exposure-words.ts';
import { acl } from '../samples.ts';
import { view } from './views.ts';

const facts = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  acl: acl(),
  ownership: null,
  website: null,
  policy: '{"Statement":[{}],\n"Statement":[]}',
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
};

test('where a malformed policy breaks is said once for all that it leaves unknown', () => {
  const found = exposureOf(view({ facts: { ...facts, policyStatus: { isPublic: true } } })).now;
  const [all, ...more] = together(found, deeds);
  expect([all?.name, all?.one.who, more]).toEqual(['Everything', 'unknown', []]);
  expect(all?.one.steps.map(({ says }) => says).join(' ')).toMatch(/twice .* line 2, column 1\./);
});

test('what an unread fact leaves unknown is told of each', () => {
  const { policy: _, ...unread } = facts;
  const found = exposureOf(view({ facts: unread })).now;
  expect(together(found, deeds).map(({ name }) => name)).toEqual(
    deeds.map((deed) => deedTitle[deed]),
  );
});
