import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { checksPage } from './checks-page.ts';
import { checksIndex, factActionsFile, furtherIndex, gatherIndex } from './indexes.ts';
import { permissionsPolicy } from './permissions.ts';
import { loadChecks, loadGatherers } from './registry.ts';

/** A file that `npm run docs` writes: its path within the repository, and what belongs in it. */
export interface Generated {
  file: string;
  text: string;
}

/** Every generated file of the source tree at `root`, as it should be. */
export async function generate(root: string): Promise<Generated[]> {
  const checks = await loadChecks(root);
  const gatherers = await loadGatherers(root);
  const values = gatherers.map(({ value }) => value);
  return [
    {
      file: 'docs/checks.md',
      text: checksPage(
        checks.map(({ value }) => value),
        values,
      ),
    },
    { file: 'docs/permissions.json', text: permissionsPolicy(values) },
    await formatted(root, 'src/checks/index.ts', checksIndex(checks)),
    await formatted(root, 'src/gather/actions.ts', factActionsFile(values)),
    await formatted(root, 'src/gather/further.ts', furtherIndex(gatherers)),
    await formatted(root, 'src/gather/index.ts', gatherIndex(gatherers)),
  ];
}

async function formatted(root: string, file: string, text: string): Promise<Generated> {
  const filepath = path.join(root, file);
  return { file, text: await format(text, { ...(await resolveConfig(filepath)), filepath }) };
}

/** Those of the files that differ from what stands in the tree, or are missing there. */
export async function stale(root: string, files: readonly Generated[]): Promise<Generated[]> {
  const differs = await Promise.all(
    files.map(async ({ file, text }) => {
      const present = await readFile(path.join(root, file), 'utf8').catch(() => null);
      return present !== text;
    }),
  );
  return files.filter((_, index) => differs[index]);
}

export async function write(root: string, files: readonly Generated[]): Promise<void> {
  for (const { file, text } of files) {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
