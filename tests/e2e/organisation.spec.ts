import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { accounts } from '../aws/accounts/index.ts';
import {
  aggregator,
  introduceOrganisation,
  members,
  seedOrganisation,
} from '../aws/organisation.ts';
import { expectAccessible } from './axe.ts';
import { test } from './real-names.ts';
import { expect, fillKeys, take } from './world.ts';

const { web, ledger, quiet, broken } = members;

/** Cells of the accounts' list that reach out of their row, which the list would cut off or lay over the next one. */
const spilled = (page: Page) =>
  page.locator('.account-line.line').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const box = row.getBoundingClientRect();
      return [...row.querySelectorAll('[role="cell"]')].flatMap((cell) => {
        const { left, right, top, bottom, width } = cell.getBoundingClientRect();
        const fits =
          width === 0 || // not shown
          (left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom);
        return fits ? [] : [cell.textContent];
      });
    }),
  );

test('an organisation is read from its aggregator, account by account, and seen as a whole', async ({
  realNames,
  moto,
}) => {
  test.slow();
  const { front, page } = await realNames(accounts.empty);
  await seedOrganisation(moto, front);
  introduceOrganisation(front);

  await page.goto('#/organisation');
  await page.locator('#main').getByRole('link', { name: 'Connect', exact: true }).click();
  await fillKeys(page);
  await page.getByLabel('Region', { exact: true }).fill('us-east-1');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.goto('#/organisation');

  // The one aggregator of all Regions is found by itself, and each account with records is picked.
  await expect(page.getByText(aggregator.name).first()).toBeVisible({ timeout: 60_000 });
  const row = (id: string) => page.getByRole('checkbox', { name: new RegExp(id) });
  await expect(row(web.id)).toBeChecked();
  await expect(row(ledger.id)).toBeChecked();
  await expect(row(quiet.id)).not.toBeChecked();
  await expect(page.getByText('not collected lately in eu-west-1')).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `choice of accounts, ${width} px`);
  }

  // By keyboard alone: the arrow goes down the list, Space picks.
  await row(web.id).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(row(broken.id)).not.toBeChecked();
  await row(quiet.id).check();
  await page.getByRole('button', { name: 'Read 3 accounts' }).click();
  await expect(page.getByRole('heading', { name: 'The accounts were read' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(quiet.id)).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 account not read' })).toBeVisible();
  await expectAccessible(page, 'end of the reading');

  await page.getByRole('link', { name: 'Overview across accounts' }).click();
  await expect(page.getByRole('heading', { name: '2 accounts' })).toBeVisible();
  await expect(page.getByRole('link', { name: web.id })).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `across accounts, ${width} px`);
    expect(await spilled(page), `cells beside their row, ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const file = await readFile((await take(page, 'Accounts (CSV)')).path, 'utf8');
  expect(file).toContain(web.id);
  expect(file).toContain(ledger.id);
  expect(file).not.toContain(broken.id);

  await page.getByRole('link', { name: web.id }).click();
  await expect(
    page
      .getByText(/facts are as AWS Config recorded them|Read from the records of AWS Config/)
      .first(),
  ).toBeVisible();
  // Nothing was asked of the accounts themselves, and nothing of S3.
  const asked = new Set(front.calls.map(({ service }) => service));
  expect(
    [...asked].filter((service) => !['config', 'ec2', 'sts', 'iam'].includes(service)),
  ).toEqual([]);
});

test('where an aggregator may not be asked, the page says which action, and keeps nothing', async ({
  realNames,
}) => {
  const { front, page } = await realNames(accounts.empty);
  front.script([{ when: { action: 'config:DescribeConfigurationAggregators' }, do: 'deny' }]);
  await page.goto('#/connect');
  await fillKeys(page);
  await page.getByLabel('Region', { exact: true }).fill('us-east-1');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.goto('#/organisation');
  await expect(page.getByText('config:DescribeConfigurationAggregators').first()).toBeVisible({
    timeout: 60_000,
  });
  await expectAccessible(page, 'no aggregator');
  await page.goto('#/accounts');
  await expect(page.getByText('No account has been audited in this browser yet.')).toBeVisible();
});
