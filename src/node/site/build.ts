import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type LogLevel } from 'vite';
import { dist, root } from '../paths.ts';
import { buildId } from './build-id.ts';
import { finishSite } from './finish.ts';

/**
 * Builds the page and the collector into `dist/`, and finishes it with the configuration that allows no endpoints but
 * AWS and this computer. Empties `dist/` first. The same sources give the same bytes, in any folder.
 */
export async function buildAll(logLevel: LogLevel = 'warn'): Promise<void> {
  await buildPage(logLevel);
  await buildServiceWorker(logLevel);
  await buildCollector(logLevel);
  finishSite(dist);
  if (logLevel === 'info') console.log(`Build ${buildId(root)}`);
}

async function buildPage(logLevel: LogLevel): Promise<void> {
  await inProduction(() =>
    build({ root, configFile: path.join(root, 'vite.config.ts'), logLevel }),
  );
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

const header = (version: string) => `#!/usr/bin/env node
/*
 * Bucketproof collector ${version}. Licence: Apache-2.0; the packages bundled below keep their own.
 *
 * Reads the S3 security settings of one AWS account and writes them to a file, which the Bucketproof page
 * opens. It only reads, it needs nothing installed but Node 20, and it sends nothing to anyone but AWS, or the
 * endpoint you name:
 *
 *     node collect.mjs --out account.json
 *     node collect.mjs --help
 *
 * Built from src/node/collect.ts and left readable on purpose: read it before you run it.
 */`;

/**
 * Bundles the collector and everything it uses into `collect.mjs` in `folder`, one ES module for Node 20 and later.
 * Not minified: whoever runs it with credentials at hand should be able to read it.
 */
export async function buildCollector(logLevel: LogLevel = 'warn', folder = dist): Promise<void> {
  const collector = path.join(folder, 'collect.mjs');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  await inProduction(() =>
    build({
      root,
      configFile: false,
      logLevel,
      publicDir: false,
      define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(buildId(root)) },
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
  writeFileSync(collector, `${header(version)}\n${code}`, { mode: 0o755 });
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
