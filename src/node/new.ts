import { root } from './paths.ts';

// `npm run new:check <id>` and `npm run new:fact <name> [<S3 API>]`: files to start from.

const usage = `Usage:
  npm run new:check ID               for example: npm run new:check logging-enabled
  npm run new:fact NAME [OPERATION]  for example: npm run new:fact requestPayment GetBucketRequestPayment`;

const [kind, name, operation, ...more] = process.argv.slice(2);
const fits =
  name !== undefined &&
  more.length === 0 &&
  (kind === 'fact' || (kind === 'check' && operation === undefined));
if (!fits) {
  console.error(usage);
  process.exit(2);
}
const { createCheck, createFact } = await import('./scaffold/create.ts');
const created =
  kind === 'check' ? await createCheck(root, name) : await createFact(root, name, operation);
if ('wrong' in created) {
  console.error(created.wrong);
  process.exit(2);
}
for (const file of created.files) console.log(`Wrote ${file}`);
console.log('\nNext:');
created.steps.forEach((step, index) => console.log(`${index + 1}. ${step}`));
