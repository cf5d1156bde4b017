import { readFileSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './src/app/csp.ts';

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

/** Writes the policy into the built page; in development Vite's own client needs more than it allows. */
const policyInPage = (): Plugin => ({
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy() },
      injectTo: 'head-prepend',
    },
  ],
});

export default defineConfig({
  base: './',
  plugins: [svelte(), awsXmlInWorker(), policyInPage()],
  worker: { format: 'es', plugins: () => [awsXmlInWorker()] },
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
