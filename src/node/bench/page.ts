import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import { exportSnapshot } from '../../report/json.ts';
import { dist } from '../paths.ts';
import { serveSite } from '../site/serve.ts';
import { findChromium } from '../tools/find.ts';
import { madeUpSnapshot } from './snapshot.ts';

/** In the page: types a text into the filter and gives the milliseconds until its rows are painted. */
async function keyToPaint(text: string): Promise<number> {
  const search = document.querySelector('input[type=search]') as HTMLInputElement;
  const status = document.querySelector('main [role=status]') as HTMLElement;
  const before = status.textContent;
  const start = performance.now();
  search.value = text;
  search.dispatchEvent(new Event('input', { bubbles: true }));
  while (status.textContent === before) await new Promise((done) => requestAnimationFrame(done));
  // A task after the frame runs once its layout and paint are done.
  await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => setTimeout(done));
  return performance.now() - start;
}

/** In the page: scrolls the list for two seconds and counts the frames in which a row in view was not drawn. */
async function scrollAndWatch({ pixels, jumps }: { pixels: number; jumps: boolean }) {
  const list = document.querySelector('[role=table]') as HTMLElement;
  const end = list.scrollHeight - list.clientHeight;
  list.scrollTop = 0;
  let frames = 0;
  let blank = 0;
  for (const start = performance.now(); performance.now() - start < 2000;) {
    await new Promise((done) => requestAnimationFrame(done));
    // What scroll events drew is in place in the next frame, before it is painted.
    const seen = [...list.querySelectorAll('[data-at]')].map((row) => row.getBoundingClientRect());
    const { top, bottom } = list.getBoundingClientRect();
    const covered = seen
      .filter((box) => box.bottom > top + 41 && box.top < bottom)
      .reduce((sum, box) => sum + Math.min(box.bottom, bottom) - Math.max(box.top, top + 41), 0);
    frames++;
    if (covered < bottom - top - 41 - 4) blank++;
    list.scrollTop = jumps ? ((frames * 0.37) % 1) * end : Math.min(end, list.scrollTop + pixels);
  }
  return { frames, blank };
}

/** What the operating system counts for the process of the page, worker included; empty where it does not tell. */
async function rendererMemory(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.flatMap(({ type, id }) => {
    try {
      const status = type === 'renderer' ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
      const found = /^VmRSS:\s+(\d+) kB/m.exec(status);
      return found ? Number(found[1]) / 1000 : [];
    } catch {
      return []; // no such file where the system is not Linux
    }
  });
  return sizes.length > 0
    ? `; the whole tab takes ${Math.round(Math.max(...sizes))} MB of memory`
    : '';
}

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
    await page.getByText(total, { exact: true }).waitFor();
    const filters: number[] = [];
    for (const text of ['9', '99', '9', '', '7', '77', '7', '']) {
      await page.waitForTimeout(400); // as between two thoughts of who types
      filters.push(await page.evaluate(keyToPaint, text));
    }
    await page.waitForTimeout(2000); // the rest of the list is fetched when there is nothing else to do
    const wheel = await page.evaluate(scrollAndWatch, { pixels: 240, jumps: false });
    const drag = await page.evaluate(scrollAndWatch, { pixels: 0, jumps: true });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    const [engine] = page.workers();
    const inWorker = await engine?.evaluate(
      () => (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
    );
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    const sorted = filters.toSorted((one, other) => one - other);
    console.log(
      `page: ${total} (${megabytes(buffer.length)} of JSON): read, judged and stored in ${opened}, listed in ${listed}`,
    );
    console.log(
      `page: from a key press in the filter to the painted rows ${Math.round(sorted[4] ?? 0)} ms (median), ` +
        `${Math.round(sorted.at(-1) ?? 0)} ms (longest of ${filters.length})`,
    );
    console.log(
      `page: frames with a row missing in view: ${wheel.blank} of ${wheel.frames} while scrolling, ` +
        `${drag.blank} of ${drag.frames} while dragging the scrollbar`,
    );
    console.log(
      `page: heap of the page ${megabytes(usedSize)} with ${nodes} nodes` +
        `${inWorker ? `, of the worker ${megabytes(inWorker)}` : ''}` +
        `${await rendererMemory(browser)}`,
    );
  } finally {
    await browser.close();
    await site.stop();
  }
}
