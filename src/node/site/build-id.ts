import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digest, filesBelow } from './files.ts';

/** All that a build is made of. The packages are pinned, with their hashes, by the lock file. */
const folders = ['src', 'public'];
const files = [
  'index.html',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

/**
 * Names the sources in a folder: the first 12 hexadecimal digits of the SHA-256 of their `sha256sum` list. Needs no
 * git, so that an unpacked archive gives the same answer.
 */
export function buildId(root: string): string {
  const inputs = [
    ...files,
    ...folders.flatMap((folder) =>
      filesBelow(path.join(root, folder)).map((file) => `${folder}/${file}`),
    ),
  ];
  return digest('sha256', sums(root, inputs), 'hex').slice(0, 12);
}

/** The hashes of files as `sha256sum` prints and checks them. */
export const sums = (folder: string, files: readonly string[]): string =>
  files
    .map((file) => `${digest('sha256', readFileSync(path.join(folder, file)), 'hex')}  ${file}\n`)
    .join('');
