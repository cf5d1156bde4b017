// @vitest-environment node
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startMoto } from './moto.ts';

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/moto-api/data.json`).then(
    (response) => response.ok,
    () => false,
  );

test('starts on a free port, empties itself, and is gone when stopped', async () => {
  const [one, other] = await Promise.all([startMoto(), startMoto()]);
  try {
    expect(one.port).not.toBe(other.port);
    await fetch(`${one.url}/left-behind`, { method: 'PUT' });
    expect(await (await fetch(`${one.url}/`)).text()).toContain('left-behind');
    await one.reset();
    expect(await (await fetch(`${one.url}/`)).text()).not.toContain('left-behind');
    await one.stop();
    expect(await answers(one.url)).toBe(false);
    expect(await answers(other.url)).toBe(true);
  } finally {
    await one.stop();
    await other.stop();
  }
});

test('dies with a process that is killed without a chance to stop it', async () => {
  const module = fileURLToPath(new URL('./moto.ts', import.meta.url));
  const code =
    `const { startMoto } = await import(${JSON.stringify(module)});` +
    'console.log((await startMoto()).url); setInterval(() => {}, 1000);';
  const holder = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', code],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve) =>
    holder.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  expect(await answers(url)).toBe(true);
  holder.kill('SIGKILL');
  await expect.poll(() => answers(url), { timeout: 5000 }).toBe(false);
});
