import { readdir } from 'node:fs/promises';
import { empty } from '../aws/accounts/empty.ts';
import { small } from '../aws/accounts/small.ts';
import { watchSecrets } from './secrets.ts';
import {
  expect,
  fillKeys,
  openBucket,
  rowOf,
  scanAndOpen,
  secrets,
  startScan,
  test,
  verdictIn,
} from './world.ts';

test('a live scan from the page: verdicts on the screen, found again after a reload, without credentials', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('public');

  await openBucket(page, 'small-hardened');
  await expect(verdictIn(page, 'Versioning is enabled')).toContainText('Pass');
  await page.goBack();
  await openBucket(page, 'small-private');
  await expect(verdictIn(page, 'Versioning is enabled')).toContainText('Fail');

  await page.goto('#/');
  await page.reload();
  await page.getByRole('link', { name: '123456789012' }).click();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  for (const { name } of small.buckets) await expect(rowOf(page, name)).toBeVisible();
});

test('a denied read is not assessed, with the reason and the IAM action', async ({ page, aws }) => {
  await aws.seed(small);
  aws.front.script([
    { when: { action: 's3:GetBucketVersioning', bucket: 'small-hardened' }, do: 'deny' },
  ]);
  await scanAndOpen(page, aws.front);
  const unseen = page.getByRole('region', { name: 'What could not be seen' });
  await expect(unseen).toContainText('s3:GetBucketVersioning');
  await openBucket(page, 'small-hardened');
  const line = verdictIn(page, 'Versioning is enabled');
  await expect(line).toContainText('Not assessed');
  await expect(verdictIn(page, 'MFA delete is enabled')).toContainText('Not assessed');
  await expect(verdictIn(page, 'Requests over plain HTTP are denied')).toContainText('Pass');
  await line.click();
  await expect(page.getByRole('article')).toContainText('access was denied');
  await expect(page.getByRole('article')).toContainText('s3:GetBucketVersioning');
});

test('an S3-compatible store is scanned without STS and under the name it was given', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front, 'other');
  expect(new Set(aws.front.calls.map(({ service }) => service))).toEqual(new Set(['s3']));
  await expect(page.getByText(`Account 127.0.0.1:${aws.front.port}`)).toBeVisible();
});

test('throttling is waited out and told', async ({ page, aws }) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: 'throttle', times: 12, after: 10 }]);
  await startScan(page, aws.front.url);
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
  await expect(page.getByText('12 throttled answers, waited out')).toBeVisible();
  await expect(page.getByText('5 of 5 buckets')).toBeVisible();
});

test('Stop keeps what is there', async ({ page, aws }) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 150 } }]);
  await startScan(page, aws.front.url);
  await expect(page.getByRole('link', { name: 'Open what is there so far' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'The scan was stopped' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await expect(
    page.getByText('The scan was stopped before the end. What was read is kept.'),
  ).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await expect(page.getByText('5 buckets')).toBeVisible();
});

test('a tab closed in the middle of a scan leaves an audit that says so', async ({ page, aws }) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: { latencyMs: 300 } }]);
  await startScan(page, aws.front.url);
  await expect(page.getByRole('link', { name: 'Open what is there so far' })).toBeVisible({
    timeout: 20_000,
  });
  await page.goto('#/');
  await page.reload();
  await expect(page.getByText('ended early')).toBeVisible();
  await page.getByRole('link', { name: '123456789012' }).click();
  await expect(page.getByText('The page was closed before the scan had ended.')).toBeVisible();
});

