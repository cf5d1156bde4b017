import type { Page } from '@playwright/test';
import { small } from '../aws/accounts/small.ts';
import { auditor } from '../aws/identity.ts';
import { connect, expect, fillConnect, rowOf, secrets, startScan, test } from './world.ts';

test.use({ serviceWorkers: 'allow' });

const block = (accessKeyId: string) =>
  [
    `export AWS_ACCESS_KEY_ID="${accessKeyId}"`,
    `export AWS_SECRET_ACCESS_KEY="${secrets.secretAccessKey}"`,
    `export AWS_SESSION_TOKEN="${secrets.sessionToken}"`,
  ].join('\n');
async function renew(page: Page, accessKeyId: string) {
  await page.getByLabel('New credentials of the same account').fill(block(accessKeyId));
}
const waits = (page: Page) =>
  expect(page.getByRole('heading', { name: 'The scan waits for credentials' })).toBeVisible();
const isComplete = (page: Page) =>
  expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible({
    timeout: 20_000,
  });
/** How many buckets the screen counts as done. */
const done = async (page: Page) =>
  Number((await page.getByText(/\d+ of \d+ buckets/).innerText()).split(' ')[0]);

test('the set-up tells what a scan takes, and results appear as buckets finish', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 400 } }]);
  await connect(page, aws.front.url);
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await expect(page.getByText(/^5 buckets, about \d+ calls, about \d+ s$/)).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  const latest = page.getByRole('region', { name: 'Buckets read last' });
  await expect(latest.getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Scanning' })).toBeVisible();
  await latest.getByRole('link').first().click();
  await expect(page.getByRole('navigation', { name: 'Checklist' })).toBeVisible();
});

test('Pause holds every call, Resume lets them go', async ({ page, aws }) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 60 } }]);
  await startScan(page, aws.front.url);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'The scan is paused' })).toBeVisible();
  await expect.poll(() => aws.front.calls.every(({ status }) => status !== 0)).toBe(true);
  const calls = aws.front.calls.length;
  await page.getByRole('link', { name: 'Trust' }).click();
  await page.getByRole('link', { name: 'Scan running' }).click();
  expect(aws.front.calls.length).toBe(calls);
  await page.getByRole('button', { name: 'Resume' }).click();
  await isComplete(page);
  await expect(page.getByText('5 of 5 buckets')).toBeVisible();
});

test('credentials expire twice in one scan; those of another account are refused; nothing is lost', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  aws.front.script([
    { when: { accessKey: secrets.accessKeyId }, do: 'expire', after: 50, echoToken: true },
    { when: { accessKey: 'ASIASECOND' }, do: 'expire', after: 40, echoToken: true },
  ]);
  await startScan(page, aws.front.url);
  await waits(page);
  aws.front.identity = { ...auditor, account: '999999999999' };
  await renew(page, 'ASIAOTHER');
  await expect(
    page.getByText('are of account 999999999999, but the scan reads account 123456789012'),
  ).toBeVisible();
  await expect(page.getByLabel('New credentials of the same account')).toHaveValue('');
  aws.front.identity = auditor;
  const before = aws.front.calls.length;
  await renew(page, 'ASIASECOND');
  await expect.poll(() => aws.front.calls.length - before).toBeGreaterThan(40);
  await waits(page);
  await renew(page, 'ASIATHIRD');
  await isComplete(page);
  await expect(page.getByText('5 of 5 buckets')).toBeVisible();
  const shown = await page.evaluate(() => document.documentElement.outerHTML + location.href);
  for (const secret of [secrets.secretAccessKey, secrets.sessionToken])
    expect(shown).not.toContain(secret);
});

