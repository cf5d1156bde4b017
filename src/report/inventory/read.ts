import type { ObjectLook } from '../../model/objects.ts';
import { ImportError } from '../import/error.ts';
import { rowsOf } from './rows.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { tallyOf } from './tally.ts';

/** A report, with the data files that were found of it and the names of those that were not. */
export interface Report {
  manifest: Manifest;
  found: readonly File[];
  missing: readonly string[];
}

/** A manifest has a line for each data file; none is longer than this. */
const longestManifest = 20 * 1024 ** 2;

/** Finds the report among files that were chosen together. Rejects with `ImportError` where there is none, or two. */
export async function reportIn(files: readonly File[]): Promise<Report> {
  const manifests = files.filter(({ name }) => name.endsWith('.json'));
  const [first, second] = manifests;
  if (!first)
    throw new ImportError(
      'The file manifest.json is missing: it says in which columns the data is and how many files belong to the report. Choose it together with the data files.',
    );
  if (second)
    throw new ImportError(
      `There are ${manifests.length} JSON files. Choose one report at a time: its manifest.json and its data files.`,
    );
  if (first.size > longestManifest)
    throw new ImportError(
      'This JSON file is too long for a manifest of an inventory report. Choose manifest.json.',
    );
  const manifest = readManifest(await first.text());
  const byName = new Map(files.map((file) => [file.name, file]));
  const found = manifest.files.flatMap((name) => byName.get(name) ?? []);
  const stranger = files.find((file) => file !== first && !found.includes(file));
  if (stranger)
    throw new ImportError(
      `The manifest does not name the file ${stranger.name.slice(0, 120)}. Choose the data files of this report alone.`,
    );
  if (found.length === 0 && manifest.files.length > 0)
    throw new ImportError(
      `None of the ${manifest.files.length} data files that the manifest names is there, the first of them ${(manifest.files[0] ?? '').slice(0, 120)}. Choose them together with manifest.json.`,
    );
  const names = new Set(found.map(({ name }) => name));
  return { manifest, found, missing: manifest.files.filter((name) => !names.has(name)) };
}

/**
 * Counts all lines of a report. `covers`: it is of every version of every object. Progress is told in bytes of the
 * files. Rejects with `ImportError`, or with the signal's reason.
 */
export async function readReport(
  { manifest, found, missing }: Report,
  covers: boolean,
  tell: (bytes: { read: number; of: number; lines: number }) => void,
  signal: AbortSignal,
): Promise<ObjectLook> {
  const tally = tallyOf(manifest);
  const of = found.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  for (const file of found) {
    try {
      for await (const rows of rowsOf(file, signal)) {
        for (const row of rows) tally.add(row);
        tell({ read, of, lines: tally.lines() });
      }
    } catch (error) {
      if (error instanceof ImportError)
        throw new ImportError(`The file ${file.name.slice(0, 120)} ${error.message}`);
      throw error;
    }
    read += file.size;
    tell({ read, of, lines: tally.lines() });
  }
  return tally.sum(covers && missing.length === 0);
}
