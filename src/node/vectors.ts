import { readFile } from 'node:fs/promises';
import { judgeVector, type Vector } from './vectors/judge.ts';

// `npm run --silent vectors -- FILE`: judges labelled cases, one line for each (`id expected got`), and counts the right ones.

const [file, ...more] = process.argv.slice(2);
if (file === undefined || more.length > 0) {
  console.error('Usage: npm run --silent vectors -- FILE');
  process.exit(2);
}
const now = new Date().toISOString();
const vectors = JSON.parse(await readFile(file, 'utf8')) as readonly Vector[];
let right = 0;
for (const vector of vectors) {
  const got = judgeVector(vector, now);
  if (got === vector.expected) right++;
  console.log(`${vector.id} ${vector.expected} ${got}`);
}
console.log(`${right} of ${vectors.length} right`);
process.exitCode = right === vectors.length ? 0 : 1;
