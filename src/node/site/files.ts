import { createHash, type BinaryToTextEncoding } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The files below a folder, as paths with slashes, in the order of their bytes: the same on every machine. Leaves out
 * names that begin with a dot, which hosts do not serve.
 */
export function filesBelow(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
  return found
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

export const digest = (
  algorithm: 'sha256' | 'sha384',
  bytes: Buffer | string,
  encoding: BinaryToTextEncoding,
): string => createHash(algorithm).update(bytes).digest(encoding);
