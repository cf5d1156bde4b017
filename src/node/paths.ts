import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder, without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

export const dist = path.join(root, 'dist');

/** Where scripts may leave things that the next run can reuse. Git ignores it. */
export const cache = path.join(root, 'node_modules', '.cache', 'bucketproof');
