import type { BrowserContext, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { finishSite } from '../../src/node/site/finish.ts';
import { serveSite, type Site, type SiteOptions } from '../../src/node/site/serve.ts';
import { neededFonts } from '../../src/report/pdf/needed-fonts.ts';
import { small } from '../aws/accounts/small.ts';
import { connect as tryToConnect, expect, startScan, test as base } from './world.ts';

interface Own {
  /** The address of the start page. */
  url: string;
  folder: string;
  stop(): Promise<void>;
}
interface OwnFixtures {
  /** A copy of the built site that a test may change and stop, on a host of its own. */
  host(options?: Partial<SiteOptions>): Promise<Own>;
  /** A page of a new browser profile whose relative addresses lead to that host. It may break no policy either. */
  visit(own: Own): Promise<Page>;
}

const test = base.extend<OwnFixtures>({
  visit: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const refused: string[] = [];
    await use(async (own) => {
      const context = await browser.newContext({ baseURL: own.url });
      contexts.push(context);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) refused.push(message.text());
      });
      await page.goto('./');
      return page;
    });
    for (const context of contexts) await context.close();
    expect(refused).toEqual([]);
  },
  host: async ({}, use) => {
    const made: { site: Site; folder: string }[] = [];
    await use(async (options = {}) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-host-'));
      await cp('dist', folder, { recursive: true });
      const site = await serveSite({ base: '/some/path/', ...options, folder });
      made.push({ site, folder });
      return { url: site.url, folder, stop: () => site.stop() };
    });
    for (const { site, folder } of made) {
      await site.stop();
      await rm(folder, { recursive: true });
    }
  },
});

test.use({ serviceWorkers: 'allow' });

/** None of the headers that a good host sends, as on GitHub Pages. */
const bare = {
  'X-Content-Type-Options': '',
  'Referrer-Policy': '',
  'Cross-Origin-Opener-Policy': '',
  'Content-Security-Policy': '',
};

/** Waits until the service worker answers for the page. */
const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

const openSample = async (page: Page) => {
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible();
};

test('opens without a network once it was visited: every view, the sample, a PDF', async ({
  page,
  host,
}) => {
  const own = await host();
  await page.goto(own.url);
  await controlled(page);
  await page.reload();
  await expect(page.getByText('None yet.')).toBeVisible();
  await openSample(page);
  await own.stop();
  await expect(fetch(own.url)).rejects.toThrow();

  await page.goto('about:blank');
  await page.goto(own.url);
  await page.reload();
  await openSample(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/of 26 buckets are public/);
  // The first report of this browser: its fonts came with the page.
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF' }).click(),
  ]);
  expect(await report.failure()).toBeNull();
  for (const [at, title] of [
    ['#/connect', 'Connect and scan live'],
    ['#/trust', 'Where your data goes'],
  ] as const) {
    await page.goto(own.url + at);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
});

test('keeps its own files and nothing else', async ({ visit, host, aws }) => {
  await aws.seed(small);
  const own = await host();
  const page = await visit(own);
  await controlled(page);
  await page.reload();
  await expect(page.getByText('None yet.')).toBeVisible();
  await startScan(page, aws.front.url);
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
  await page.evaluate(() => fetch('SHA256SUMS'));
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found;
  });
  const files = kept.map((url) => new URL(url).pathname.replace('/some/path/', ''));
  const sums = await readFile(path.join(own.folder, 'SHA256SUMS'), 'utf8');
  const listed = sums
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(66));
  expect(kept.every((url) => url.startsWith(own.url))).toBe(true);
  expect(files.filter((file) => !listed.includes(file))).toEqual([]);
  expect(files.toSorted()).toEqual(
    listed
      .filter(
        (file) =>
          neededFonts.includes(path.basename(file)) ||
          !/^(fonts\/|collect\.mjs|sw\.js|_headers)/.test(file),
      )
      .toSorted(),
  );
});

/** Publishes another version of a site: what `index-*.js` says at its end, and all that follows from it. */
async function publish(own: Own, title: string): Promise<void> {
  const file = path.join(own.folder, 'index.html');
  const page = await readFile(file, 'utf8');
  await writeFile(file, page.replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  finishSite(own.folder);
}

test('a new version is fetched, offered, and let in only when the user says so', async ({
  page,
  host,
}) => {
  const own = await host();
  const title = () => page.evaluate(async () => (await fetch('./')).text());
  await page.goto(own.url);
  await controlled(page);
  await publish(own, 'The next one');
  await page.reload();
  const offer = page.getByText('A new version of this page is ready.');
  await expect(offer).toBeVisible();
  expect(await title(), 'the version that was there goes on').toContain('<title>Bucketproof<');
  await page.reload();
  await expect(offer).toBeVisible();
  expect(await title()).toContain('<title>Bucketproof<');

  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Reload', exact: true }).click(),
  ]);
  expect(await title()).toContain('<title>The next one<');
  await controlled(page);
  // Of the old version nothing is left.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        let pages = 0;
        for (const name of await caches.keys())
          for (const { url } of await (await caches.open(name)).keys())
            if (url.includes('/index.html?')) pages++;
        return pages;
      }),
    )
    .toBe(1);
  await expect(offer).toBeHidden();
});

