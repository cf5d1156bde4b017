import { existsSync } from 'node:fs';
import path from 'node:path';
import { kilobytes, measure } from './budget/measure.ts';
import { dist } from './paths.ts';

// `npm run budget`: what the built site makes a browser load, against its limits.

if (!existsSync(path.join(dist, '.vite/manifest.json'))) {
  console.error('There is no build to measure. Run: npm run build');
  process.exit(1);
}
const { parts, problems } = measure(dist);
console.log('Sizes after gzip -9');
for (const { title, files, sizeBytes, limitBytes } of parts) {
  const share = `${Math.round((100 * sizeBytes) / limitBytes)} %`;
  console.log(
    `${title.padEnd(46)} ${kilobytes(sizeBytes).padStart(9)} of ${kilobytes(limitBytes).padStart(9)}  ${share.padStart(5)}`,
  );
  for (const file of files) console.log(`    ${file}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
