import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSite, type Site } from '../../src/node/site/serve.ts';

const big = 'const x = 1;\n'.repeat(500);
let top: string;
let site: Site;
let below: Site;

beforeAll(async () => {
  top = mkdtempSync(path.join(tmpdir(), 'bucketproof-serve-'));
  const folder = path.join(top, 'site');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  mkdirSync(path.join(folder, '.vite'));
  writeFileSync(path.join(top, 'secret.txt'), 'secret');
  mkdirSync(path.join(top, 'site-beside'));
  writeFileSync(path.join(top, 'site-beside/secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>x</title>');
  writeFileSync(path.join(folder, 'assets/index-DeadBeef.js'), big);
  writeFileSync(path.join(folder, 'collect.mjs'), big);
  writeFileSync(path.join(folder, 'sample.json.gz'), 'packed');
  writeFileSync(path.join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'a b%.txt'), 'odd name');
  writeFileSync(path.join(folder, '.vite/manifest.json'), '{}');
  symlinkSync(path.join(top, 'secret.txt'), path.join(folder, 'link.txt'));
  site = await serveSite({ folder });
  below = await serveSite({
    folder,
    base: '/a/b/',
    headers: { 'X-Extra': 'yes', 'Referrer-Policy': '' },
  });
});

afterAll(async () => {
  await Promise.all([site.stop(), below.stop()]);
  rmSync(top, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Sends the path as it is; `fetch` would tidy it first. */
const get = (
  port: number,
  rawPath: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: rawPath, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on('error', reject).end();
  });

describe('what it serves', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index-DeadBeef.js', 'text/javascript; charset=utf-8'],
    ['/collect.mjs', 'text/javascript; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml; charset=utf-8'],
    ['/a%20b%25.txt', 'text/plain; charset=utf-8'],
  ])('%s is %s', async (address, type) => {
    const { status, headers } = await get(site.port, address);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
  });

  test('a gzip file arrives as the bytes it is, not as an encoding', async () => {
    const { headers, body } = await get(site.port, '/sample.json.gz', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(headers['content-type']).toBe('application/gzip');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe('packed');
  });

  test('packs for those who accept it, and only for those', async () => {
    const packed = await get(site.port, '/collect.mjs', {
      headers: { 'Accept-Encoding': 'br, gzip' },
    });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toBe('Accept-Encoding');
    expect(packed.body.length).toBeLessThan(big.length / 5);
    expect(gunzipSync(packed.body).toString()).toBe(big);
    for (const accept of ['', 'br', 'gzip;q=0']) {
      const plain = await get(site.port, '/collect.mjs', {
        headers: { 'Accept-Encoding': accept },
      });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.toString()).toBe(big);
    }
  });

  test('files named by their content never change, all others are asked for again', async () => {
    const asset = await get(site.port, '/assets/index-DeadBeef.js');
    expect(asset.headers['cache-control']).toContain('immutable');
    const page = await get(site.port, '/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await get(site.port, '/', {
      headers: { 'If-None-Match': String(page.headers.etag) },
    });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
  });

  test('HEAD has the headers and no body; other methods are refused', async () => {
    const head = await get(site.port, '/collect.mjs', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe(String(big.length));
    expect(head.body).toHaveLength(0);
    const post = await get(site.port, '/', { method: 'POST' });
    expect(post.status).toBe(405);
    expect(post.headers.allow).toBe('GET, HEAD');
  });

  test('every answer carries the security headers', async () => {
    for (const address of ['/', '/none', '/%']) {
      const { headers } = await get(site.port, address);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'content-security-policy': "frame-ancestors 'none'",
      });
    }
  });
});

describe('what it keeps to itself', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/../site-beside/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/.vite/manifest.json',
    '/%00',
    '/%',
    '/%ff',
    '/nothing.txt',
    'secret.txt',
  ])('%s', async (address) => {
    const { status, body } = await get(site.port, address);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('secret');
  });
});

describe('below a path', () => {
  test('serves there and nowhere else', async () => {
    expect(below.url).toBe(`http://127.0.0.1:${below.port}/a/b/`);
    expect((await get(below.port, '/a/b/')).status).toBe(200);
    expect((await get(below.port, '/a/b/assets/index-DeadBeef.js')).status).toBe(200);
    for (const address of ['/', '/a/', '/a/bc/', '/assets/index-DeadBeef.js'])
      expect((await get(below.port, address)).status).toBe(404);
  });

  test('adds the slash that relative addresses need', async () => {
    const base = await get(below.port, '/a/b?x=1');
    expect([base.status, base.headers.location]).toEqual([308, '/a/b/?x=1']);
    const folder = await get(below.port, '/a/b/assets');
    expect([folder.status, folder.headers.location]).toEqual([308, '/a/b/assets/']);
  });

  test('headers can be added and withheld', async () => {
    const { headers } = await get(below.port, '/a/b/');
    expect(headers['x-extra']).toBe('yes');
    expect(headers['referrer-policy']).toBeUndefined();
  });
});

test('a busy port is named in a sentence that says what to do', async () => {
  await expect(serveSite({ folder: top, port: site.port })).rejects.toThrow(
    new RegExp(`^Port ${site.port} is in use.*PORT=\\d+ npm start$`),
  );
});
