import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { small } from '../aws/accounts/small.ts';
import { expect, scanAndOpen, startScan, take, test } from './world.ts';

test.use({ serviceWorkers: 'allow' });

const audits = (page: Page) => page.getByRole('region', { name: 'Audits in this browser' });
const line = (page: Page, text: string | RegExp) =>
  audits(page).getByRole('listitem').filter({ hasText: text });

async function openSample(page: Page) {
  await page.goto('#/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
}

/** How many rows the page's database has, in all. */
const rows = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open('bucketproof'));
    let count = 0;
    for (const table of database.objectStoreNames)
      count += await done(database.transaction(table).objectStore(table).count());
    database.close();
    return count;
  });

test('a title and a note are given, seen in list, audit and report, and found again after a reload', async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Title and note' }).click();
  await page.getByLabel('Title', { exact: true }).fill('  Quarter\t4, before <b>migration</b> ');
  await page.getByLabel('Note', { exact: true }).fill('Ask Anna about logs.\nThen close.');
  await page.getByRole('button', { name: 'Save' }).click();
  const title = 'Quarter 4, before <b>migration</b>';
  await expect(page.getByRole('main').getByText(title, { exact: true })).toBeVisible();
  const pdf = await take(page, 'PDF report');
  const { readPdf } = await import('../report/poppler.ts');
  const { pages } = await readPdf(await readFile(pdf.path), { textOnly: true });
  expect(pages[0]).toContain(title);
  await page.reload();
  await expect(page.getByText('Ask Anna about logs.')).toBeVisible();
  await page.goto('#/');
  await expect(line(page, title)).toContainText('123456789012');
  await line(page, title)
    .getByRole('button', { name: /^Rename/ })
    .click();
  await page.getByLabel('Title', { exact: true }).fill('');
  await page.getByLabel('Note', { exact: true }).fill('x'.repeat(2001));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 character too many: shorten it to 2,000.')).toBeVisible();
  await expect(page.getByLabel('Note', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(line(page, title).getByRole('button', { name: /^Rename/ })).toBeFocused();
});

test('delete says what is gone; erase everything gives a receipt that was read back', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  await openSample(page);
  await page.goto('#/');
  await line(page, 'live scan')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('button', { name: /for good$/ }).click();
  await expect(
    page.getByText('The audit of 123456789012 was deleted from this browser.'),
  ).toBeVisible();
  await expect(audits(page).getByRole('listitem')).toHaveCount(1);

  await page.reload(); // forgets the credentials
  await scanAndOpen(page, aws.front);
  await page.goto('#/');
  await page.getByRole('button', { name: 'Erase all audits' }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByRole('heading', { name: 'Everything was erased' })).toBeFocused();
  expect(await rows(page)).toBe(0);
  const { name, path } = await take(page, 'Download receipt');
  expect(name).toMatch(/^bucketproof-erased-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('Result: The database was read back afterwards and is empty.');
  expect(text).toContain('Erased: 2 audits');
  expect(text).toMatch(/- 123456789012, read \S+Z, 5 buckets, live scan/);
  expect(text).toMatch(/- audits: 2 before, 0 after\n- parts: \d+ before, 0 after/);
  expect(text).toContain('local storage bucketproof-asked-to-keep:');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No receipt' })).toBeVisible();
  await page.goto('#/');
  await expect(page.getByText('None yet.')).toBeVisible();
});

test('two tabs: a scan in one is running in the other, which cannot harm it, and sees when it is killed', async ({
  page,
  context,
  aws,
}) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 400 } }]);
  const other = await context.newPage();
  await other.goto('#/');
  await expect(other.getByText('None yet.')).toBeVisible();
  await startScan(page, aws.front.url);
  await expect(line(other, 'running in another tab')).toBeVisible({ timeout: 20_000 });
  await expect(line(other, '123456789012').getByText('Continue the scan')).toBeHidden();

  await line(other, '123456789012')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await other.getByRole('button', { name: /for good$/ }).click();
  await expect(other.getByRole('alert')).toContainText(
    'A scan in another tab is writing this audit',
  );
  await other.getByRole('button', { name: 'Erase all audits' }).click();
  await other.getByRole('button', { name: 'Erase everything' }).click();
  await expect(other.getByRole('alert')).toContainText('A scan is running in another tab.');
  await line(other, '123456789012').getByRole('link', { name: '123456789012' }).click();
  await expect(other.getByText('A scan in another tab is writing this audit;')).toBeVisible();

  await page.close(); // the browser lets go of what the tab held
  await other.goto('#/');
  await other.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(line(other, 'ended early').getByText('Continue the scan')).toBeVisible();
  await line(other, '123456789012').getByRole('link', { name: '123456789012' }).click();
  await expect(other.getByText('The page was closed before the scan had ended.')).toBeVisible();
});

