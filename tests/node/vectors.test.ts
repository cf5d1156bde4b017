import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/node/paths.ts';

let folder: string;
const good = {
  id: 'a',
  question: 'public',
  accountId: '111122223333',
  bucket: 'acme',
  policy: null,
  acl: null,
  ownership: null,
  bucketPab: null,
  accountPab: null,
  expected: 'nonPublic',
};
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-vectors-'));
  const put = (name: string, body: string) => writeFileSync(path.join(folder, name), body);
  put('good.json', JSON.stringify([good]));
  put('no-list.json', '{}');
  put('no-case.json', JSON.stringify([good, { id: 'b' }]));
  put('no-json.json', '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as npm runs it, called from the folder with the files. */
async function run(file: string) {
  const cli = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [cli, path.join(root, 'src/node/vectors.ts'), file], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: 'vectors', INIT_CWD: folder },
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return [code, out.trim() || err.trim()];
}

test.each([
  ['good.json', 0, 'a nonPublic nonPublic\n1 of 1 right'],
  ['none.json', 2, 'The file could not be read (ENOENT).'],
  ['no-json.json', 2, 'The file is not valid JSON.'],
  ['no-list.json', 2, 'The file holds no list of cases.'],
  ['no-case.json', 2, expect.stringMatching(/^Case 2 lacks .*\.$/)],
])('%s', async (file, code, says: unknown) => {
  expect(await run(file)).toEqual([code, says]);
});
