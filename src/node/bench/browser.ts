import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { dist } from '../paths.ts';
import { findChromium } from '../tools/find.ts';

/** A Chromium that nobody watches while it works: a debugger that listens makes every request dearer. */
export interface QuietBrowser {
  /** The process, of which all others of the browser are children. */
  id: number;
  /** Attaches to the one page for as long as this takes. */
  attached<T>(work: (page: Page) => Promise<T>): Promise<T>;
  /** The title of the page, asked for without attaching. */
  title(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts Chromium, with AWS's names leading to this port of the tests' AWS. Needs a build. */
export async function startQuietBrowser(tlsPort: number): Promise<QuietBrowser> {
  const program = findChromium();
  if (!program || !existsSync(path.join(dist, 'index.html')))
    throw new Error('This needs Chromium and a build: run npm test once, or npm run build.');
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-bench-'));
  const child = spawn(
    program,
    [
      '--headless=new',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--ignore-certificate-errors',
      `--host-resolver-rules=MAP *.amazonaws.com 127.0.0.1:${tlsPort}`,
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await debuggerPort(child);
  const address = `http://127.0.0.1:${port}`;
  return {
    id: child.pid ?? 0,
    async attached(work) {
      const browser = await chromium.connectOverCDP(address);
      try {
        const page = browser.contexts()[0]?.pages()[0];
        if (!page) throw new Error('The browser has no page.');
        return await work(page);
      } finally {
        await browser.close(); // which only detaches
      }
    },
    async title() {
      const targets = (await (await fetch(`${address}/json/list`)).json()) as {
        type: string;
        title: string;
      }[];
      return targets.find(({ type }) => type === 'page')?.title ?? '';
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function debuggerPort(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (found === undefined) continue;
    child.stderr?.resume();
    return found;
  }
  throw new Error('Chromium did not start.');
}
