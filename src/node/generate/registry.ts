import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyGatherer } from '../../gather/gatherer.ts';
import type { Check } from '../../model/check.ts';

/** A module of the registry: where it is, relative to its room, and what it exports. */
export interface Entry<T> {
  /** For example `./s3/policy.ts`. */
  file: string;
  value: T;
}

const typescript = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map(({ name }) => name.slice(0, -'.ts'.length))
    .toSorted() // by name without the ending, so that a name comes before those it begins
    .map((name) => `${name}.ts`);

async function load(room: string, files: readonly string[]): Promise<Entry<unknown>[]> {
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(path.join(room, file)).href)) as {
        default?: unknown;
      };
      return { file: `./${file}`, value: module.default };
    }),
  );
}

/**
 * Every check of the source tree at `root`, by the files in `src/checks` and not by the index, which may be
 * stale. Throws where a file there is not a check named like its file.
 */
export async function loadChecks(root: string): Promise<Entry<Check>[]> {
  const room = path.join(root, 'src/checks');
  const entries = await load(room, typescript(room));
  return entries.map(({ file, value }) => {
    const id = path.basename(file, '.ts');
    if ((value as Check | undefined)?.id !== id)
      throw new Error(
        `src/checks/${id}.ts must export by default a check with the id "${id}"; nothing else belongs in src/checks.`,
      );
    return { file, value: value as Check };
  });
}

/** Folders below `src/gather` whose calls yield no fact by themselves. */
const notFacts: readonly string[] = ['config', 'connection', 'forms', 'look', 'objects'];

/** Every gatherer of the source tree at `root`: the files in the folders below `src/gather`. */
export async function loadGatherers(root: string): Promise<Entry<AnyGatherer>[]> {
  const room = path.join(root, 'src/gather');
  const folders = readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notFacts.includes(entry.name))
    .map(({ name }) => name)
    .toSorted();
  const entries = await load(
    room,
    folders.flatMap((folder) =>
      typescript(path.join(room, folder)).map((name) => `${folder}/${name}`),
    ),
  );
  return entries.map(({ file, value }) => {
    if (typeof (value as AnyGatherer | undefined)?.fact !== 'string')
      throw new Error(`src/gather/${file.slice(2)} must export a gatherer by default.`);
    return { file, value: value as AnyGatherer };
  });
}
