import { execFile } from 'node:child_process';
import { builtinModules } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callsOf } from '../../src/gather/gatherer.ts';
import { everyAction, everyGatherer } from '../gather/every.ts';
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
  expect(code).toMatch(
    /^#!\/usr\/bin\/env node\n\/\*\n \* Bucketproof collector \d+\.\d+\.\d+, build [0-9a-f]{12}\.\n/,
  );
  expect(code.split('\n').length).toBeGreaterThan(10_000);
  expect(code).not.toContain(root);
});

test('begins with every action that it asks for, what it never does, and how to verify it', () => {
  const comment = code.slice(0, code.indexOf('*/'));
  const named = [...comment.matchAll(/^ \* {5}(\w+:\w+)$/gm)].map(([, action]) => action);
  expect(named).toEqual(everyAction.toSorted());
  for (const part of [
    'WHAT IT NEVER DOES',
    '--sample-objects',
    '--dry-run',
    'sha256sum',
    'Get-FileHash',
    'SHA256SUMS',
  ])
    expect(comment).toContain(part);
});

test('holds no operation of AWS but those that it reads with and those that log-ins take', () => {
  // The packages have a class for each operation; the bundler leaves out those that nobody uses.
  const held = [...code.matchAll(/^(?:var|let|const|class) ((?!init_)\w+Command)\b/gm)].map(
    ([, name]) => name as string,
  );
  const logIns = [
    'AssumeRoleCommand',
    'AssumeRoleWithWebIdentityCommand',
    'CreateOAuth2TokenCommand',
    'CreateOAuth2TokenWithIAMCommand',
    'CreateTokenCommand',
    'GetRoleCredentialsCommand',
    // Of S3's client, for directory buckets, which have none of the settings that are read.
    'CreateSessionCommand',
  ];
  const ofObjects = ['ListObjectVersionsCommand', 'GetObjectAclCommand', 'HeadObjectCommand'];
  // Two services have an operation of one name, and each its own class for it.
  const reads = everyGatherer
    .flatMap((g) => callsOf(g))
    .map(({ operation }) => `${operation}Command`);
  expect(new Set(held.filter((name) => !logIns.includes(name)))).toEqual(
    new Set([...reads, ...ofObjects]),
  );
});

test('runs far from the repository', async () => {
  const { stdout } = await run(process.execPath, [file, '--help'], { cwd: folder });
  expect(stdout).toContain('node collect.mjs --out account.json');
});
