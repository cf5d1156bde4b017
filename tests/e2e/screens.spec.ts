import type { Page } from '@playwright/test';
import { small } from '../aws/accounts/small.ts';
import { expectAccessible } from './axe.ts';
import { connect, expect, openBucket, rowOf, scanAndOpen, test } from './world.ts';

const openSample = async (page: Page) => {
  await page.goto('#/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible();
};
const toBuckets = async (page: Page) => {
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await expect(page.getByRole('table', { name: 'Buckets' })).toBeVisible();
};

test('the sample opens without AWS and says on every screen that it is one', async ({ page }) => {
  await openSample(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/of 26 buckets are public/);
  await toBuckets(page);
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible();
  await openBucket(page, 'fernway-db-backup-2019');
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible();
  await page.goto('#/');
  await page.reload();
  await expect(page.getByText(/SAMPLE/)).toBeVisible();
});

test('filters narrow the list, live in the address, and survive Back and reload', async ({
  page,
}) => {
  await openSample(page);
  await toBuckets(page);
  await page.getByRole('searchbox').fill('LOGS');
  await expect(page.getByText('2 of 26 buckets')).toBeVisible();
  await page.getByRole('combobox', { name: 'Region' }).selectOption('eu-west-1');
  await expect(page.getByText('1 of 26 buckets')).toBeVisible();
  expect(page.url()).toContain('text=LOGS');
  await page.reload();
  await expect(page.getByText('1 of 26 buckets')).toBeVisible();
  await rowOf(page, 'fernway-access-logs-eu').getByRole('link').click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'fernway-access-logs-eu' }),
  ).toBeVisible();
  await page.goBack();
  await expect(page.getByText('1 of 26 buckets')).toBeVisible();
  await page.getByRole('searchbox').fill('no such bucket');
  await expect(page.getByText('No bucket fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('26 buckets', { exact: true })).toBeVisible();
});

