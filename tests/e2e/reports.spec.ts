import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { hostile, hostileTexts } from '../aws/accounts/hostile.ts';
import { small } from '../aws/accounts/small.ts';
import {
  expect,
  openBucket,
  openFile,
  rowOf,
  secrets,
  scanAndOpen,
  take,
  test,
  verdictIn,
} from './world.ts';

const run = promisify(execFile);
const text = async (file: string, ...args: string[]) =>
  (await run('pdftotext', [...args, file, '-'], { maxBuffer: 50_000_000 })).stdout;

test('the collector reads an account, and its file opens on the page with the same verdicts', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  const { code, stderr, file } = await aws.collect();
  expect([code, stderr]).toEqual([0, expect.stringContaining('5 of 5 buckets read')]);
  await openFile(page, file);
  await expect(page.getByText(/not verified/).first()).toBeVisible();
  await openBucket(page, 'small-hardened');
  await expect(verdictIn(page, 'Requests over plain HTTP are denied')).toContainText('Pass');
  await expect(verdictIn(page, 'MFA delete is enabled')).toContainText('Pass');
  await page.goBack();
  await openBucket(page, 'small-public-acl');
  await expect(verdictIn(page, 'The bucket and its access points are not public')).toContainText(
    'Fail',
  );
});

test('the CSV has the same findings as the audit command prints', async ({ page, aws }) => {
  await aws.seed(small);
  const { file } = await aws.collect();
  await openFile(page, file);
  const csv = await take(page, 'Findings (CSV)');
  expect(csv.name).toMatch(/^bucketproof-123456789012-\d{4}-\d\d-\d\d\.csv$/);
  const parse = (content: string) =>
    Papa.parse<Record<string, string>>(content.replace(/^\uFEFF/, ''), {
      header: true,
      skipEmptyLines: true,
    });
  const shown = parse(await readFile(csv.path, 'utf8'));
  expect(shown.errors).toEqual([]);
  const audit = (format: string) =>
    run('npm', ['run', '--silent', 'audit', '--', file, '--format', format], {
      maxBuffer: 50_000_000,
    });
  const printed = JSON.parse((await audit('json')).stdout) as unknown;
  const findings = (
    Array.isArray(printed) ? printed : (printed as { findings: unknown[] }).findings
  ) as Record<string, string>[];
  expect(findings.length).toBeGreaterThan(100);
  const line = (row: Record<string, string>) => [
    row['key'],
    row['verdict'],
    row['severity'],
    row['because'],
  ];
  expect(shown.data.map(line).sort()).toEqual(findings.map(line).sort());
  const csvPrinted = parse((await audit('csv')).stdout);
  expect(csvPrinted.data.map(line).sort()).toEqual(shown.data.map(line).sort());
});

test('the PDF says what the screen says, with pages, bookmarks and selectable text', async ({
  page,
  aws,
}, info) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  const pdf = await take(page, 'PDF report');
  expect(pdf.name).toMatch(/^bucketproof-123456789012-.*\.pdf$/);
  const kept = info.outputPath('report.pdf');
  await writeFile(kept, await readFile(pdf.path));
  const body = await text(kept, '-layout');
  for (const { name } of small.buckets) expect(body).toContain(name);
  for (const words of [
    '123456789012',
    'Not assessed',
    's3:GetBucketPolicy',
    'Page 1 of',
    'ListBuckets',
    'EveryoneReads',
  ])
    expect(body).toContain(words);
  expect(body).not.toContain('SAMPLE');
  const about = (await run('pdfinfo', [kept])).stdout;
  expect(about).toMatch(/Tagged:\s+yes/);
  const tree = (await run('pdfinfo', ['-struct-text', kept], { maxBuffer: 50_000_000 })).stdout;
  for (const tag of ['H1', 'H2', 'Table', 'TH']) expect(tree).toContain(tag);
  expect((await readFile(kept)).includes('/Outlines')).toBe(true);
});

test('the sample is marked in every export', async ({ page }) => {
  await page.goto('#/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  for (const button of ['PDF report', 'Findings (CSV)', 'Who gets in (CSV)', 'Snapshot (JSON)']) {
    const file = await take(page, button);
    expect(file.name).toContain('SAMPLE');
    const content =
      button === 'PDF report' ? await text(file.path) : await readFile(file.path, 'utf8');
    expect(content).toMatch(/SAMPLE|"sample":true/);
  }
});

test('a PDF can be given up, and the page goes on', async ({ page }) => {
  await page.goto('#/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  const button = page.getByRole('button', { name: 'PDF report' });
  await button.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(button).toBeEnabled();
  await expect(page.getByRole('alert')).toBeEmpty();
  await take(page, 'Findings (CSV)');
});

test('a snapshot goes out and comes in again, plain or zipped', async ({ page, aws }) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Key', { exact: true }).fill('Reviewed');
  await page.getByRole('button', { name: 'Save and judge anew' }).click();
  await expect(page.getByText(/The settings were saved/)).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  const counted = await page.getByText(/questions assessed/).textContent();
  const json = await take(page, 'Snapshot (JSON)');
  for (const buffer of [await readFile(json.path), gzipSync(await readFile(json.path))]) {
    await openFile(page, { name: 'again.json', mimeType: 'application/json', buffer });
    await expect(page.getByText(/not verified/).first()).toBeVisible();
    expect(await page.getByText(/questions assessed/).textContent()).toBe(counted);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(page.getByLabel('Key', { exact: true })).toHaveValue('Reviewed');
  }
});

