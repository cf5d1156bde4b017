import { test as base, expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { serveSite, type Site } from '../../src/node/site/serve.ts';
import type { Account } from '../aws/accounts/account.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import { seed } from '../aws/seed.ts';
import { type SecretWatch, watchSecrets } from './secrets.ts';

const run = promisify(execFile);

/** Keys that the scans of these tests use; none of them may turn up anywhere. */
export const secrets = {
  accessKeyId: 'ASIAE2ETESTKEY000001',
  secretAccessKey: 'e2eSecretKey/that+must/not+show/00000001',
  sessionToken: 'IQoJe2e//session+token/that+must/not+show//0000000000000001==',
} as const;

/** An AWS account behind the front, emptied before each test. */
export interface Aws {
  front: Front;
  seed(account: Account): Promise<void>;
  /** Runs the built collector against the front and gives what it said and the file it wrote. */
  collect(args?: readonly string[]): Promise<{ code: number; stderr: string; file: string }>;
}

interface Fixtures {
  aws: Aws;
  /** What the page asked of others, and what its own policy refused it; each test ends with both empty. */
  watched: { foreign: string[]; refused: string[] };
  /** Every test ends with a look for its secrets, wherever the page could have left them. */
  leaks: SecretWatch;
}
interface WorkerFixtures {
  moto: Moto;
  site: Site;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  moto: [
    async ({}, use) => {
      const moto = await startMoto();
      await use(moto);
      await moto.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await serveSite({ folder: 'dist', base: '/audit/tool/' });
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  aws: async ({ moto }, use) => {
    await moto.reset();
    const front = await startFront({ moto, cors: 'open' });
    const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-'));
    await use({
      front,
      seed: (account) => seed(account, { moto, front }),
      async collect(args = []) {
        const file = path.join(folder, 'account.json');
        const fixed = ['--endpoint', front.url, '--provider', 'aws', '--region', 'us-east-1'];
        const result = await run('node', ['dist/collect.mjs', ...fixed, '--out', file, ...args], {
          env: {
            PATH: process.env['PATH'],
            AWS_ACCESS_KEY_ID: secrets.accessKeyId,
            AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
            AWS_SESSION_TOKEN: secrets.sessionToken,
          },
        }).then(
          ({ stderr }) => ({ code: 0, stderr }),
          (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
        );
        return { ...result, file };
      },
    });
    expect(front.unknown, 'the front could answer everything as AWS would').toEqual([]);
    await front.stop();
    await rm(folder, { recursive: true });
  },
  watched: [
    async ({ page, site }, use) => {
      const foreign: string[] = [];
      const refused: string[] = [];
      page.on('request', (request) => {
        const { protocol, hostname, origin } = new URL(request.url());
        const own = origin === new URL(site.url).origin || ['blob:', 'data:'].includes(protocol);
        if (!own && hostname !== '127.0.0.1') foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
      });
      await use({ foreign, refused });
      expect(foreign, 'no request to a third party').toEqual([]);
      expect(refused, 'nothing the page does breaks its own policy').toEqual([]);
    },
    { auto: true },
  ],
  leaks: [
    async ({ context, page: _page }, use) => {
      const watch = watchSecrets(context, Object.values(secrets));
      await use(watch);
      expect(await watch.find(), 'no secret is left anywhere').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Types the keys of these tests into the connect form. */
export async function fillKeys(page: Page) {
  const byHand = page.locator('details').filter({ hasText: 'one by one' });
  if ((await byHand.getAttribute('open')) === null)
    await page.getByText('Enter the values one by one').click();
  await page.getByLabel('Access key ID').fill(secrets.accessKeyId);
  await page.getByLabel('Secret access key').fill(secrets.secretAccessKey);
  await page.getByLabel('Session token', { exact: true }).fill(secrets.sessionToken);
}

/** Fills the connect form for an endpoint and sends it. */
export async function connect(page: Page, endpoint: string, provider: 'aws' | 'other' = 'aws') {
  await page.goto('#/connect');
  await fillConnect(page, endpoint, provider);
}

/** Fills the connect form that is open, and sends it. */
export async function fillConnect(page: Page, endpoint: string, provider: 'aws' | 'other' = 'aws') {
  await fillKeys(page);
  await page.getByLabel('Region', { exact: true }).fill('us-east-1');
  await page.getByLabel('Endpoint').fill(endpoint);
  if (provider === 'aws') await page.getByLabel('all of AWS').check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Connects to an endpoint and starts the scan. */
export async function startScan(page: Page, endpoint: string, provider: 'aws' | 'other' = 'aws') {
  await connect(page, endpoint, provider);
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
}

/** Scans the account behind the front from the page and opens the audit. */
export async function scanAndOpen(page: Page, front: Front, provider: 'aws' | 'other' = 'aws') {
  await startScan(page, front.url, provider);
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
}

/** Opens a snapshot file by the start page's second door. */
export async function openFile(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
) {
  await page.goto('#/');
  await page.getByLabel('Choose a file').setInputFiles(file);
}

/** The row of one bucket in the table. */
export const rowOf = (page: Page, bucket: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: bucket, exact: true }) });

/** Goes to the page of one bucket through the list. */
export async function openBucket(page: Page, bucket: string) {
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await page.getByRole('searchbox').fill(bucket);
  await rowOf(page, bucket).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: bucket })).toBeVisible();
}

/** The verdict that the open bucket's checklist shows for a check. */
export const verdictIn = (page: Page, title: string) =>
  page.getByRole('navigation', { name: 'Checklist' }).getByRole('link', { name: title });

/** Presses an export button and gives what was downloaded. */
export async function take(page: Page, button: string): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}
