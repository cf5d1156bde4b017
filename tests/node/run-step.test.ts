import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reports } from '../../src/node/verify/reports.ts';
import { runStep } from '../../src/node/verify/run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-step-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const step = (code: string) => {
  const file = path.join(folder, 'step.mjs');
  writeFileSync(file, code);
  return { name: 'made-up', title: 'Made up', run: [file] as const };
};

test('a step passes where it ends with 0, and fails otherwise', async () => {
  expect(await runStep(step('process.exit(0)'), {})).toMatchObject({ passed: 1, failed: 0 });
  expect(await runStep(step('process.exit(3)'), {})).toMatchObject({ passed: 0, failed: 1 });
  expect(await runStep(step('process.kill(process.pid)'), {})).toMatchObject({ failed: 1 });
});

test('a step sees the variables that it is given', async () => {
  const code = `process.exit(process.env.MADE_UP === 'yes' ? 0 : 1)`;
  expect(await runStep(step(code), { MADE_UP: 'yes' })).toMatchObject({ failed: 0 });
  expect(await runStep(step(code), {})).toMatchObject({ failed: 1 });
});

test('what a step prints can be held back, whole, even where something it started would print on', async () => {
  const forever = `setInterval(() => console.log('x'), 1000)`;
  const code = `import { spawn } from 'node:child_process';
    console.log('a'); console.error('b');
    spawn(process.execPath, ['-e', ${JSON.stringify(forever)}], { stdio: 'inherit' }).unref();
    process.exitCode = 1;`;
  let output = '';
  const tally = await runStep(step(code), {}, (text) => void (output += text));
  expect(tally).toMatchObject({ failed: 1 });
  expect(output.split('\n').filter((line) => line !== 'x')).toEqual(
    expect.arrayContaining(['a', 'b']),
  );
});

test('nothing that a step started outlives it', async () => {
  const pidFile = path.join(folder, 'pid');
  const code = `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs';
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(${JSON.stringify(pidFile)}, String(child.pid)); child.unref(); process.exit(0);`;
  await runStep(step(code), {});
  const pid = Number(readFileSync(pidFile, 'utf8'));
  expect(pid).toBeGreaterThan(0);
  const ended = async () => {
    for (let i = 0; i < 50; i++) {
      try {
        // A process that has ended stays in the table until somebody asks for its code: Z, or X.
        if (/^\S+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return true;
      } catch {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  };
  expect(await ended()).toBe(true);
});

test('reports lie where Git does not look', () => {
  for (const file of Object.values(reports)) expect(file).toContain('node_modules');
});
