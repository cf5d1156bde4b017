import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { small } from '../aws/accounts/small.ts';
import { expectAccessible, faultsOf } from './axe.ts';
import { expect, openBucket, openFile, scanAndOpen, take, test, verdictIn } from './world.ts';

const deny = [
  { when: { action: 's3:GetBucketVersioning', bucket: 'small-hardened' }, do: 'deny' as const },
];

test('a collector file fills what a live scan could not read, in a copy of its audit', async ({
  page,
  aws,
}) => {
  test.slow(); // a scan, a run of the collector, and axe in both themes
  await aws.seed(small);
  aws.front.script(deny);
  await scanAndOpen(page, aws.front);
  await openBucket(page, 'small-hardened');
  await expect(verdictIn(page, 'Versioning is enabled')).toContainText('Not assessed');

  aws.front.script([]);
  const { file } = await aws.collect();
  await openFile(page, file);
  const dialog = page.getByRole('dialog', { name: /Account 123456789012 is here already/ });
  await expect(dialog).toBeVisible();
  expect(await faultsOf(page, 'dialog')).toEqual([]);
  await page.getByRole('button', { name: 'Add to that audit' }).click();
  await expect(page.getByText('This is a copy with the file added.')).toBeVisible();
  await expect(page.getByText('Imported, not verified')).toBeVisible();

  await openBucket(page, 'small-hardened');
  const line = verdictIn(page, 'Versioning is enabled');
  await expect(line).toContainText('Pass');
  await line.click();
  await expect(page.getByRole('article')).toContainText('read by the collector');

  await page.getByRole('navigation', { name: 'Audit' }).getByText('Overview').click();
  await page.getByRole('link', { name: /calls, all of them reads/ }).click();
  await page.getByText('Queries to copy').click();
  await expect(page.getByLabel('Reading').getByRole('option')).toHaveCount(2);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, 'the call log of two readings on a phone');
  await page.setViewportSize({ width: 1280, height: 720 });

  // The audit that it was added to is as it was.
  await page.goto('#/');
  await expect(page.getByRole('link', { name: /a file added on/ })).toBeVisible();
  await page.getByRole('link', { name: '123456789012', exact: true }).click();
  await openBucket(page, 'small-hardened');
  await expect(verdictIn(page, 'Versioning is enabled')).toContainText('Not assessed');
});

test('a file can be kept apart, added later, and is refused a second time', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  const { file } = await aws.collect();
  await openFile(page, file);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: '123456789012', exact: true }).click();
  await page.getByLabel('Add a file').setInputFiles(file);
  await expect(page.getByText('This is a copy with the file added.')).toBeVisible();
  await page.getByLabel('Add a file').setInputFiles(file);
  await expect(page.getByText('holds all of this file already')).toBeVisible();

  await openFile(page, file);
  await page.getByRole('button', { name: 'Keep as an audit of its own' }).click();
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  await page.goto('#/');
  await expect(page.getByRole('link', { name: '123456789012', exact: true })).toHaveCount(2);
});

test('the call log has every request that was sent, under the name that CloudTrail has for it', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  const sent = aws.front.calls;
  // The suffix of the user agent, in the header that a page may set. Reads that are signed in the query carry none.
  for (const { agent, operation } of sent.filter(({ signed }) => signed === 'header'))
    expect(agent, operation).toMatch(/ md\/browser.* bucketproof\/\d+\.\d+\.\d+$/);

  await page.getByRole('link', { name: /calls, all of them reads/ }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: /^Call log: \d+ calls$/ }),
  ).toBeVisible();
  await expectAccessible(page, 'the call log');

  const csv = await take(page, 'Call log (CSV)');
  expect(csv.name).toMatch(/^bucketproof-123456789012-\d{4}-\d\d-\d\d-calls\.csv$/);
  const { data: rows } = Papa.parse<Record<string, string>>(
    (await readFile(csv.path, 'utf8')).replace(/^\uFEFF/, ''),
    { header: true, skipEmptyLines: true },
  );
  const count = (operation: string, region: string) =>
    rows
      .filter((row) => row['operation'] === operation && row['region'] === region)
      .reduce((sum, row) => sum + Number(row['calls']), 0);
  const buckets = small.buckets.filter(({ region }) => region === 'eu-west-1').length;
  expect(count('GetBucketPolicy', 'eu-west-1')).toBe(buckets);
  const row = rows.find(({ operation }) => operation === 'GetBucketLifecycleConfiguration');
  expect(row?.['eventName']).toBe('GetBucketLifecycle');
  expect(Date.parse(row?.['first'] ?? '')).toBeLessThanOrEqual(Date.parse(row?.['last'] ?? ''));

  await page.getByLabel('Result').selectOption({ label: 'not configured' });
  await expect(page.getByText(/ calls in \d+ of \d+ lines/)).toBeVisible();
  await page.getByRole('button', { name: 'Calls', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Calls' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.getByText('Queries to copy').click();
  await expect(page.getByText('"AttributeKey":"Username"')).toBeVisible();
  await expectAccessible(page, 'the call log with its queries');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, 'the call log on a phone');
});
