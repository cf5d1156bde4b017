import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { exportSnapshot } from '../../report/json.ts';
import { dist } from '../paths.ts';
import { serveSite } from '../site/serve.ts';
import { findChromium } from '../tools/find.ts';
import { madeUpSnapshot } from './snapshot.ts';

/** Opens a made-up account of so many buckets in the built page, in Chromium, and prints times and memory. */
export async function benchPage(buckets: number): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath || !existsSync(path.join(dist, 'index.html')))
    throw new Error('This needs Chromium and a build: run npm test once, or npm run build.');
  const site = await serveSite({ folder: dist });
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const buffer = Buffer.from(exportSnapshot(madeUpSnapshot(buckets)));
    const time = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return `${Math.round(performance.now() - start)} ms`;
    };
    const audit = page.getByRole('navigation', { name: 'Audit' });
    const opened = await time(async () => {
      const file = { name: 'account.json', mimeType: 'application/json', buffer };
      await page.getByLabel('Choose a file').setInputFiles(file);
      await audit.waitFor();
    });
    const row = page.locator('[data-at="0"]');
    const listed = await time(async () => {
      await audit.getByRole('link', { name: 'Buckets' }).click();
      await row.waitFor();
    });
    const total = `${buckets.toLocaleString('en')} buckets`;
    const filtered = await time(async () => {
      await page.getByRole('searchbox').fill('9');
      await page.getByText(` of ${total}`).waitFor();
    });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const [engine] = page.workers();
    const inWorker = await engine?.evaluate(
      () => (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
    );
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    console.log(
      `page: ${total} (${megabytes(buffer.length)} of JSON): read, judged and stored in ${opened}, ` +
        `listed in ${listed}, filtered in ${filtered}; ` +
        `heap of the page ${megabytes(usedSize)}${inWorker ? `, of the worker ${megabytes(inWorker)}` : ''}`,
    );
  } finally {
    await browser.close();
    await site.stop();
  }
}