test('a version whose files are not those it was published with never takes over', async ({
  page,
  host,
}) => {
  const own = await host();
  await page.goto(own.url);
  await controlled(page);
  await publish(own, 'The next one');
  await appendFile(path.join(own.folder, 'index.html'), '<!-- and something more -->');
  await page.reload();
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const tried = await registration.update().then(
      () => 'fetched',
      () => 'refused',
    );
    while (registration.installing) await new Promise((later) => setTimeout(later, 20));
    return [tried, registration.waiting, registration.active?.state];
  });
  expect(state).toEqual(['fetched', null, 'activated']);
  await page.reload();
  expect(await page.title()).toContain('Bucketproof');
});

test('without the headers of its host, the page gets them from its service worker', async ({
  page,
  context,
  host,
}) => {
  const own = await host({ headers: bare });
  const stranger = await host({ headers: bare });
  const opened = async () => {
    await page.goto(`${stranger.url}icon.svg`);
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate((url) => {
        (window as { other?: Window | null }).other = window.open(url);
      }, `${own.url}#/trust`),
    ]);
    await expect(popup.getByRole('heading', { level: 1 })).toBeVisible();
    return popup;
  };
  const held = () => page.evaluate(() => (window as { other?: Window | null }).other?.closed);

  const first = await opened();
  await expect(first.getByText('No. After a reload the service worker adds it')).toBeVisible();
  expect(await held(), 'whoever opened the page holds on to it').toBe(false);
  await controlled(first);
  await first.close();

  const second = await opened();
  await expect(second.getByText('Yes, by its service worker')).toBeVisible();
  expect(await held(), 'it has let go').toBe(true);
  expect(await second.evaluate(() => window.opener as unknown)).toBeNull();
  const headers = await second.evaluate(async () => {
    const navigation = performance.getEntriesByType('navigation')[0];
    return (navigation as PerformanceNavigationTiming).serverTiming.map(({ name }) => name);
  });
  expect(headers).toEqual(['bucketproof-opener-policy']);
  await second.close();
});

test('a host that sends the headers is told apart from one that does not', async ({
  page,
  host,
}) => {
  const own = await host();
  await page.goto(`${own.url}#/trust`);
  await expect(page.getByText('Yes, by its host')).toBeVisible();
  await controlled(page);
  await page.reload();
  await expect(page.getByText('Yes, by its host')).toBeVisible();
  await expect(page.getByText('Yes, the service worker keeps its files')).toBeVisible();
});

test('a changed script or style does not run', async ({ page, host, watched }) => {
  const own = await host();
  const index = await readFile(path.join(own.folder, 'index.html'), 'utf8');
  const script = /<script type="module" crossorigin src="\.\/(assets\/[^"]+)"/.exec(index)?.[1];
  await appendFile(path.join(own.folder, script ?? ''), ';document.title="changed";');
  const errors: string[] = [];
  page.on('console', (message) => errors.push(message.text()));
  await page.goto(own.url);
  await expect.poll(() => errors.join('\n')).toMatch(/integrity/);
  expect(await page.title()).toBe('Bucketproof');
  await expect(page.locator('#app')).toBeEmpty();
  expect(watched.refused).toEqual([]);
});

test('an endpoint that this copy does not know is refused, and scanned where it is configured', async ({
  visit,
  host,
  aws,
}) => {
  await aws.seed(small);
  const own = await host();
  const store = createServer((socket) => {
    const through = connect(aws.front.port, '127.0.0.1');
    for (const end of [socket, through]) end.on('error', () => undefined);
    socket.pipe(through).pipe(socket);
  });
  await new Promise<void>((ready) => store.listen(0, '127.0.0.2', ready));
  const endpoint = `http://127.0.0.2:${(store.address() as AddressInfo).port}`;
  const first = await visit(own);
  await tryToConnect(first, endpoint);
  await expect(first.getByText('npm run configure')).toBeVisible();
  expect(aws.front.calls).toEqual([]);

  const config = path.join(own.folder, '../', `${path.basename(own.folder)}.json`);
  await writeFile(config, JSON.stringify({ endpoints: [endpoint], team: 'The lab', note: 'Hi.' }));
  const run = promisify(execFile);
  const { stdout } = await run('npm', [
    ...['run', '--silent', 'configure', '--', config, '--site', own.folder],
  ]);
  expect(stdout).toContain(endpoint);
  await rm(config);
  const page = await visit(own);
  await expect(page.getByText('This copy is hosted by The lab.')).toBeVisible();
  await startScan(page, endpoint);
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
  await page.goto('#/trust');
  await expect(page.getByRole('cell', { name: endpoint })).toBeVisible();
  store.close();
});
