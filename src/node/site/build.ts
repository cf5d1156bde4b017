import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type LogLevel } from 'vite';
import { cache, dist, root } from '../paths.ts';
import { buildId } from './build-id.ts';
import { collectorHeader } from './collector-header.ts';
import { digest } from './files.ts';
import { finishSite } from './finish.ts';

/**
 * Builds the page and the collector into `dist/`, and finishes it with the configuration that allows no endpoints but
 * AWS and this computer. Empties `dist/` first. The same sources give the same bytes, in any folder.
 */
export async function buildAll(logLevel: LogLevel = 'warn'): Promise<void> {
  // The page shows the collector's hash, and building the page empties the folder.
  const collector = await buildApart(logLevel);
  await buildPage(logLevel, collector);
  await buildServiceWorker(logLevel);
  writeFileSync(path.join(dist, 'collect.mjs'), collector, { mode: 0o755 });
  finishSite(dist);
  if (logLevel === 'info') console.log(`Build ${buildId(root)}`);
}

async function buildPage(logLevel: LogLevel, collector: Buffer): Promise<void> {
  const shown = { sha256: digest('sha256', collector, 'hex'), sizeBytes: collector.length };
  await inProduction(() =>
    build({
      root,
      configFile: path.join(root, 'vite.config.ts'),
      logLevel,
      define: { __COLLECTOR__: JSON.stringify(shown) },
    }),
  );
}

/** The bytes of the collector, from a folder that is gone afterwards. */
async function buildApart(logLevel: LogLevel): Promise<Buffer> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'collector-'));
  try {
    await buildCollector(logLevel, folder);
    return readFileSync(path.join(folder, 'collect.mjs'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A classic script of its own at the top of the site, where a service worker must lie. */
async function buildServiceWorker(logLevel: LogLevel): Promise<void> {
  await inProduction(() =>
    build({
      root,
      configFile: false,
      logLevel,
      publicDir: false,
      build: {
        target: 'es2022',
        outDir: dist,
        emptyOutDir: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: path.join(root, 'src/app/offline/worker.ts'),
          output: { entryFileNames: 'sw.js', format: 'iife', codeSplitting: false },
        },
      },
    }),
  );
}

/** Where the collector's source starts. */
const entry = path.join(root, 'src/node/collect.ts');

/**
 * Bundles the collector and everything it uses into `collect.mjs` in `folder`, one ES module for Node 20 and later.
 * Not minified: whoever runs it with credentials at hand should be able to read it.
 */
export async function buildCollector(logLevel: LogLevel, folder: string): Promise<void> {
  const collector = path.join(folder, 'collect.mjs');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const id = buildId(root);
  await inProduction(() =>
    build({
      root,
      configFile: false,
      logLevel,
      publicDir: false,
      define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(id) },
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: entry,
        target: 'node20',
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: {
          output: { entryFileNames: 'collect.mjs', codeSplitting: false },
        },
      },
    }),
  );
  // Added afterwards because bundlers move a banner's first line or drop its comment.
  const code = readFileSync(collector, 'utf8')
    .replace(/^#!.*\n/, '')
    // Where packages lie differs where their folder is a link, and would make the same build differ.
    .replace(/^(\s*\/\/ )\S*\/(?=node_modules\/\S+$)/gm, '$1');
  const whole = `${collectorHeader(version, id)}\n${code}`;
  writeFileSync(collector, whole, { mode: 0o755 });
}

/** A `NODE_ENV` from outside would build Svelte's development code, which is twice the size. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
