import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { buildId } from './src/node/site/build-id.ts';
import { packageOf, slices } from './src/report/pdf/slices.ts';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * The SDK's XML parser for browsers needs `DOMParser`, which workers do not have; the same package holds one
 * in plain JavaScript. https://github.com/aws/aws-sdk-js-v3/issues/7375
 */
const awsXmlInWorker = (): Plugin => ({
  name: 'aws-xml-in-worker',
  enforce: 'pre',
  resolveId(source, importer) {
    if (
      importer &&
      /@aws-sdk[\\/]xml-builder/.test(importer) &&
      /xml-parser(\.browser)?(\.js)?$/.test(source)
    )
      return path.join(path.dirname(importer), 'xml-parser.js');
    return null;
  },
});

const fontFiles = new Set(slices.flatMap(({ regular, bold }) => [regular, bold ?? regular]));
const fontBytes = (file: string) =>
  readFileSync(require.resolve(`${packageOf(file)}/files/${file}`));

/**
 * Puts the report's fonts beside the page, under their own names: the PDF worker fetches the few that a report
 * needs. As `.woff`, because the PDF library draws nothing from `.woff2`.
 */
const fontsBesidePage = (): Plugin => ({
  name: 'fonts-beside-page',
  generateBundle() {
    for (const file of fontFiles)
      this.emitFile({ type: 'asset', fileName: `fonts/${file}`, source: fontBytes(file) });
  },
  configureServer({ middlewares }) {
    middlewares.use('/fonts/', ({ url = '' }, answer, next) => {
      const file = url.slice(1);
      if (!fontFiles.has(file)) return next();
      answer.setHeader('Content-Type', 'font/woff').end(fontBytes(file));
    });
  },
});

export default defineConfig({
  base: './',
  plugins: [svelte(), awsXmlInWorker(), fontsBesidePage()],
  worker: { format: 'es', plugins: () => [awsXmlInWorker()] },
  define: {
    __VERSION__: JSON.stringify(version),
    __BUILD__: JSON.stringify(buildId(import.meta.dirname)),
    // The build puts in what it has made; the development server serves no collector.
    __COLLECTOR__: 'null',
  },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
