import { parseArgs } from 'node:util';

/** What `npm run audit` was asked to print. */
export interface PrintOptions {
  /** A snapshot file, or `-` for standard input. */
  file: string;
  format: 'json' | 'csv';
}

export const help = `Prints what Bucketproof's checks find in a snapshot, one finding for each resource and check.

  npm run --silent audit -- FILE [--format json|csv]

  FILE            a file that the collector wrote or the page exported; gzip is fine;
                  "-" reads standard input
  --format json   a list of findings as JSON                                (default)
  --format csv    a table with a header row, for a spreadsheet
  --help

Findings go to standard output, complaints to standard error.
Exit codes: 0 findings were printed, 1 the file could not be read, 2 wrong usage.
A finding that says "fail" is no error: the exit code does not tell what was found.`;

/** Reads the command line. `wrong` is a sentence for the user. */
export function readOptions(args: readonly string[]): PrintOptions | 'help' | { wrong: string } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'json' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return { wrong: `${(error as Error).message.split('.')[0]}. See --help.` };
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const { format } = values;
  if (format !== 'json' && format !== 'csv')
    return { wrong: `--format is json or csv, not "${format}".` };
  const [file, ...more] = positionals;
  if (file === undefined) return { wrong: 'Name a snapshot file, or "-". See --help.' };
  if (more.length > 0) return { wrong: `Name one file, not ${positionals.length}. See --help.` };
  return { file, format };
}
