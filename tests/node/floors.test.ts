import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from '../../src/node/paths.ts';

/** Lowest first, as CONTRIBUTING.md has them. Written out again, so that a rule dropped by accident is noticed. */
const floors = [
  ['model'],
  ['policy', 'hosting'],
  ['access'],
  ['gather', 'checks'],
  ['audit'],
  ['report', 'store'],
  ['app', 'node'],
];
const rooms = floors.flat();
const floorOf = (room: string) => floors.findIndex((floor) => floor.includes(room));
const pure = ['model', 'policy', 'hosting', 'access', 'checks', 'audit'];

const eslint = new ESLint({ cwd: root });

/** The messages of the rules about rooms, for a made-up file of a room. */
async function complaints(room: string, code: string, file = 'made-up.ts'): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/src/${room}/${file}` });
  return (result?.messages ?? [])
    .filter(({ ruleId, fatal }) => fatal || ruleId?.startsWith('no-restricted-'))
    .map(({ message }) => message);
}

const pairs = rooms.flatMap((from) => rooms.map((to) => [from, to] as const));

test.each(pairs)('src/%s importing from src/%s', async (from, to) => {
  const allowed = from === to || floorOf(to) < floorOf(from);
  const ways = [
    [`import { a } from '../${to}/a.ts'; a();`, 'made-up.ts'],
    [`import type { A } from '../../${to}/a.ts'; export type B = A;`, 'deeper/made-up.ts'],
    [`export { a } from '../${to}/deep/a.ts';`, 'made-up.ts'],
  ] as const;
  for (const [code, file] of ways)
    expect(await complaints(from, code, file), code).toHaveLength(allowed ? 0 : 1);
});

test('the rule holds in components and their modules too', async () => {
  const component = `<script lang="ts">import { a } from '../node/a.ts';</script>{a}`;
  expect(await complaints('app', component, 'made-up.svelte')).toHaveLength(1);
  expect(await complaints('app', `export * from '../node/a.ts';`, 'm.svelte.ts')).toHaveLength(1);
});

test.each(pure)('src/%s knows no package, not even of Node', async (room) => {
  for (const name of ['node:fs', 'papaparse', '@aws-sdk/client-s3'])
    expect(await complaints(room, `import a from '${name}'; a();`), name).toHaveLength(1);
});

test.each(pure)('src/%s has no clock, no chance and no I/O', async (room) => {
  for (const code of [
    'export const a = new Date();',
    'export const a = Date.now();',
    'export const a = Math.random();',
    `export const a = fetch('/');`,
    'export const a = process.env;',
    'export const a = document.title;',
    'export const a = window.name;',
    `export const a = localStorage.getItem('a');`,
    `export const a = indexedDB.open('a');`,
  ])
    expect(await complaints(room, code), code).toHaveLength(1);
  expect(await complaints(room, `export const a = new Date('2026-01-01T00:00:00Z');`)).toEqual([]);
});

test('only the roofs load on demand', async () => {
  for (const room of rooms)
    expect(await complaints(room, `export const a = import('./b.ts');`), room).toHaveLength(
      room === 'app' || room === 'node' ? 0 : 1,
    );
});

test('a check may not catch, for an unknown fact must end it', async () => {
  const code = 'export function a() { try { return 1; } catch { return 2; } }';
  expect(await complaints('checks', code)).toHaveLength(1);
  expect(await complaints('audit', code)).toEqual([]);
});

test('every folder below src is a room with rules', () => {
  const folders = readdirSync(`${root}/src`, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).toSorted()).toEqual(rooms.toSorted());
});
