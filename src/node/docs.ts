import { generate, stale, write } from './generate/files.ts';
import { root } from './paths.ts';

// `npm run docs` writes the generated files; with `--check` it only says which are stale, and fails if any is.

const args = process.argv.slice(2);
if (args.some((arg) => arg !== '--check')) {
  console.error('Usage: npm run docs [-- --check]');
  process.exit(2);
}
const files = await generate(root);
const old = await stale(root, files);
if (args.includes('--check')) {
  for (const { file } of old) console.error(`${file} is stale. Run: npm run docs`);
  if (old.length === 0) console.log(`${files.length} generated files are fresh.`);
  process.exitCode = old.length === 0 ? 0 : 1;
} else {
  await write(root, old);
  for (const { file } of old) console.log(`Wrote ${file}`);
  if (old.length === 0) console.log('Nothing to do: every generated file was fresh.');
}
