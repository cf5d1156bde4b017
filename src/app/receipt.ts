import type { Erasure } from './engine/protocol.ts';
import type { Left } from './left-behind.ts';
import { whyNotStored } from './storing.ts';
import { many } from './words.ts';

/** What was erased and what was left, with what it takes to say so. */
export interface Receipt extends Erasure {
  left: readonly Left[];
  /** The page's own address, without what follows `#`. */
  page: string;
}

/** True where nothing was found when the database was read back. */
export const isGone = ({ tables, refused }: Pick<Erasure, 'tables' | 'refused'>): boolean =>
  tables.every(({ after }) => after === 0) && (refused === '' || refused === 'noDatabase');

const origins = { scan: 'live scan', file: 'from a file', sample: 'sample' } as const;

/** One erased audit in a line. */
export const erasedLine = ({
  account,
  title,
  endedAt,
  buckets,
  origin,
}: Erasure['audits'][number]) =>
  [account, title && `"${title}"`, `read ${endedAt}`, many(buckets, 'bucket'), origins[origin]]
    .filter((part) => part !== '')
    .join(', ');

/** What reading back has shown, in a sentence. */
export function outcome(receipt: Erasure): string {
  if (receipt.refused !== '' && receipt.refused !== 'noDatabase')
    return `The database could not be reached, so nothing in it was erased. ${whyNotStored[receipt.refused].says} Reload the page and erase again.`;
  if (!isGone(receipt))
    return "Not everything is gone. Close the other tabs of this page and erase again; if that does not help, clear this site's data in the browser's settings.";
  return receipt.tables.length === 0
    ? 'This browser gave the page no database; what was in memory is gone.'
    : 'The database was read back afterwards and is empty.';
}

/** What no erasure reaches. */
export const beyond =
  'Files that were exported or downloaded stay where they are, and so does what another open tab holds in memory only, until it closes. The browser may overwrite deleted data on its disk some time later.';

export const ofCredentials =
  'Credentials were never stored. Those that this tab holds are in memory, until you disconnect or close it.';

/** The receipt as plain text. */
export function receiptText(receipt: Receipt): string {
  const { audits, tables, left } = receipt;
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
  return [
    'Bucketproof: receipt of an erasure',
    '',
    `Time: ${receipt.at}`,
    `Page: ${receipt.page}`,
    `Result: ${outcome(receipt)}`,
    '',
    `Erased: ${many(audits.length, 'audit')}${receipt.memory > 0 ? `, ${receipt.memory} of them in memory only` : ''}`,
    ...list(audits.map(erasedLine)),
    '',
    ...(tables.length === 0
      ? []
      : [
          'Rows in the database',
          ...list(
            tables.map(({ name, before, after }) => `${name}: ${before} before, ${after} after`),
          ),
          '',
        ]),
    'Left in this browser',
    ...(left.length === 0
      ? ['- nothing']
      : list(left.map(({ place, name, why }) => `${place} ${name}: ${why}`))),
    '',
    ofCredentials,
    beyond,
    '',
  ].join('\n');
}
