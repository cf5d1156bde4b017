import { type Browser, type Page } from '@playwright/test';
import type { Account } from '../aws/accounts/account.ts';
import { type Front, type FrontOptions, startFront } from '../aws/front.ts';
import { seed } from '../aws/seed.ts';
import { type SecretWatch, watchSecrets } from './secrets.ts';
import { expect, fillKeys, secrets, test as base } from './world.ts';

/** A browser for which the front is AWS, by AWS's own host names, with the cross-origin rules of AWS. */
export interface RealNames {
  front: Front;
  page: Page;
  leaks: SecretWatch;
}

interface Fixtures {
  /** Starts it. Ends with a look for what the front could not answer, and for secrets left behind. */
  realNames(account: Account, options?: Omit<FrontOptions, 'moto'>): Promise<RealNames>;
}

export const test = base.extend<Fixtures>({
  realNames: async ({ playwright, site, moto }, use) => {
    const started: { front: Front; browser: Browser; leaks: SecretWatch }[] = [];
    await use(async (account, options = {}) => {
      await moto.reset();
      const front = await startFront({ cors: 'aws', ...options, moto });
      await seed(account, { moto, front });
      const { launchOptions } = test.info().project.use;
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [
          ...(launchOptions?.args ?? []),
          `--host-resolver-rules=MAP *.amazonaws.com 127.0.0.1:${front.tlsPort}`,
          '--ignore-certificate-errors',
        ],
      });
      const page = await browser.newPage({ baseURL: site.url });
      const leaks = watchSecrets(page.context(), Object.values(secrets));
      started.push({ front, browser, leaks });
      return { front, page, leaks };
    });
    for (const { front, browser, leaks } of started) {
      expect(front.unknown, 'the front could answer everything as AWS would').toEqual([]);
      expect(await leaks.find(), 'no secret is left anywhere').toEqual([]);
      await browser.close();
      await front.stop();
    }
  },
});

/** Connects to AWS itself and opens the set-up of a scan. */
export async function setUp(page: Page, region = 'us-east-1') {
  await page.goto('#/connect');
  await fillKeys(page);
  await page.getByLabel('Region', { exact: true }).fill(region);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
}
