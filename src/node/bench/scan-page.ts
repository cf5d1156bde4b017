import type { Page } from 'playwright';
import { relayAddresses, relayKey, s3Origins } from '../../hosting/relay.ts';
import { dist } from '../paths.ts';
import { serveSite } from '../site/serve.ts';
import { type QuietBrowser, startQuietBrowser } from './browser.ts';
import { relayBucket, startFrontProcess } from './front-process.ts';
import { cpuSecondsOf, pageMemory, pageSecondsOf } from './processes.ts';
import { load, type Measured } from './scan-row.ts';

/** What a scan did to the page: memory of its process in megabytes, and its main thread's longest task. */
export interface PageMeasured extends Measured {
  memory: { now: number; peak: number };
  /** Of that, what the heap of the worker that scans takes, and the page's process before the scan. */
  heap: number;
  before: number;
  /** Tasks of 50 ms and more, and the longest, in milliseconds. */
  tasks: { long: number; longest: number };
}

export const isOfPage = (one: Measured): one is PageMeasured => 'tasks' in one;

/** One line about what the scan did to the page. */
export const pageRow = ({ route, memory, heap, before, tasks }: PageMeasured): string =>
  `${route}: the page's process takes ${Math.round(memory.now)} MB at the end, ${Math.round(memory.peak)} MB at most, ` +
  `${Math.round(before)} MB before; the worker's heap of it ${Math.round(heap)} MB; ` +
  `its main thread had ${tasks.long} tasks of 50 ms and more, the longest ${Math.round(tasks.longest)} ms`;

declare global {
  interface Window {
    measured?: { start: number; end: number; tasks: number[] };
  }
}

/** In the page: starts the scan and notes when the screen says that it has ended, and every long task until then. */
function startAndWatch(): void {
  const measured = { start: performance.now(), end: 0, tasks: [] as number[] };
  window.measured = measured;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    const heading = document.querySelector('h1')?.textContent ?? '';
    if (measured.end === 0 && /complete|ended early|stopped/.test(heading))
      measured.end = performance.now();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  const start = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === 'Start',
  );
  start?.click();
}

/** Tells the page of the relay and waits until it answers by both of S3's names. */
async function addRelay(page: Page, address: string): Promise<void> {
  const [relay = ''] = relayAddresses({ region: 'us-east-1', bucket: relayBucket, key: relayKey });
  await page.goto(`${address}#/relays`);
  await page.getByLabel('Addresses, one a line').fill(relay);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Ready. It answers by both').waitFor();
}

/** Types made-up keys, connects to AWS by its own names and goes to the set-up of a scan. */
async function toSetUp(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/connect`);
  await page.getByText('Enter the values one by one').click();
  await page.getByLabel('Access key ID').fill('ASIABENCH00000000001');
  await page.getByLabel('Secret access key').fill('bench');
  await page.getByLabel('Session token', { exact: true }).fill('bench'.repeat(200));
  await page.getByLabel('Region', { exact: true }).fill('us-east-1');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await page.waitForTimeout(2_000); // what the set-up asks for by itself
}

const heapOfThis = () =>
  ((performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0) / 1e6;

async function untilEnd(browser: QuietBrowser): Promise<void> {
  for (;;) {
    await new Promise((done) => setTimeout(done, 1_000));
    if (/scan is complete|scan ended early|scan was stopped/.test(await browser.title())) return;
  }
}

/** Connections that a browser opens to one host. */
const perHost = 6;

/**
 * Scans a made-up account in the built page, which speaks to AWS's own names over TLS. `direct`: every answer admits
 * every origin, as with a browser extension that lifts CORS. `relay`: S3's answers come through a relay that the
 * page opens by both of S3's names. Rejects where the scan does not end well.
 */
export async function measurePage(
  route: 'direct' | 'relay',
  buckets: number,
  latencyMs: number,
): Promise<PageMeasured> {
  const site = await serveSite({ folder: dist });
  const origin = new URL(site.url).origin;
  const front = await startFrontProcess(buckets, latencyMs, route === 'relay' ? origin : '');
  const browser = await startQuietBrowser(front.tlsPort);
  try {
    await browser.attached(async (page) => {
      if (route === 'relay') await addRelay(page, site.url);
      await toSetUp(page, site.url);
    });
    const taken = () => ({ all: cpuSecondsOf(browser.id), page: pageSecondsOf(browser.id) });
    const before = {
      ...{ load: load(), cpu: taken(), front: await front.told() },
      memory: pageMemory(browser.id).now,
    };
    await browser.attached((page) => page.evaluate(startAndWatch));
    await untilEnd(browser);
    const cpu = taken();
    const told = await front.told();
    const memory = pageMemory(browser.id);
    const { heading, measured, heap } = await browser.attached(async (page) => ({
      ...(await page.evaluate(() => ({
        heading: document.querySelector('h1')?.textContent ?? '',
        measured: window.measured,
      }))),
      heap: (await page.workers()[0]?.evaluate(heapOfThis)) ?? 0,
    }));
    if (!heading.includes('The scan is complete') || !measured || told.unknown > 0)
      throw new Error(`The scan did not end well: ${heading}`);
    return {
      route,
      ...{ buckets, latencyMs, memory, heap },
      before: before.memory,
      cpuSeconds: cpu.all - before.cpu.all,
      pageSeconds: cpu.page - before.cpu.page,
      connections: route === 'relay' ? s3Origins('us-east-1').length * perHost : perHost,
      seconds: (measured.end - measured.start) / 1000,
      front: {
        cpuSeconds: told.cpuSeconds - before.front.cpuSeconds,
        requests: told.requests - before.front.requests,
        preflights: told.preflights - before.front.preflights,
        unknown: told.unknown,
      },
      load: before.load,
      tasks: { long: measured.tasks.length, longest: Math.max(0, ...measured.tasks) },
    };
  } finally {
    await browser.stop();
    await site.stop();
    await front.stop();
  }
}
