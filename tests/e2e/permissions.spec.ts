import { readFile } from 'node:fs/promises';
import { expectAccessible } from './axe.ts';
import { expect, take, test } from './world.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the policy follows the checks, and what is copied is what is shown', async ({ page }) => {
  await page.goto('#/trust');
  await page.getByRole('link', { name: 'the policy to copy' }).click();
  const shown = page.locator('figure pre');
  await expect(shown).toContainText('s3:GetReplicationConfiguration');
  await page.getByRole('button', { name: 'None of the checks' }).click();
  await expect(shown).not.toContainText('s3:GetReplicationConfiguration');
  await page.getByRole('button', { name: 'Checks of Data protection' }).click();
  await page
    .getByRole('checkbox', { name: /versioning/i })
    .first()
    .check();
  await expect(shown).toContainText('s3:GetBucketVersioning');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await shown.textContent());
  await page.reload();
  await expect(shown).toContainText('s3:GetBucketVersioning');
  await expect(shown).not.toContainText('s3:GetReplicationConfiguration');
  const { name, path } = await take(page, 'Download');
  expect(name).toBe('bucketproof-policy.json');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(copied));
});

test('CloudFormation, Terraform and the CLI hold the external ID, and the address does not', async ({
  page,
}) => {
  await page.goto('#/permissions?form=cloudformation');
  await page.getByLabel('Account that takes on the role').fill('123456789012');
  await page.getByRole('button', { name: 'Generate' }).click();
  const externalId = await page.getByLabel('External ID', { exact: true }).inputValue();
  expect(externalId).toMatch(/^[0-9a-f]{32}$/);
  const shown = page.locator('figure pre');
  for (const form of ['CloudFormation', 'Terraform', 'AWS CLI']) {
    await page.getByRole('link', { name: form }).click();
    await expect(page.locator('figcaption')).toHaveText(form);
    await expect(shown).toContainText(externalId);
    await expect(shown).toContainText('arn:aws:iam::123456789012:root');
    expect(page.url()).not.toContain(externalId);
    expect(page.url()).not.toContain('123456789012');
  }
  await page.getByLabel('External ID', { exact: true }).fill('x');
  await expect(page.getByText('An external ID has 2 to 1224')).toBeVisible();
  await expect(shown).toHaveCount(0);
});

for (const width of [1280, 360])
  test(`axe finds nothing, light and dark, ${width} px wide, and nothing is cut off`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const form of ['policy', 'terraform']) {
      await page.goto(`#/permissions?form=${form}`);
      await expect(page.getByText('checks chosen')).toBeVisible();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('button', { name: 'Checks of Encryption' }).click();
      if (form === 'terraform')
        await page.getByLabel('Account that takes on the role').fill('1234');
      await expectAccessible(page, form);
    }
  });