test('two tabs on one audit: a new title is seen in both, and what one erases is gone from the other', async ({
  page,
  context,
}) => {
  await openSample(page);
  const other = await context.newPage();
  await openSample(other);
  expect(other.url()).toBe(page.url());
  await other.getByRole('button', { name: 'Title and note' }).click();
  await other.getByLabel('Title', { exact: true }).fill('Seen in both');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Seen in both')).toBeVisible();
  await other.goto('#/');
  await other.getByRole('button', { name: 'Erase all audits' }).click();
  await other.getByRole('button', { name: 'Erase everything' }).click();
  await expect(other.getByRole('heading', { name: 'Everything was erased' })).toBeVisible();
  await expect(page.getByText('This audit was deleted in another tab.')).toBeVisible();
  await page.goto('#/');
  await expect(page.getByText('None yet.')).toBeVisible();
});

test('a browser that gives no database says so, and the audit goes on in memory', async ({
  page,
  context,
  aws,
  site,
}) => {
  // Workers have no init scripts: the page's own file is served with a first line that takes the database away.
  await context.route(/assets\/engine[^/]*\.js$/, async (route) => {
    const answer = await route.fetch();
    const broken = `indexedDB.open = () => { throw new DOMException('no', 'SecurityError') };`;
    await route.fulfill({ response: answer, body: broken + (await answer.text()) });
  });
  await aws.seed(small);
  await page.goto(`${site.url}#/`);
  await expect(audits(page).getByText('This browser gives this page no storage')).toBeVisible();
  await scanAndOpen(page, aws.front);
  await expect(page.getByText('Not stored: in memory until this page closes.')).toBeVisible();
  const { path } = await take(page, 'Snapshot (JSON)');
  expect(await readFile(path, 'utf8')).toContain('small-hardened');
  await page.goto('#/');
  await expect(line(page, '123456789012')).toContainText('not stored');
  await page.getByRole('button', { name: 'Erase all audits' }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('what was in memory is gone')).toBeVisible();
});

test('a full disk in mid-scan says so, and nothing that was read is lost', async ({
  page,
  context,
  aws,
  site,
}) => {
  await aws.seed(small);
  await page.goto('#/');
  await expect(page.getByText('None yet.')).toBeVisible();
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(site.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await scanAndOpen(page, aws.front);
  await expect(
    page.getByText('The storage that this browser gives this page is full.'),
  ).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await expect(page.getByText('5 buckets')).toBeVisible();
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
});

test('a database of a newer version is left alone, and a tab makes way for a newer page', async ({
  page,
  context,
  site,
}) => {
  await openSample(page);
  const newer = await context.newPage();
  await newer.goto(`${site.url}icon.svg`); // another page of the same origin, without our code
  const version = await newer.evaluate(
    () =>
      new Promise<number>((done) => {
        const request = indexedDB.open('bucketproof', 1000);
        request.onsuccess = () => {
          done(request.result.version);
          request.result.close();
        };
      }),
  );
  expect(version).toBe(1000);
  await expect(page.getByRole('alert')).toContainText(
    'A newer version of this page has taken over',
  );
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await expect(page.getByRole('searchbox')).toBeVisible(); // what the tab holds is still there

  await page.goto('#/');
  await page.reload();
  await expect(audits(page).getByText('A newer version of this page has taken over')).toBeVisible();
  await openSample(page); // in memory
  await expect(page.getByText('Not stored: in memory until this page closes.')).toBeVisible();
  expect(await rows(newer)).toBeGreaterThan(1);
});
