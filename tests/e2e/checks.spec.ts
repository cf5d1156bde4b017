import type { Page } from '@playwright/test';
import { madeUpSnapshot } from '../../src/node/bench/snapshot.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { readPdf } from '../report/poppler.ts';
import { faultsOf } from './axe.ts';
import { expect, openFile, test } from './world.ts';

const openSample = async (page: Page) => {
  await page.goto('#/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible();
  return page.url();
};
const audit = (page: Page) => page.getByRole('navigation', { name: 'Audit' });

test('from a check to its buckets and back, every state in the address', async ({ page }) => {
  await openSample(page);
  await audit(page).getByRole('link', { name: 'Checks' }).click();
  await page.getByRole('combobox', { name: 'Framework' }).selectOption('AWS Security Hub');
  await page.getByRole('searchbox').fill('S3.5');
  await expect(page.getByText(/^1 of \d+ checks$/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^1 of \d+ checks$/)).toBeVisible();
  const number = page.getByRole('link', { name: /^Fail \d+ ?: Requests over plain HTTP/ });
  const count = Number(/\d+/.exec((await number.textContent()) ?? '')?.[0]);
  await number.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Requests over plain HTTP are denied',
  );
  await expect(page.getByRole('table', { name: 'Fail' })).toHaveAttribute(
    'aria-rowcount',
    String(count + 1),
  );
  const first = page.locator('[data-at="0"] a');
  const name = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('article')).toContainText('Requests over plain HTTP are denied');
  await page.goBack();
  await page.goBack();
  await expect(page.getByText(/^1 of \d+ checks$/)).toBeVisible();
});

test('the help sheet keeps the keyboard, closes by Escape, and gives the focus back', async ({
  page,
}) => {
  await openSample(page);
  await audit(page).getByRole('link', { name: 'Checks' }).click();
  // The screen before has rows too; a key pressed while it still shows is of that screen.
  await expect(page.getByRole('heading', { level: 1, name: 'Checks' })).toBeFocused();
  const row = page.locator('[data-row]').first();
  await expect(row).toBeVisible();
  await page.keyboard.press('j');
  await expect(row).toBeFocused();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toBeVisible();
  expect(await faultsOf(page, 'dialog')).toEqual([]);
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement !== document.body && activeElement?.closest('dialog') === null;
    });
    expect(outside, 'Tab stays in the sheet').toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(row).toBeFocused();
});

test('single keys lead about, and can be switched off for good', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Checks' })).toBeVisible();
  await page.getByRole('button', { name: 'Keyboard' }).click();
  await page.getByRole('checkbox', { name: /Single keys/ }).uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Checks' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  expect(page.url()).toContain('/checks');
});

test('a list of many buckets has its rows wherever it is scrolled to', async ({ page }) => {
  const buffer = Buffer.from(exportSnapshot(madeUpSnapshot(3000)));
  await openFile(page, { name: 'many.json', mimeType: 'application/json', buffer });
  await audit(page).getByRole('link', { name: 'Buckets' }).click();
  await expect(page.locator('[data-at="0"]')).toBeVisible();
  const list = page.getByRole('table', { name: 'Buckets' });
  for (const share of [0.5, 1, 0.1, 0.93, 0]) {
    await list.evaluate((node, at) => {
      node.scrollTop = at * (node.scrollHeight - node.clientHeight);
    }, share);
    await expect
      .poll(() =>
        list.evaluate((node) => {
          const { top, bottom } = node.getBoundingClientRect();
          const head = node.querySelector('.head')?.getBoundingClientRect().height ?? 0;
          const rows = [...node.querySelectorAll('[data-at]')].map((row) =>
            row.getBoundingClientRect(),
          );
          const covered = rows.reduce(
            (sum, box) =>
              sum + Math.max(0, Math.min(box.bottom, bottom) - Math.max(box.top, top + head)),
            0,
          );
          return Math.round(bottom - top - head - covered);
        }),
      )
      .toBeLessThan(4);
  }
});

test('on paper a list is whole, its page breaks are clean, and nothing is a button', async ({
  page,
}) => {
  const at = await openSample(page);
  await page.goto(`${at}/buckets`);
  await expect(page.locator('[data-at="25"]')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('[data-at]').count()).toBe(26);
  const row = page.locator('[data-at="3"]');
  await expect(row).toHaveCSS('display', 'table-row');
  await expect(row).toHaveCSS('transform', 'none');
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 718, height: 1040 }); // A4 within the margins of Chromium
  expect((await row.locator('.name').boundingBox())?.width).toBeGreaterThan(180);
  await page.setViewportSize(wide ?? { width: 1280, height: 720 });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  const { pages } = await readPdf(await page.pdf({ format: 'A4' }), { textOnly: true });
  expect(pages.length).toBeGreaterThan(1);
  for (const text of pages) expect(text, 'the head is repeated').toContain('Exposure');
  await page.goto(`${at}/checks/tls-required`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

// 640 px is what is left of 1280 where text and all else is twice the size.
for (const width of [320, 640])
  test(`${width} px need no sideways scrolling`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const at = await openSample(page);
    for (const part of ['', '/buckets', '/checks', '/checks/tls-required', '/account']) {
      await page.goto(`${at}${part}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, part).toBeLessThanOrEqual(0);
    }
  });
