import { gzipSync } from 'node:zlib';
import { small } from '../aws/accounts/small.ts';
import { expectAccessible } from './axe.ts';
import { expect, scanAndOpen, test } from './world.ts';

test('objects are looked at by the page itself, with the cost shown before, and a report answers for all', async ({
  page,
  aws,
}) => {
  const scan = { body: 'x', contentType: 'application/pdf' };
  await aws.seed({
    id: small.id,
    buckets: [
      {
        ...{ name: 'old-shares', ownership: 'ObjectWriter', publicAccessBlock: null },
        objects: {
          ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`scans/${at}.pdf`, scan])),
          'shared/<b>price list</b>.pdf': { ...scan, acl: 'public-read' },
        },
      },
    ],
  });
  await scanAndOpen(page, aws.front);
  await page.getByRole('link', { name: 'Buckets', exact: true }).click();
  await page
    .getByRole('link', { name: /old-shares/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Objects', exact: true }).click();
  await expect(page.getByText(/Nobody has looked at the objects/)).toBeVisible();
  await page.getByLabel(/Their encryption/).check();
  await expect(page.getByText(/At most 216 list requests and 200 requests/)).toBeVisible();
  await expectAccessible(page, 'objects');
  await page.getByRole('button', { name: 'Look at 100 objects' }).click();
  const table = page.getByRole('table', { name: /1 public object version/ });
  await expect(table.getByText('shared/<b>price list</b>.pdf')).toBeVisible();
  await expect(page.getByText(/31 of 31 object versions/)).toBeVisible();
  await expectAccessible(page, 'objects');
  await page.screenshot({ path: test.info().outputPath('objects.png'), fullPage: true });
  await page.getByRole('link', { name: 'Is one of them public?' }).click();
  await expect(page.getByText(/price list<\/b>\.pdf/).first()).toBeVisible();

  // What was seen outlives the page.
  await page.reload();
  await page.getByRole('link', { name: 'Objects', exact: true }).click();
  await expect(table).toBeVisible();
  const names = 'Bucket, Key, IsLatest, VersionId, EncryptionStatus';
  const manifest = {
    ...{ sourceBucket: 'old-shares', fileFormat: 'CSV', fileSchema: names },
    creationTimestamp: '1763942400000',
    files: [{ key: 'old-shares/daily/data/one.csv.gz' }],
  };
  const rows = Array.from(
    { length: 500 },
    (_, at) => `"old-shares","k-${at}","true","","SSE-S3"\n`,
  );
  await page.getByLabel(/Choose the files/).setInputFiles([
    {
      name: 'manifest.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(manifest)),
    },
    { name: 'one.csv.gz', mimeType: 'application/gzip', buffer: gzipSync(rows.join('')) },
  ]);
  await expect(page.getByText(/Read 500 object versions of the report/)).toBeVisible();
  await expect(
    page.getByText(/inventory configuration daily of the bucket was not read/),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('report.png'), fullPage: true });
});
