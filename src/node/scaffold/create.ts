import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { checkFiles, checkSteps, wrongId } from './check.ts';
import {
  factEdits,
  factFiles,
  factSteps,
  likelyOperation,
  wrongName,
  wrongOperation,
} from './fact.ts';

/** What was written, and what is left to do. */
export type Created = { files: readonly string[]; steps: readonly string[] } | { wrong: string };

/** Writes a check and its test into the source tree at `root`, and the indexes anew. */
export async function createCheck(root: string, id: string): Promise<Created> {
  const wrong = wrongId(id);
  if (wrong) return { wrong };
  return create(root, checkFiles(id), [], checkSteps(id));
}

/** Writes a gatherer of a bucket fact and its test, adds the fact to the model, and writes the indexes anew. */
export async function createFact(
  root: string,
  name: string,
  operation = likelyOperation(name),
): Promise<Created> {
  const wrong = wrongName(name) ?? wrongOperation(operation);
  if (wrong) return { wrong };
  const facts = readFileSync(path.join(root, 'src/model/facts.ts'), 'utf8');
  if (new RegExp(`^  ${name}:`, 'm').test(facts))
    return { wrong: `There is a fact named ${name} already, in src/model/facts.ts.` };
  return create(root, factFiles(name, operation), factEdits(name), factSteps(name, operation));
}

interface Edit {
  file: string;
  after: RegExp;
  add: string;
}

async function create(
  root: string,
  files: readonly { file: string; text: string }[],
  edits: readonly Edit[],
  steps: readonly string[],
): Promise<Created> {
  const taken = files.find(({ file }) => existsSync(path.join(root, file)));
  if (taken) return { wrong: `${taken.file} exists already.` };
  const lost = edits.find(
    ({ file, after }) => !after.test(readFileSync(path.join(root, file), 'utf8')),
  );
  if (lost) return { wrong: `The place for the new fact was not found in ${lost.file}.` };

  for (const { file, after, add } of edits) {
    const target = path.join(root, file);
    writeFileSync(
      target,
      readFileSync(target, 'utf8').replace(after, (found) => found + add),
    );
  }
  for (const { file, text } of files) {
    const filepath = path.join(root, file);
    mkdirSync(path.dirname(filepath), { recursive: true });
    writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  // In a process of its own, which reads the model as it is now.
  const docs = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'src/node/docs.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, docs, { cwd: root });
  const generated = [...stdout.matchAll(/^Wrote (.+)$/gm)].flatMap(([, file]) => file ?? []);
  const written = [...files, ...edits].map(({ file }) => file);
  return { files: [...new Set([...written, ...generated])], steps };
}