test('whether a bucket could be restored is answered on its page, and reached by keyboard', async ({
  page,
}) => {
  await openSample(page);
  await toBuckets(page);
  await openBucket(page, 'fernway-payroll');
  await page.getByRole('link', { name: 'Restore', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Could we restore it?' })).toBeVisible();
  await expectAccessible(page, 'whether a bucket could be restored');
  await page.getByRole('link', { name: 'Object Lock', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toContainText('7 years');
});

test('a number on the overview leads to the buckets it counts', async ({ page }) => {
  await openSample(page);
  const exposed = page.getByRole('region', { name: 'What is exposed' }).getByRole('link').first();
  const count = Number.parseInt((await exposed.textContent()) ?? '', 10);
  await exposed.click();
  await expect(page.getByText(`${count} of 26 buckets`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Severity' }).selectOption('low');
  await expect(page.getByText('No bucket fits these filters')).toBeVisible();
});

test('sorting says its direction', async ({ page }) => {
  await openSample(page);
  await toBuckets(page);
  const header = page.getByRole('columnheader', { name: 'Bucket' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.locator('[data-at="0"]')).toContainText('fernway-access-logs');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(page.locator('[data-at="0"]')).toContainText('fernway-website');
});

test('the list and a bucket can be used with the keyboard alone', async ({ page }) => {
  await openSample(page);
  await toBuckets(page);
  await expect(page.locator('[data-at="0"]')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.locator('[data-at="0"] a').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-at="2"] a')).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('[data-at="25"] a')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-at="0"] a')).toBeFocused();
  const name = await page.locator('[data-at="0"] a').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name?.trim() ?? '');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('the bucket page shows verdict, proof and the policy with the deciding statement marked', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  await openBucket(page, 'small-public-site');
  await page
    .getByRole('navigation', { name: 'Checklist' })
    .getByRole('link', { name: 'neither list nor read' })
    .click();
  const article = page.getByRole('article');
  await expect(article).toContainText('EveryoneReads');
  await expect(article.locator('mark')).toContainText('"Sid": "EveryoneReads"');
  await expect(article).toContainText('Restrict Public Buckets is off');
  await page
    .getByRole('navigation', { name: 'Bucket', exact: true })
    .getByRole('link', { name: 'Settings' })
    .click();
  await expect(page.getByRole('heading', { name: 'Static website hosting' })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('#/nowhere');
  await expect(page.getByText('There is no such page.')).toBeVisible();
  await page.goto('#/audit/not-here');
  await expect(page.getByText('This audit is not in this browser.').first()).toBeVisible();
  await openSample(page);
  await page.goto(`${page.url()}/bucket/not-here`);
  await expect(page.getByText('This audit has no bucket').first()).toBeVisible();
});

test('deleting asks once, and erasing leaves nothing', async ({ page }) => {
  await openSample(page);
  await page.goto('#/');
  await page.getByRole('button', { name: /Delete the audit/ }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Erase all audits' }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByRole('heading', { name: 'Everything was erased' })).toBeVisible();
  await page.goto('#/');
  await page.reload();
  await expect(page.getByText('None yet.')).toBeVisible();
});

test('the connect form names what is wrong, field by field, and asks nobody', async ({
  page,
  aws,
  leaks,
}) => {
  await page.goto('#/connect');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Enter the access key ID').first()).toBeVisible();
  await expect(page.getByLabel('Paste the whole block')).toBeFocused();
  await connect(page, aws.front.url.replace('127.0.0.1', 'store.example.com'), 'other');
  await expect(page.getByText('npm run configure')).toBeVisible();
  expect(aws.front.calls).toEqual([]);
  leaks.stillTyping();
});

for (const width of [1280, 360])
  test(`axe finds nothing, light and dark, ${width} px wide, and nothing is cut off`, async ({
    page,
    aws,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height: 800 });
    const look = async (screen: string) => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page, screen);
    };
    await page.goto('#/');
    await look('start, empty');
    await openSample(page);
    await look('overview');
    const audit = page.url();
    await page.goto(`${audit}/buckets`);
    await expect(page.locator('[data-at="0"]')).toBeVisible();
    await look('buckets');
    await page.goto(`${audit}/settings`);
    await page.getByRole('button', { name: 'Add an account' }).click();
    await look('settings');
    await page.goto(`${audit}/buckets?text=nothing+like+it`);
    await expect(page.getByText('No bucket fits')).toBeVisible();
    await look('buckets, none left');
    for (const tab of ['', '?tab=settings', '?tab=raw', '?check=tls-required']) {
      await page.goto(`${audit}/bucket/fernway-db-backup-2019${tab}`);
      await look(`bucket ${tab}`);
    }
    await page.goto(`${audit}/bucket/fernway-security-vault?check=bucket-not-public`);
    await look('bucket, not assessed');
    await page.goto(`${audit}/checks`);
    await look('checks');
    await page.goto(`${audit}/checks?text=nothing+like+it`);
    await look('checks, none left');
    for (const check of ['tls-required', 'account-public-access-block']) {
      await page.goto(`${audit}/checks/${check}`);
      await look(`check ${check}`);
    }
    await page.goto(`${audit}/checks/bucket-not-public?verdict=notAssessed`);
    await expect(page.locator('[data-at="0"]')).toBeVisible();
    await look('check, not assessed');
    await page.goto(`${audit}/account`);
    await look('account');
    await page.goto('#/');
    await look('start, with an audit');
    await page.goto('#/trust');
    await look('trust');
    await page.goto('#/connect');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    for (const closed of ['one by one', 'How to get', 'Other ways'])
      await page.locator('summary').filter({ hasText: closed }).click();
    await look('connect, with problems');
    await aws.seed(small);
    await connect(page, aws.front.url);
    await page.getByRole('button', { name: 'Take on another role' }).click();
    await look('connected');
    await page.getByRole('link', { name: 'Choose what to scan' }).click();
    await expect(page.getByText('5 buckets, about')).toBeVisible();
    await look('set-up of a scan');
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
    await look('scan');
  });
