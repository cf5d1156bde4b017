import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { connectSources, reaches } from '../../src/hosting/csp.ts';
import { bakeRelay, frameSources, relayAddresses, relayKey } from '../../src/hosting/relay.ts';
import { allOff, type Account } from '../aws/accounts/account.ts';
import { startFront } from '../aws/front.ts';
import { freePort } from '../aws/moto.ts';
import { seed } from '../aws/seed.ts';
import { expect, fillKeys, test as base } from './world.ts';

/** Whoever stores relays; not the account that is audited. */
const keeper = '210987654321';

interface RelayFixtures {
  /** Stores a relay in each of these Regions, made for the page of this origin, and gives the addresses. */
  storeRelays(regions: readonly string[], origin?: string): Promise<readonly string[]>;
}

/**
 * The world of the other tests, but for AWS: the front stands there under AWS's own names, and lets a page read what
 * AWS lets it read.
 */
export const test = base.extend<RelayFixtures, { tlsPort: number }>({
  tlsPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  launchOptions: [
    async ({ launchOptions, tlsPort }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--ignore-certificate-errors',
          `--host-resolver-rules=MAP *.amazonaws.com 127.0.0.1:${tlsPort}`,
        ],
      }),
    { scope: 'worker' },
  ],
  ignoreHTTPSErrors: true,
  aws: async ({ moto, tlsPort }, use) => {
    await moto.reset();
    const front = await startFront({ moto, tlsPort });
    await use({
      front,
      seed: (account) => seed(account, { moto, front }),
      collect: () => Promise.reject(new Error('The collector is no part of these tests.')),
    });
    expect(front.unknown, 'the front could answer everything as AWS would').toEqual([]);
    await front.stop();
  },
  storeRelays: async ({ aws, site }, use) => {
    await use(async (regions, origin = new URL(site.url).origin) => {
      const { html } = await bakeRelay(await readFile('public/relay.html', 'utf8'), origin);
      await aws.seed(keeperOf(regions, html));
      return regions.flatMap((region) => relayAddresses(relayIn(region))[0] ?? []);
    });
  },
  watched: async ({ page, site }, use) => {
    const foreign: string[] = [];
    const refused: string[] = [];
    page.on('request', (request) => {
      const address = new URL(request.url());
      const own = new URL(site.url).origin;
      const isLocal = address.origin === own || ['blob:', 'data:'].includes(address.protocol);
      if (!isLocal && !reaches(hosts, address, own)) foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
    });
    await use({ foreign, refused });
    expect(foreign, 'no request to a third party').toEqual([]);
    expect(refused, 'nothing the page does breaks its own policy').toEqual([]);
  },
});

/** Hosts of AWS, as the page's policy names them, loopback aside: what else is asked is a third party. */
const hosts = [...connectSources(), ...frameSources()].filter((one) => one.startsWith('https:'));

export const relayIn = (region: string) => ({
  region,
  bucket: `relay-of-tests-${region}`,
  key: relayKey,
});

/** An account with one public object in a bucket of each Region. */
export const keeperOf = (regions: readonly string[], html: string): Account => ({
  id: keeper,
  buckets: regions.map((region) => {
    const { bucket, key } = relayIn(region);
    return {
      name: bucket,
      region,
      publicAccessBlock: { ...allOff, blockPublicAcls: true, ignorePublicAcls: true },
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucket}/${key}`,
          },
        ],
      },
      objects: { [key]: { body: html, contentType: 'text/html; charset=utf-8' } },
    };
  }),
});

/** Adds relays on their screen, which tries them at once. */
export async function addRelays(page: Page, addresses: readonly string[]): Promise<void> {
  await page.goto('#/relays');
  await page.getByLabel('Addresses, one a line').fill(addresses.join('\n'));
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

/** What the screen says of the relay of a Region. */
export const stateOf = (page: Page, region: string) =>
  page
    .getByRole('region', { name: 'Relays of this page' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: region, exact: true }) })
    .getByRole('status');

/** Connects to AWS itself. */
export async function connectToAws(page: Page): Promise<void> {
  await page.goto('#/connect');
  await fillKeys(page);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Connected to/ })).toBeVisible();
}

export { expect };