test('an empty account says so', async ({ page, aws }) => {
  await aws.seed(empty);
  await scanAndOpen(page, aws.front);
  await expect(page.getByRole('heading', { name: 'This account has no buckets' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await expect(page.getByText('This account has no buckets.')).toBeVisible();
});

test('an address where nothing answers gives a sentence with the next step', async ({ page }) => {
  await startScan(page, 'http://127.0.0.1:1', 'other');
  await expect(page.getByRole('heading', { name: 'The scan ended early' })).toBeVisible();
  await expect(page.getByText('Check that the address is right')).toBeVisible();
});

test('expired credentials pause the scan with a sentence; stopped then, it keeps what was read', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  aws.front.script([{ when: { service: 's3' }, do: 'expire', after: 60, echoToken: true }]);
  await startScan(page, aws.front.url);
  await expect(page.getByRole('heading', { name: 'The scan waits for credentials' })).toBeVisible();
  await expect(page.getByText('The credentials have expired.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
});

test('on AWS itself, by its own host names, S3 answers no page: the scan says so and names the collector', async ({
  playwright,
  site,
  moto,
}) => {
  const { startFront } = await import('../aws/front.ts');
  const { seed } = await import('../aws/seed.ts');
  await moto.reset();
  const front = await startFront({ moto, cors: 'aws' });
  await seed(small, { moto, front });
  const { launchOptions } = test.info().project.use;
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      `--host-resolver-rules=MAP *.amazonaws.com 127.0.0.1:${front.tlsPort}`,
      '--ignore-certificate-errors',
    ],
  });
  try {
    const page = await browser.newPage({ baseURL: site.url });
    const leaks = watchSecrets(page.context(), Object.values(secrets));
    await page.goto(`${site.url}#/connect`);
    await fillKeys(page);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('link', { name: 'Choose what to scan' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(
      page
        .getByText('for AWS itself, set up a relay, or run the collector and open its file')
        .first(),
    ).toBeVisible();
    expect(front.calls.some(({ service, status }) => service === 'sts' && status === 200)).toBe(
      true,
    );
    expect(front.calls.filter(({ service }) => service === 's3')).toEqual([]);

    // With something that lifts the barrier, the same page reads everything from the real host names.
    front.cors = 'open';
    await page.goto(`${site.url}#/connect`);
    await page.getByRole('link', { name: 'Choose what to scan' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
    await expect(page.getByText('5 of 5 buckets')).toBeVisible();
    expect(front.unknown).toEqual([]);
    expect(await leaks.find()).toEqual([]);
  } finally {
    await browser.close();
    await front.stop();
  }
});

test('the policy binds page, engine worker and PDF worker alike: none reaches a host it does not name', async ({
  page,
  watched,
}) => {
  // A host that answers anyone, on this machine, but not one that the policy names.
  const { createServer } = await import('node:http');
  let asked = 0;
  const foreign = createServer((_, response) => {
    asked++;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached');
  });
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.2', done));
  const { port } = foreign.address() as { port: number };
  const url = `http://127.0.0.2:${port}/`;
  expect(await (await fetch(url)).text()).toBe('reached');
  asked = 0;

  await page.goto('#/');
  await expect(page.getByText('None yet.')).toBeVisible(); // the engine has answered
  const attempt = (address: string) =>
    fetch(address).then(
      (answer) => answer.text(),
      () => 'refused',
    );
  expect(await page.evaluate(attempt, url)).toBe('refused');
  const [engine] = page.workers();
  expect(await engine?.evaluate(attempt, url)).toBe('refused');

  // The PDF worker lives for one report only, so it tries before it makes one.
  await page.getByRole('button', { name: 'Open the sample' }).click();
  const started = page.waitForEvent('worker');
  await page.getByRole('button', { name: 'PDF' }).click();
  const pdf = await started;
  expect(pdf.url()).toMatch(/^blob:/);
  expect(await pdf.evaluate(attempt, url)).toBe('refused');
  expect(asked).toBe(0);
  expect(watched.refused.length, 'the browser said that it refused').toBeGreaterThan(0);

  // A worker loaded from its address would not be bound: it is not started at all.
  const [script] = (await readdir('dist/assets')).filter((name) => /^engine-.*\.js$/.test(name));
  const start = (address: string) => {
    try {
      new Worker(new URL(address, document.baseURI), { type: 'module' }).terminate();
      return 'started';
    } catch (error) {
      return (error as Error).name;
    }
  };
  expect(await page.evaluate(start, `assets/${script}`)).toBe('TypeError');
  expect(await page.evaluate(start, url)).toBe('TypeError');
  watched.refused.length = 0;
  foreign.close();
});