for (const how of ['closed', 'crashed'] as const)
  test(`a tab ${how} in the middle of a scan: it is continued, and no bucket counted as done is read again`, async ({
    page,
    aws,
    context,
  }) => {
    await aws.seed(small);
    aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 120 } }]);
    await startScan(page, aws.front.url);
    await expect(page.getByText(/[1-4] of 5 buckets/)).toBeVisible({ timeout: 20_000 });
    const counted = await done(page);
    if (how === 'closed') await page.close();
    else {
      const devtools = await context.newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      void devtools.send('Page.crash').catch(() => undefined);
      await crashed;
    }
    aws.front.script([]);
    const next = await context.newPage();
    await next.goto('#/');
    await next.getByRole('link', { name: '123456789012' }).click();
    await expect(next.getByText('The page was closed before the scan had ended.')).toBeVisible();
    const bucketsKept = await next.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((ready) => {
        const request = indexedDB.open('bucketproof');
        request.onsuccess = () => ready(request.result);
      });
      const parts = await new Promise<{ resources: { type: string; resource: string }[] }[]>(
        (ready) => {
          const request = database.transaction('parts').objectStore('parts').getAll();
          request.onsuccess = () => ready(request.result as never);
        },
      );
      database.close();
      return parts
        .flatMap(({ resources }) => resources)
        .filter(({ type }) => type === 'bucket')
        .map(({ resource }) => resource);
    });
    expect(bucketsKept.length).toBeGreaterThanOrEqual(counted);
    await next.getByRole('link', { name: 'Continue the scan' }).click();
    await next.getByRole('main').getByRole('link', { name: 'Connect', exact: true }).click();
    aws.front.calls.length = 0;
    await fillConnect(next, aws.front.url);
    await next.getByRole('link', { name: 'Choose what to scan' }).click();
    await next.getByRole('button', { name: 'Start' }).click();
    await isComplete(next);
    await expect(next.getByText('5 of 5 buckets')).toBeVisible();
    const read = new Set(aws.front.calls.map(({ bucket }) => bucket));
    for (const name of bucketsKept) expect([name, read.has(name)]).toEqual([name, false]);
  });

test('quiet mode stays below 15 buckets in any ten seconds', async ({ page, aws }) => {
  test.setTimeout(60_000);
  const buckets = Array.from({ length: 17 }, (_, at) => ({ name: `quiet-${at}` }));
  await aws.seed({ id: small.id, buckets });
  const calls: { at: number; bucket: string }[] = [];
  const push = aws.front.calls.push.bind(aws.front.calls);
  aws.front.calls.push = (...added) => {
    for (const { bucket } of added) if (bucket) calls.push({ at: Date.now(), bucket });
    return push(...added);
  };
  await connect(page, aws.front.url);
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await page.getByRole('radio', { name: /Quiet/ }).check();
  await expect(page.getByText(/^17 buckets, about \d+ calls, about [12]\d s$/)).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible({
    timeout: 45_000,
  });
  expect(new Set(calls.map(({ bucket }) => bucket)).size).toBe(17);
  for (const { at } of calls) {
    const touched = calls.filter((one) => one.at >= at && one.at <= at + 10_000);
    expect(new Set(touched.map(({ bucket }) => bucket)).size).toBeLessThan(15);
  }
});

test('chosen buckets are read anew into a copy', async ({ page, aws }) => {
  await aws.seed(small);
  await startScan(page, aws.front.url);
  await isComplete(page);
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await page.getByRole('link', { name: 'Read parts anew' }).click();
  await page.getByRole('radio', { name: /that I name/ }).check();
  await page.getByLabel('Names, one a line').fill('small-private\nno-such-bucket');
  await expect(
    page.getByText('The account has no bucket called no-such-bucket.').first(),
  ).toBeVisible();
  await expect(page.getByText(/^1 bucket, about/)).toBeVisible();
  aws.front.calls.length = 0;
  await page.getByRole('button', { name: 'Start' }).click();
  await isComplete(page);
  expect(new Set(aws.front.calls.flatMap(({ bucket }) => bucket ?? []))).toEqual(
    new Set(['small-private']),
  );
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  for (const { name } of small.buckets) await expect(rowOf(page, name)).toBeVisible();
  await page.goto('#/');
  const audits = page.getByRole('region', { name: 'Audits in this browser' });
  await expect(audits.getByRole('link', { name: '123456789012', exact: true })).toHaveCount(1);
  await expect(
    audits.getByRole('link', { name: /^123456789012, read anew on .* UTC$/ }),
  ).toHaveCount(1);
});
