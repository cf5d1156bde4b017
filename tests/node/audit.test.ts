import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { findingsText } from '../../src/node/print/findings.ts';
import { readOptions } from '../../src/node/print/options.ts';
import { root } from '../../src/node/paths.ts';
import { csvColumns } from '../../src/report/csv.ts';
import { snapshotOf, versioned } from '../engine/snapshot.ts';

const snapshot = snapshotOf(
  [versioned('acme-a', 'eu-west-1', 'Enabled'), versioned('acme-b', 'us-east-1', null, 'denied')],
  ['acme-listed-only'],
);
const expected = [...audit(snapshot, Object.values(checks))];
const large = snapshotOf(
  Array.from({ length: 3_000 }, (_, i) => versioned(`acme-${i}`, 'eu-west-1', 'Enabled')),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-audit-'));
  writeFileSync(path.join(folder, 'a.json'), JSON.stringify(snapshot));
  writeFileSync(path.join(folder, 'a.json.gz'), gzipSync(JSON.stringify(snapshot)));
  writeFileSync(path.join(folder, 'large.json'), JSON.stringify(large));
  writeFileSync(path.join(folder, 'wrong.json'), '{"format":"another"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as `npm run --silent audit` does, in the folder with the files. */
async function run(args: readonly string[], input = '', readOnly = Infinity) {
  const files = [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    path.join(root, 'src/node/audit.ts'),
  ];
  const env = { ...process.env, npm_lifecycle_event: 'audit', INIT_CWD: folder };
  const child = spawn(process.execPath, [...files, ...args], { cwd: root, env });
  child.stdin.end(input);
  if (readOnly !== Infinity) child.stdout.once('data', () => child.stdout.destroy());
  const [stdout, stderr, code] = await Promise.all([
    readOnly === Infinity ? text(child.stdout) : '',
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { stdout, stderr, code };
}

describe('findings', () => {
  test('as JSON are exactly those of the audit, and nothing else is printed', async () => {
    const { stdout, stderr, code } = await run(['a.json', '--format', 'json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(expected.some(({ verdict }) => verdict === 'notAssessed')).toBe(true);
  });

  test('as CSV have the columns of the export and a row for each finding', async () => {
    const { stdout, stderr, code } = await run(['--format=csv', 'a.json.gz']);
    expect([code, stderr]).toEqual([0, '']);
    const { data, errors } = Papa.parse<Record<string, string>>(stdout.replace(/^\uFEFF/, ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(Object.keys(data[0] ?? {})).toEqual([...csvColumns]);
    expect(data.map(({ key, verdict }) => [key, verdict])).toEqual(
      expected.map(({ key, verdict }) => [key, verdict]),
    );
  });

  test('come from standard input too', async () => {
    const { stdout, code } = await run(['-'], JSON.stringify(snapshot));
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Finding[]).map(({ key }) => key)).toEqual(
      expected.map(({ key }) => key),
    );
  });

  test('in any number make one JSON list', () => {
    for (const checked of [[], Object.values(checks).slice(0, 1), Object.values(checks)])
      for (const of of [snapshot, large]) {
        const joined = [...findingsText(of, checked, 'json')].join('');
        expect(JSON.parse(joined)).toEqual([...audit(of, checked)]);
      }
    expect([...findingsText(large, Object.values(checks), 'json')].length).toBeGreaterThan(3);
  });

  test('may be read in part, as `head` does, without a complaint', async () => {
    expect(await run(['large.json'], '', 1)).toEqual({ stdout: '', stderr: '', code: 0 });
  });
});

describe('what cannot be done is said on standard error alone', () => {
  test.each([
    [['none.json'], 1, /^none\.json: There is no such file\.\n$/],
    [['.'], 1, /^\.: This is a folder/],
    [['wrong.json'], 1, /^wrong\.json: .*snapshot/],
    [['-'], 1, /^Standard input: The file is empty/],
    [[], 2, /^Name a snapshot file/],
  ])('%j', async (args, exit, sentence) => {
    const { stdout, stderr, code } = await run(args);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(sentence);
  });

  test.each([
    [['a.json', '--format', 'pdf']],
    [['a.json', 'b.json']],
    [['a.json', '--colour']],
    [['--format']],
    [[]],
  ])('%j is wrong usage', (args) => expect(readOptions(args)).toHaveProperty('wrong'));

  test('a file cannot steer the terminal through the sentence about it', async () => {
    const hostile = {
      ...snapshot,
      version: 99,
      tool: { name: '\u001b]0;owned\u0007', version: '1' },
    };
    const { stderr, code } = await run(['-'], JSON.stringify(hostile));
    expect(code).toBe(1);
    expect(stderr).toContain('owned');
    expect(stderr).not.toMatch(/[\u001b\u0007]/);
  });

  test('--help is printed', async () => {
    const { stdout, code } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npm run --silent audit -- FILE');
  });
});
