import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { steps } from '../../src/node/verify/steps.ts';
import { root } from '../../src/node/paths.ts';
import { readSnapshotFile } from '../../src/report/import.ts';

const papers = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/aws-config.md',
  'docs/snapshot-format.md',
  'docs/exports.md',
  'docs/call-log.md',
  'docs/collector.md',
];
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(papers)('%s', (paper) => {
  const text = read(paper);

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
      ([, to]) => to as string,
    );
    for (const to of links)
      expect(existsSync(path.join(root, path.dirname(paper), to)), to).toBe(true);
  });

  test('names paths that exist', () => {
    const named = [...text.matchAll(/`((?:src|tests|docs|public|\.ci)\/[\w./-]*\w)\/?`/g)];
    for (const [, to] of named)
      // A file that the reader is about to make.
      if (!to?.includes('my-check-id'))
        expect(existsSync(path.join(root, to as string)), to).toBe(true);
  });

  test('names commands that exist', () => {
    for (const [, name] of text.matchAll(/npm run (?:--silent )?([\w:]+)/g))
      expect(Object.keys(scripts), name).toContain(name);
    for (const [, list] of text.matchAll(/npm run verify -- ([a-z ]+)/g))
      for (const name of list?.trim().split(' ') ?? [])
        expect(steps.map((step) => step.name)).toContain(name);
  });
});

test('the README begins with the two commands', () => {
  const commands = [...read('README.md').matchAll(/^npm ci.*$/gm)].map(([line]) => line);
  expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
});

test('every script that is meant for people is explained', () => {
  const explained = papers.map(read).join('\n');
  const known = ['start', 'test', 'lint', 'format', 'types', 'unit', 'e2e'];
  for (const name of Object.keys(scripts).filter((script) => !known.includes(script)))
    expect(explained, name).toContain(`npm run ${name === 'audit' ? '--silent audit' : name}`);
});

test('the example of the snapshot file can be opened', async () => {
  const [, example] = /```json\n([^]*?)```/.exec(
    read('docs/snapshot-format.md'),
  ) as RegExpExecArray;
  const snapshot = await readSnapshotFile(new TextEncoder().encode(example));
  expect(JSON.parse(example as string)).toEqual(snapshot);
});

test('both floor tables are the order that lint enforces', () => {
  const order = (text: string) =>
    [...text.matchAll(/^\| *(\d) +\| *([^|]*?) *\|/gm)].flatMap(([, floor, rooms]) =>
      [...(rooms ?? '').matchAll(/`(\w+)\/?`/g)].map(([, room]) => `${floor} ${room}`),
    );
  const floors = /const floors = (\[[^]*?\n\]);/.exec(read('eslint.config.js'))?.[1] ?? '';
  const list = JSON.parse(floors.replaceAll("'", '"').replace(/,(\s*\])/g, '$1')) as string[][];
  const enforced = list.flatMap((rooms, floor) => rooms.map((room) => `${floor} ${room}`));
  expect(enforced.length).toBeGreaterThan(8);
  expect(order(read('CONTRIBUTING.md'))).toEqual(enforced);
  expect(order(read('docs/architecture.md'))).toEqual(enforced);
});

test('the licence is the one that package.json names', () => {
  expect(read('LICENSE')).toMatch(/^\s*Apache License\n\s*Version 2\.0, January 2004\n/);
  expect(read('package.json')).toContain('"license": "Apache-2.0"');
});
