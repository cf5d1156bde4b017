import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { bucket, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const open = (at: string, more: Partial<Snapshot> = {}) => {
  const plain = { tags: null };
  const snapshot = snapshotOf(
    [
      bucket('acme-assets', { tags: [{ key: 'data-class', value: 'public' }] }),
      bucket('acme-customers', { tags: [{ key: 'DataClassification', value: 'Confidential' }] }),
      bucket('acme-misc', plain),
    ],
    more,
  );
  const fake = fakeEngine([{ id: 'one', snapshot }]);
  return { ...fake, ...openPage(fake.engine, at) };
};
const begin = async () =>
  within(await screen.findByRole('region', { name: 'Where to begin' }))
    .findAllByRole('listitem')
    .then((items) => items.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()));

test('the overview begins with the bucket whose data matters most, and says why', async () => {
  open('#/audit/one');
  const items = await begin();
  expect(items.map((text) => /acme-\w+/.exec(text)?.[0])).toEqual([
    'acme-customers',
    'acme-misc',
    'acme-assets',
  ]);
  expect(items[0]).toContain('its data is sensitive: the tag DataClassification is Confidential.');
  expect(items[1]).toContain('no tag tells what its data is');
});

test('a bucket that the user marks comes first, and the list follows the same order', async () => {
  const { user } = open('#/audit/one/settings');
  await heading('Settings of this audit');
  const names = screen.getByLabelText(/They count as sensitive whatever their tags say/);
  await user.type(names, 'acme as*');
  await user.type(names, '{Enter}bad/name');
  await user.click(screen.getByRole('button', { name: 'Save and judge anew' }));
  expect(screen.getByText(/"bad\/name" is no name of a bucket/)).toBeInTheDocument();
  await user.clear(names);
  await user.type(names, 'acme-as*');
  await user.click(screen.getByRole('button', { name: 'Save and judge anew' }));
  await screen.findByText(/The settings were saved/);
  await goTo('#/audit/one');
  const items = await begin();
  expect(items[0]).toContain('acme-assets');
  expect(items[0]).toContain('you marked acme-as* as sensitive');
  expect(screen.getByRole('link', { name: 'All in this order' })).toHaveAttribute(
    'href',
    '#/audit/one/buckets?sort=priority',
  );
});
