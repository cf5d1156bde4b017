import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/node/paths.ts';

export interface Copy {
  folder: string;
  /** Runs a program of `node_modules` in the copy and resolves to how it ended; never rejects. */
  run(file: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  remove(): void;
}

const needed = ['package.json', 'tsconfig.json', '.prettierrc.json', 'docs', 'src', 'tests'];

/** The source tree, copied to a temporary folder so that a test can change it. */
export function copyOfTree(): Copy {
  const folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-copy-'));
  for (const name of needed)
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return {
    folder,
    run: (file, ...args) =>
      new Promise((resolve) => {
        const program = [path.join(folder, 'node_modules', file), ...args];
        execFile(process.execPath, program, { cwd: folder }, (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
          resolve({ code, stdout, stderr });
        });
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const tsx = 'tsx/dist/cli.mjs';
