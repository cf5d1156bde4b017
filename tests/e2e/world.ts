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

const run = promisify(execFile);

/** Keys that the scans of these tests use; none of them may turn up anywhere. */
export const secrets = {
  accessKeyId: 'ASIAE2ETESTKEY000001',
  secretAccessKey: 'e2e-secret-key-that-must-not-show',
  sessionToken: 'e2e-session-token-that-must-not-show',
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
  /** Requests of the page to anywhere but itself and loopback; a test may look, and each test ends with none. */
  foreign: string[];
}
interface WorkerFixtures {
  moto: Moto;
  site: Site;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  moto: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
    async ({}, use) => {
      const moto = await startMoto();
      await use(moto);
      await moto.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    // eslint-disable-next-line no-empty-pattern -- see above
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
  foreign: [
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
      await use(foreign);
      expect(foreign, 'no request to a third party').toEqual([]);
      expect(refused, 'nothing the page does breaks its own policy').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the connect form and scans the account behind the front; resolves once the scan has ended. */
export async function scanFromPage(page: Page, front: Front, provider: 'aws' | 'other' = 'aws') {
  await fillConnect(page, front.url, provider);
  await page.getByRole('button', { name: /scan/i }).click();
}

/** Fills the connect form. */
export async function fillConnect(page: Page, endpoint: string, provider: 'aws' | 'other') {
  await page.goto('#/connect');
  await page.getByLabel('Access key ID').fill(secrets.accessKeyId);
  await page.getByLabel('Secret access key').fill(secrets.secretAccessKey);
  await page.getByLabel('Session token').fill(secrets.sessionToken);
  await page.getByLabel('Region').fill('us-east-1');
  await page.getByLabel('Endpoint', { exact: false }).first().fill(endpoint);
  await page.getByLabel(provider === 'aws' ? /all of AWS/ : /S3-compatible/).check();
}
