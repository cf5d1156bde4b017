import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/node/paths.ts';
import { serveSite } from '../../src/node/site/serve.ts';

/** Runs `npm start` with variables that end it before it builds. */
const start = (env: Record<string, string>) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const files = ['node_modules/tsx/dist/cli.mjs', 'src/node/start.ts'];
    execFile(
      process.execPath,
      files.map((file) => path.join(root, file)),
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

test('a busy port is named before anything is built', async () => {
  const other = await serveSite({ folder: tmpdir() });
  const { code, stdout, stderr } = await start({ PORT: String(other.port) });
  await other.stop();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(new RegExp(`^Port ${other.port} is in use\\..* npm start\n$`));
});

test.each(['http', '70000', '-1', '80.5'])('PORT=%s is refused in a sentence', async (PORT) => {
  const { code, stdout, stderr } = await start({ PORT });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(`PORT is "${PORT}", and must be a whole number from 0 to 65535.\n`);
});
