import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright';
import { dist } from './paths.ts';
import { buildAll } from './site/build.ts';
import { serveSite } from './site/serve.ts';
import { findChromium } from './tools/find.ts';

// `npm run lighthouse`: Lighthouse on the built start page and on the sample's overview, as a phone and as a desktop.
// Fails where accessibility or best practices are below 100; performance hangs on the machine and is printed only.

const categories = ['performance', 'accessibility', 'best-practices'] as const;
const mustBeFull: readonly string[] = ['accessibility', 'best-practices'];

/** Runs Lighthouse in the Chromium that listens on this port and prints the scores. Gives what falls short. */
async function look(title: string, url: string, port: number, isDesktop: boolean) {
  await forgetOffline(new URL(url).origin);
  const flags = {
    port,
    logLevel: 'error' as const,
    output: 'json' as const,
    onlyCategories: [...categories],
    disableStorageReset: true, // the sample's audit is in the store
  };
  const result = await lighthouse(url, flags, isDesktop ? desktopConfig : undefined);
  if (!result) throw new Error('Lighthouse gave no result.');
  const { lhr } = result;
  const scores = categories.map((name) => ({
    name,
    score: Math.round(100 * (lhr.categories[name]?.score ?? 0)),
  }));
  console.log(
    `${title}, ${isDesktop ? 'desktop' : 'phone'}: ${scores.map(({ name, score }) => `${name} ${score}`).join(', ')}`,
  );
  return scores.flatMap(({ name, score }) => {
    if (score === 100) return [];
    const failed = (lhr.categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = lhr.audits[id];
      return audit && weight > 0 && (audit.score ?? 1) < 0.9 ? `${id} (${audit.title})` : [];
    });
    console.log(`    ${name}: ${failed.join('; ')}`);
    return mustBeFull.includes(name) ? `${title}: ${name} is ${score}` : [];
  });
}

/**
 * As at a first visit: what the service worker answers has no network timing, and without any Lighthouse gives no
 * performance at all. The store is kept.
 */
async function forgetOffline(origin: string) {
  const page = await browser.newPage();
  const session = await browser.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  const storageTypes = 'service_workers,cache_storage';
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await page.close();
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

const executablePath = findChromium();
if (!executablePath) throw new Error('This needs Chromium: run npm test once.');
if (!existsSync(path.join(dist, 'index.html'))) await buildAll();

const site = await serveSite({ folder: dist });
const profile = await mkdtemp(path.join(tmpdir(), 'bucketproof-lighthouse-'));
const port = await freePort();
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: [
    `--remote-debugging-port=${port}`,
    '--disable-gpu',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});
try {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByRole('navigation', { name: 'Audit' }).waitFor();
  const overview = page.url();
  await page.close();
  const short: string[] = [];
  for (const isDesktop of [false, true]) {
    short.push(...(await look('Start page', site.url, port, isDesktop)));
    short.push(...(await look('Overview of the sample', overview, port, isDesktop)));
  }
  for (const problem of short) console.error(problem);
  process.exitCode = short.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await site.stop();
  await rm(profile, { recursive: true, force: true });
}
