import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/hosting/config.ts';
import { contentSecurityPolicy } from '../../src/hosting/csp.ts';
import { root } from '../../src/node/paths.ts';
import { filesBelow } from '../../src/node/site/files.ts';
import { finishSite } from '../../src/node/site/finish.ts';

let folder: string;
const written: Record<string, string> = {
  'index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <script type="module" crossorigin src="./assets/index.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/shared.js">
    <link rel="stylesheet" crossorigin href="./assets/index.css" />
    <link rel="icon" href="./icon.svg" />
  </head>
</html>
`,
  'sw.js': '(function(){})();\n',
  'assets/index.js': 'index',
  'assets/shared.js': 'shared',
  'assets/index.css': 'style',
  'fonts/noto-sans-jp-1-400-normal.woff': 'font',
  'fonts/noto-sans-latin-400-normal.woff': 'letters',
  'collect.mjs': 'collector',
  'icon.svg': '<svg/>',
  _headers: '/*',
  '.vite/manifest.json': '{}',
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-finish-'));
  for (const [file, text] of Object.entries(written)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const all = () => Object.fromEntries(filesBelow(folder).map((file) => [file, read(file)]));
const config = { ...defaultConfig, endpoints: ['https://s3.example.com'], team: 'T' };
const hash = (algorithm: string, text: string) =>
  `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`;
const list = () =>
  JSON.parse(/^self\.siteFiles = (.*);\n/.exec(read('sw.js'))?.[1] ?? '') as Record<
    'now' | 'later',
    Record<string, string>
  >;

test('the policy stands once, after the charset and before all that loads', () => {
  finishSite(folder);
  const page = read('index.html');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />`;
  expect(page.split(policy)).toHaveLength(2);
  expect(page.indexOf('charset')).toBeLessThan(page.indexOf(policy));
  expect(page.indexOf(policy)).toBeLessThan(page.indexOf('<script'));
  expect(page.indexOf(policy)).toBeLessThan(page.indexOf('<link'));
});

test('script, style and what is loaded before them carry their hashes', () => {
  finishSite(folder);
  const found = [...read('index.html').matchAll(/"\.\/([^"]+)" integrity="([^"]+)"/g)];
  expect(found.map(([, file, integrity]) => [file, integrity])).toEqual(
    ['assets/index.js', 'assets/shared.js', 'assets/index.css'].map((file) => [
      file,
      hash('sha384', written[file] ?? ''),
    ]),
  );
});

test('the service worker is told what to keep at once and what once it is used', () => {
  finishSite(folder);
  expect(Object.keys(list().now)).toEqual([
    'assets/index.css',
    'assets/index.js',
    'assets/shared.js',
    'config.json',
    'fonts/noto-sans-latin-400-normal.woff',
    'icon.svg',
    'index.html',
  ]);
  expect(Object.keys(list().later)).toEqual([
    'collect.mjs',
    'fonts/noto-sans-jp-1-400-normal.woff',
  ]);
  for (const [file, integrity] of Object.entries({ ...list().now, ...list().later }))
    expect(integrity, file).toBe(hash('sha256', read(file)));
  expect(read('sw.js')).toMatch(/^self\.siteFiles = .*\n\(function/);
});

test('SHA256SUMS is what sha256sum checks, sorted, of every file that is served', () => {
  finishSite(folder);
  const files = read('SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(66));
  expect(files).toEqual(filesBelow(folder).filter((file) => file !== 'SHA256SUMS'));
  expect(files).toEqual(files.toSorted());
  const options = { cwd: folder, encoding: 'utf8' } as const;
  expect(execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], options)).toBe('');
});

test('once more changes nothing, and configured back is as it was built', () => {
  finishSite(folder);
  const built = all();
  finishSite(folder);
  expect(all()).toEqual(built);

  finishSite(folder, config);
  const configured = all();
  const changed = Object.keys(built).filter((file) => built[file] !== configured[file]);
  expect(changed).toEqual(['SHA256SUMS', 'config.json', 'index.html', 'sw.js']);
  expect(configured['index.html']).toContain('https://s3.example.com; worker-src');
  expect(JSON.parse(configured['config.json'] ?? '')).toEqual(config);
  finishSite(folder, config);
  expect(all()).toEqual(configured);

  finishSite(folder);
  expect(all()).toEqual(built);
});

test('a folder without a built site is named in a sentence', () => {
  rmSync(path.join(folder, 'sw.js'));
  expect(() => finishSite(folder)).toThrow(
    /There is no built site in .*: sw\.js is missing\. Run: npm run build$/,
  );
});

describe('npm run configure', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const program = ['node_modules/tsx/dist/cli.mjs', 'src/node/configure.ts'];
      execFile(
        process.execPath,
        [...program.map((file) => path.join(root, file)), ...args],
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const file = (text: string) => {
    const name = path.join(folder, '.site.json');
    writeFileSync(name, text);
    return name;
  };

  test('takes a good file, says what the page may reach, and takes its own output back', async () => {
    const given = file(JSON.stringify({ endpoints: ['https://s3.example.com/'], team: 'T' }));
    const { code, stdout } = await run(given, '--site', folder);
    expect([code, stdout]).toEqual([
      0,
      `${folder} is configured. The page may reach: AWS and this computer, https://s3.example.com.\n`,
    ]);
    const configured = all();
    cpSync(path.join(folder, 'config.json'), path.join(folder, '.again.json'));
    expect((await run('--default', '--site', folder)).code).toBe(0);
    expect(read('index.html')).not.toContain('s3.example.com');
    expect((await run(path.join(folder, '.again.json'), '--site', folder)).code).toBe(0);
    expect(all()).toEqual(configured);
  });

  test.each([
    [
      '{ "endpoints": ["https://*.example.com"], "x": 1 }',
      /was not taken:\n.*setting "x".*\n.*wildcard/s,
    ],
    ['{', /is not JSON\.$/m],
  ])('refuses %s and leaves the site alone', async (text, sentence) => {
    finishSite(folder);
    const before = all();
    const { code, stdout, stderr } = await run(file(text), '--site', folder);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(all()).toEqual(before);
  });

  test('says how it is used, and what it cannot find', async () => {
    for (const args of [[], ['a', 'b'], ['a', '--default'], ['--nothing']])
      expect(await run(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^Usage/),
      });
    expect((await run('/nowhere.json')).stderr).toMatch(/could not be read \(ENOENT\)/);
    const { code, stderr } = await run('--default', '--site', path.join(folder, 'assets'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no built site in')]);
  });
});
