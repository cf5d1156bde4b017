import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { judgeVector, type Vector } from './vectors/judge.ts';

// `npm run --silent vectors -- FILE`: judges labelled cases, one line for each (`id expected got`), and counts the right ones.

const [file, ...more] = process.argv.slice(2);
if (file === undefined || more.length > 0) quit('Usage: npm run --silent vectors -- FILE');
const now = new Date().toISOString();
const vectors = casesIn(await textOf(file));
let right = 0;
for (const vector of vectors) {
  const got = judgeVector(vector, now);
  if (got === vector.expected) right++;
  console.log(`${vector.id} ${vector.expected} ${got}`);
}
console.log(`${right} of ${vectors.length} right`);
process.exitCode = right === vectors.length ? 0 : 1;

/** npm runs scripts in the repository; the file is meant from where it was called. */
async function textOf(name: string): Promise<string> {
  const folder =
    (process.env['npm_lifecycle_event'] === 'vectors' && process.env['INIT_CWD']) || process.cwd();
  try {
    return await readFile(path.resolve(folder, name), 'utf8');
  } catch (error) {
    return quit(
      `The file could not be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
    );
  }
}

function casesIn(text: string): readonly Vector[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return quit('The file is not valid JSON.');
  }
  if (!Array.isArray(found)) return quit('The file holds no list of cases.');
  const at = found.findIndex((one) => !isCase(one));
  if (at >= 0)
    return quit(
      `Case ${at + 1} lacks the texts id, question, accountId, bucket and expected, or policy, acl, ownership, bucketPab or accountPab, which may be null.`,
    );
  return found as readonly Vector[];
}

function isCase(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Record<string, unknown>;
  const isBlock = (name: string) => typeof one[name] === 'object' && !Array.isArray(one[name]);
  return (
    ['id', 'question', 'accountId', 'bucket', 'expected'].every(
      (name) => typeof one[name] === 'string',
    ) &&
    one['policy'] !== undefined &&
    (one['ownership'] === null || typeof one['ownership'] === 'string') &&
    ['acl', 'bucketPab', 'accountPab'].every(isBlock)
  );
}

function quit(says: string): never {
  console.error(says);
  process.exit(2);
}
