import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/node/paths.ts';
import { buildId } from '../../src/node/site/build-id.ts';
import { filesBelow } from '../../src/node/site/files.ts';

const run = promisify(execFile);
const sources = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];
let top: string;
let one: string;
let two: string;

/** Builds the sources in a folder of their own, and gives what the build said. */
async function build(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const name of sources)
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  // Another day, too.
  utimesSync(path.join(folder, 'src/app/main.ts'), 1_000_000_000, 1_000_000_000);
  const program = ['node_modules/tsx/dist/cli.mjs', 'src/node/build.ts'];
  const { stdout } = await run(process.execPath, program, { cwd: folder, maxBuffer: 10_000_000 });
  return stdout;
}

beforeAll(async () => {
  top = mkdtempSync(path.join(tmpdir(), 'bucketproof-twice-'));
  one = path.join(top, 'one');
  two = path.join(top, 'another folder/with more/below it');
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

test('two builds in different folders are the same, byte by byte', async () => {
  const said = [await build(one), await build(two)];
  for (const text of said) expect(text).toContain(`Build ${buildId(root)}\n`);
  const files = filesBelow(path.join(one, 'dist'));
  expect(files).toEqual(filesBelow(path.join(two, 'dist')));
  expect(files).toEqual(
    expect.arrayContaining(['SHA256SUMS', 'collect.mjs', 'index.html', 'sw.js']),
  );
  const bytes = (folder: string, file: string) => readFileSync(path.join(folder, 'dist', file));
  expect(files.filter((file) => !bytes(one, file).equals(bytes(two, file)))).toEqual([]);
  for (const file of files) expect(bytes(one, file).includes(top), file).toBe(false);
});

test('a build names its sources: any change gives another name', () => {
  const before = buildId(one);
  expect(before).toMatch(/^[0-9a-f]{12}$/);
  expect(before).toBe(buildId(root));
  const file = path.join(one, 'src/app/main.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}\n`);
  expect(buildId(one)).not.toBe(before);
  writeFileSync(file, text);
  expect(buildId(one)).toBe(before);
  writeFileSync(path.join(one, 'src/.DS_Store'), 'x');
  expect(buildId(one)).toBe(before);
});
