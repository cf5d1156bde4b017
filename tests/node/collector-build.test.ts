import { execFile } from 'node:child_process';
import { builtinModules } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importsOf } from '../../src/node/budget/chunks.ts';
import { root } from '../../src/node/paths.ts';
import { buildCollector } from '../../src/node/site/build.ts';

const run = promisify(execFile);
let folder: string;
let file: string;
let code: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-collector-'));
  await buildCollector('error', folder);
  file = path.join(folder, 'collect.mjs');
  code = readFileSync(file, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('is one file that needs nothing but Node', () => {
  expect(importsOf(code, '')).toEqual({ imports: [], onDemand: [] });
  const named = [...code.matchAll(/^(?:import|export)\b[^'"`;]*?from\s*["']([^"']+)["']/gm)];
  expect(named.length).toBeGreaterThan(5);
  for (const [, from] of named) expect(builtinModules).toContain(from?.replace(/^node:/, ''));
});

test('begins with what it is, and is left readable', () => {
  expect(code).toMatch(/^#!\/usr\/bin\/env node\n\/\*\n \* Bucketproof collector \d+\.\d+\.\d+\. /);
  expect(code.split('\n').length).toBeGreaterThan(10_000);
  expect(code).not.toContain(root);
});

test('runs far from the repository', async () => {
  const { stdout } = await run(process.execPath, [file, '--help'], { cwd: folder });
  expect(stdout).toContain('node collect.mjs --out account.json');
});
