import { accounts } from '../aws/accounts/index.ts';
import { expectAccessible } from './axe.ts';
import { setUp, test } from './real-names.ts';
import { expect, openBucket, rowOf, verdictIn } from './world.ts';

const account = '123456789012';
/** Some days ago, so that the records are old and stay so. */
const old = new Date(Date.now() - 3.5 * 86_400_000).toISOString();

test('without a relay, a scan of AWS itself ends with the buckets that AWS Config records, and with verdicts', async ({
  realNames,
}) => {
  // Four whole looks by axe, at the largest account.
  test.slow();
  const { front, page } = await realNames(accounts.sample);
  front.config.record({ account, capturedAt: old });
  await setUp(page);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await expect(
    page.getByText(/facts are as AWS Config recorded them.*3 days before it/),
  ).toBeVisible();
  await expectAccessible(page, 'overview');
  const links = page.getByRole('navigation', { name: 'Audit' });
  await links.getByRole('link', { name: 'Buckets' }).click();
  await expect(rowOf(page, 'fernway-website')).toBeVisible();
  await openBucket(page, 'fernway-website');
  await expect(
    page.getByText(/facts are as AWS Config recorded them\. .*the oldest 3 days before it\./),
  ).toBeVisible();
  await verdictIn(page, 'Versioning is enabled').click();
  await expect(
    page.getByText(/recorded by AWS Config, .*, 3 days before this scan/).first(),
  ).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Bucket', exact: true })
    .getByRole('link', { name: 'Settings' })
    .click();
  const ownership = page.locator('.evidence').filter({ hasText: 'Object Ownership' });
  await expect(ownership.getByText('AWS Config never records it.')).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `settings, ${width} px`);
  }
  // Whatever is asked of S3 is withheld, so nothing but Config told of a bucket.
  expect(front.calls.some(({ service }) => service === 'config')).toBe(true);
});

test('where AWS Config may not be asked, the scan says so and makes nothing up', async ({
  realNames,
}) => {
  const { front, page } = await realNames(accounts.small);
  front.config.record({ account });
  front.script([{ when: { action: 'config:SelectResourceConfig' }, do: 'deny' }]);
  await setUp(page);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('config:SelectResourceConfig').first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/\d+ of \d+ buckets/)).toHaveCount(0);
});
