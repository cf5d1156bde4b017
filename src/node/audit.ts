import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as checks from '../checks/index.ts';
import { ImportError, readSnapshotFile } from '../report/import.ts';
import { findingsText } from './print/findings.ts';
import { help, readOptions } from './print/options.ts';

// `npm run audit`: the findings of a snapshot file on standard output, and nothing else there.

/** Prints, and resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') {
    console.log(help);
    return 0;
  }
  if ('wrong' in options) {
    console.error(options.wrong);
    return 2;
  }
  const { file, format } = options;
  let snapshot;
  try {
    snapshot = await readSnapshotFile(await bytesOf(file));
  } catch (error) {
    const why = error instanceof ImportError ? error.message : reason(error);
    console.error(shown(`${file === '-' ? 'Standard input' : file}: ${why}`));
    return 1;
  }
  for (const part of findingsText(snapshot, Object.values(checks), format))
    if (!process.stdout.write(part)) await once(process.stdout, 'drain');
  return 0;
}

const bytesOf = (file: string): Promise<Uint8Array> =>
  file === '-' ? buffer(process.stdin) : readFile(path.resolve(folder(), file));

/** npm runs scripts in the repository; names of files are meant from where it was called. */
const folder = (): string =>
  (process.env['npm_lifecycle_event'] === 'audit' && process.env['INIT_CWD']) || process.cwd();

/** A file may put control characters into the sentence about it, which a terminal would obey. */
const shown = (sentence: string): string => sentence.replace(/\p{Cc}/gu, '\u{FFFD}');

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EACCES') return 'This user may not read the file.';
  if (code === 'EISDIR') return 'This is a folder, not a file.';
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'The file is too large to be a snapshot.';
  if (code !== undefined) return `The file could not be read (${code}).`;
  throw error;
}

// Whoever reads our output may have read enough, as `head` does. That is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await main(process.argv.slice(2));