test('a file can be dropped anywhere on the page', async ({ page, aws }) => {
  await aws.seed(small);
  const { file } = await aws.collect();
  await page.goto('#/trust');
  const content = await readFile(file, 'utf8');
  const transfer = await page.evaluateHandle((json) => {
    const data = new DataTransfer();
    data.items.add(new File([json], 'account.json', { type: 'application/json' }));
    return data;
  }, content);
  await page.locator('main').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
});

test('a wrong file gets a sentence that names what is wrong and what to do, and nothing is lost', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  const { file } = await aws.collect();
  await openFile(page, file);
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  const good = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  const wrong: [string, string | Buffer, RegExp][] = [
    ['empty.json', '', /empty/i],
    ['page.html', '<!doctype html><p>Hello', /HTML|web page/i],
    ['report.pdf', '%PDF-1.7', /PDF/],
    ['other.json', '{"format":"something"}', /format/],
    ['newer.json', JSON.stringify({ ...good, version: 99 }), /99/],
    ['field.json', JSON.stringify({ ...good, startedAt: 5 }), /startedAt/],
    ['cut.json.gz', gzipSync(JSON.stringify(good)).subarray(0, 200), /\w/],
  ];
  for (const [name, content, sentence] of wrong) {
    await openFile(page, { name, mimeType: 'application/json', buffer: Buffer.from(content) });
    const alert = page.getByRole('alert');
    await expect(alert, name).toContainText(sentence);
    expect(((await alert.textContent()) ?? '').length, name).toBeGreaterThan(40);
    await expect(page.getByRole('link', { name: '123456789012' })).toHaveCount(1);
  }
});

test('hostile names and tags are only text: on the screen, in the CSV and in the PDF', async ({
  page,
  aws,
}) => {
  test.slow();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await aws.seed(hostile);
  await scanAndOpen(page, aws.front);
  const audit = page.url();
  await page.goto(`${audit}/buckets`);
  for (const { name } of hostile.buckets) await expect(rowOf(page, name)).toBeVisible();
  for (const { name } of hostile.buckets)
    for (const tab of ['', '?tab=settings', '?tab=raw']) {
      await page.goto(`${audit}/bucket/${encodeURIComponent(name)}${tab}`);
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    }
  await page.goto(`${audit}/bucket/hostile-tags?tab=settings`);
  for (const words of [hostileTexts.markup, hostileTexts.formula, hostileTexts.japanese])
    await expect(page.getByText(words).first()).toBeVisible();
  expect(await page.locator('img[src="x"], script:not([src])').count()).toBe(0);
  expect(dialogs).toEqual([]);

  const csv = Papa.parse<string[]>(
    (await readFile((await take(page, 'Findings (CSV)')).path, 'utf8')).replace(/^\uFEFF/, ''),
  );
  // One expectation, because Playwright takes the longer for each the more there were.
  expect(csv.data.flat().filter((cell) => /^\s*[=+@＝＋＠]/.test(cell))).toEqual([]);
  const pdf = await text((await take(page, 'PDF report')).path);
  expect(pdf).toContain('hostile-policy');
});

test('the collector: help, wrong use, no credentials, refused credentials, a file that cannot be written', async ({
  aws,
}) => {
  await aws.seed(small);
  const collect = (args: string[], env: Record<string, string> = {}) =>
    run('node', ['dist/collect.mjs', ...args], {
      env: {
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
      },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  expect(await collect(['--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--profile'),
  });
  expect(await collect(['--nonsense'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--help'),
  });
  expect(await collect(['--region', 'x y'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--region'),
  });
  expect(await collect([])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No credentials were found'),
  });
  aws.front.script([{ do: 'invalidKey', echoToken: true }]);
  const refused = await aws.collect();
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Get new ones') });
  expect(refused.stderr).not.toContain('must-not-show');
  aws.front.script([]);
  const unwritable = await aws.collect(['--out', path.join('/nonexistent', 'file.json')]);
  expect(unwritable).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('could not be written'),
  });
});

test('the collector takes its credentials from a profile, writes zipped files, and prints to standard output', async ({
  aws,
}, info) => {
  await aws.seed(small);
  const profiles = info.outputPath('credentials');
  const { accessKeyId, secretAccessKey, sessionToken } = secrets;
  await writeFile(
    profiles,
    `[audit]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`,
  );
  const collect = (...args: string[]) =>
    run(
      'node',
      [
        'dist/collect.mjs',
        ...['--endpoint', aws.front.url, '--provider', 'aws', '--region', 'us-east-1', ...args],
      ],
      {
        env: {
          PATH: process.env['PATH'],
          HOME: '/nonexistent',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_SHARED_CREDENTIALS_FILE: profiles,
        },
        maxBuffer: 50_000_000,
      },
    );
  const zipped = info.outputPath('account.json.gz');
  await collect('--profile', 'audit', '--out', zipped);
  const inFile = JSON.parse(gunzipSync(await readFile(zipped)).toString()) as { account: string };
  expect(inFile.account).toBe('123456789012');
  const { stdout } = await collect('--profile', 'audit', '--out', '-', '--quiet');
  expect(JSON.parse(stdout)).toMatchObject({ account: '123456789012' });
  expect(stdout).not.toContain('must-not-show');
  await expect(collect('--profile', 'nobody')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"nobody" gave no credentials'),
  });
});
