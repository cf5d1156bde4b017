import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { ReadScope, Snapshot } from '../../model/snapshot.ts';
import { blockText } from '../../report/block.ts';
import { say } from './say.ts';

/** Node's code of an error, such as `ENOSPC`. */
export const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException | null)?.code ?? 'error';

/** What the system says of a write that failed, in words. */
const why = (code: string): string =>
  code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : code;

/**
 * Writes the result beside its place and moves it there, so that a full disk never leaves half a file under its name.
 * Says what went wrong, and gives false then.
 */
export async function writeResult(out: string, text: string): Promise<boolean> {
  if (out === '-') {
    await print(text);
    return true;
  }
  const data = out.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text;
  const beside = `${out}.new`;
  try {
    await writeFile(beside, data, { mode: 0o600 });
    if (existsSync(out)) say(`${out} is replaced.`);
    await rename(beside, out);
    return true;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    say(`${out} could not be written (${why(codeOf(error))}).`);
    return false;
  }
}

/** Prints the result as lines to copy, and nothing else on standard output. */
export async function printBlock(text: string): Promise<void> {
  const zipped = gzipSync(text, { level: 9 });
  const sha256 = createHash('sha256').update(zipped).digest('hex');
  const block = blockText(zipped.toString('base64'), sha256);
  say(
    `Copy the ${(block.split('\n').length - 1).toLocaleString('en')} lines from BEGIN to END, and paste them on the Bucketproof page.`,
  );
  await print(block);
}

/** Waits until whoever reads has taken it, so that nothing is lost at the end. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** What was read, in a few lines on standard error. */
export function summarise(snapshot: Snapshot, scope: ReadScope | null): void {
  const { coverage, account, facts } = snapshot;
  const gaps = facts.reduce(
    (sum, { facts: set }) =>
      sum +
      Object.values(set).filter((one) => !one.known && !(scope && one.gap === 'skipped')).length,
    0,
  );
  const narrowed = scope === null ? '' : ', as this run was narrowed';
  say(
    `Account ${account}: ${coverage.bucketsRead} of ${coverage.bucketsListed ?? 'unknown'} buckets read${narrowed}, ${gaps} facts could not be read.`,
  );
  for (const { region, service, reason } of coverage.skippedRegions)
    say(`Skipped ${service} in ${region}: ${reason}`);
  for (const sentence of notThere(snapshot, scope)) say(sentence);
  if (coverage.note !== '') say(coverage.note);
}

/** Buckets and Regions that were asked for and of which the account has none. */
function notThere({ facts }: Snapshot, scope: ReadScope | null): string[] {
  const list = facts.find(({ type }) => type === 'account')?.facts.buckets;
  if (scope === null || !list?.known || !list.value.complete) return [];
  const names = new Set(list.value.items.map(({ name }) => name));
  const regions = new Set(list.value.items.map(({ region }) => region));
  const missing = (scope.buckets ?? []).filter((name) => !names.has(name));
  const empty = regions.has(null)
    ? []
    : (scope.regions ?? []).filter((region) => !regions.has(region));
  return [
    ...(missing.length > 0 ? [`The account has no bucket called ${few(missing)}.`] : []),
    ...(empty.length > 0 ? [`The account has no bucket in ${few(empty)}.`] : []),
  ];
}

const few = (names: readonly string[]): string =>
  names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
