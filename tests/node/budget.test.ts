import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { importsOf } from '../../src/node/budget/chunks.ts';
import { limits, measure } from '../../src/node/budget/measure.ts';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

const good: Record<string, string> = {
  'assets/index.js': `import './shared.js'; const later = () => import('./view.js');`,
  'assets/shared.js': `export const a = 1;`,
  'assets/view.js': `export const v = 1;`,
  'assets/index.css': 'body{color:#123}',
  'assets/engine.js': `import './core.js'; const scan = () => import(\`./direct.js\`); const open = () => import('./judge.js');`,
  'assets/judge.js': `import './core.js'; export const j = 1; const look = () => import('./look.js'); const f = () => import('./files.js');`,
  'assets/files.js': `export const f = 1;`,
  'assets/look.js': `import './direct.js'; export const l = 1;`,
  'assets/core.js': `export const c = 1;`,
  'assets/direct.js': `import './core.js'; import './explain.js'; const ua = 'aws-sdk'; const b = () => import('./late.js'); const m = () => import('./more.js');`,
  'assets/more.js': `export const m = 'DescribeTrails';`,
  'assets/explain.js': `export const e = 1;`,
  'assets/late.js': `export const l = 1;`,
  'assets/pdf.js': `const tree = 'StructTreeRoot';`,
};

/** A built site with these files in place of some of the good ones. */
function site(changed: Record<string, string> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-budget-'));
  made.push(folder);
  mkdirSync(path.join(folder, 'assets'));
  mkdirSync(path.join(folder, '.vite'));
  for (const [file, code] of Object.entries({ ...good, ...changed }))
    writeFileSync(path.join(folder, file), code);
  const manifest = {
    'index.html': {
      file: 'assets/index.js',
      isEntry: true,
      imports: ['_shared.js'],
      css: ['assets/index.css'],
      assets: ['assets/engine.js', 'assets/pdf.js', 'assets/logo.svg'],
    },
    '_shared.js': { file: 'assets/shared.js' },
    'src/view.ts': { file: 'assets/view.js' },
  };
  writeFileSync(path.join(folder, '.vite/manifest.json'), JSON.stringify(manifest));
  return folder;
}

const zipped = (...files: string[]) =>
  files.reduce((sum, file) => sum + gzipSync(good[file] as string, { level: 9 }).length, 0);

describe('a good build', () => {
  const measured = () => measure(site());

  test('has no problem', () => expect(measured().problems).toEqual([]));

  test('first load is what page and worker need before they run, and the style', () => {
    const files = ['core.js', 'engine.js', 'index.css', 'index.js', 'shared.js'].map(
      (name) => `assets/${name}`,
    );
    const [first] = measured().parts;
    expect(first?.files.toSorted()).toEqual(files);
    expect(first?.sizeBytes).toBe(zipped(...files));
  });

  test('judging and scan are what the worker loads for them, without what it has already', () => {
    const [, judging, scan, files, sometimes, further] = measured().parts;
    expect(judging?.files).toEqual(['assets/judge.js']);
    expect(scan?.files.toSorted()).toEqual(['assets/direct.js', 'assets/explain.js']);
    expect(files?.files).toEqual(['assets/files.js']);
    expect(sometimes?.files.toSorted()).toEqual(['assets/late.js', 'assets/look.js']);
    expect(further?.files).toEqual(['assets/more.js']);
    expect(scan?.sizeBytes).toBe(zipped('assets/direct.js', 'assets/explain.js'));
  });
});

describe('a problem is named', () => {
  const noise = (bytes: number) => `export const noise = '${randomBytes(bytes).toString('hex')}';`;

  test.each([
    ['assets/shared.js', 'First load', limits.firstLoad],
    ['assets/core.js', 'First load', limits.firstLoad],
    ['assets/judge.js', 'Opening an audit', limits.judging],
    ['assets/explain.js', 'Scan', limits.scan],
    ['assets/files.js', 'Beyond judging', limits.files],
    ['assets/look.js', 'Beyond a scan', limits.sometimes],
    ['assets/more.js', 'Beyond a scan', limits.further],
  ])('where %s makes its part too large', (file, title, limit) => {
    // Random hexadecimal digits shrink to a little more than half.
    const loads =
      good[file]?.match(/import '.\/direct.js';|const look = .*|'DescribeTrails';/)?.[0] ?? '';
    const { problems } = measure(site({ [file]: noise(limit) + loads }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${title}.*are more than ${limit / 1000}\\.0 kB\\.$`));
    expect(measure(site({ [file]: noise(limit * 0.8) + loads })).problems).toEqual([]);
  });

  test.each(['assets/shared.js', 'assets/core.js', 'assets/late.js'])(
    'where the PDF writer is in %s',
    (file) => {
      const { problems } = measure(site({ [file]: good['assets/pdf.js'] as string }));
      expect(problems).toEqual([expect.stringContaining(`${file} holds the PDF writer`)]);
    },
  );

  test('where the AWS SDK is loaded before a scan', () => {
    const { problems } = measure(site({ 'assets/core.js': `export const a = 'aws-sdk';` }));
    expect(problems).toContain('assets/core.js holds the AWS SDK, before any scan.');
  });

  test('where a library is no longer found by its word', () => {
    const { problems } = measure(site({ 'assets/pdf.js': 'export {};' }));
    expect(problems).toEqual([expect.stringContaining('No script holds the PDF writer')]);
    const blind = measure(site({ 'assets/direct.js': 'export {};' })).problems;
    expect(blind).toContainEqual(expect.stringContaining('No script holds the AWS SDK'));
  });
});

test('imports are read from the syntax, not from strings and comments', () => {
  const code = `import{a}from"./a.js";export*from'./b.js';export{c}from"./c.js";import('./d.js');
    import(\`./e.js\`);const s="import('./no.js')";/* import './no.js' */import'node:fs';import(name);`;
  expect(importsOf(code, 'assets')).toEqual({
    imports: ['assets/a.js', 'assets/b.js', 'assets/c.js'],
    onDemand: ['assets/d.js', 'assets/e.js'],
  });
});
