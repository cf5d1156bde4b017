import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { audit } from '../../src/audit/audit.ts';
import type { Check } from '../../src/model/check.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { reportInput } from '../../src/report/input.ts';
import type { LoadFont } from '../../src/report/pdf/report.ts';
import { makePdf } from '../../src/report/pdf/report.ts';
import { packageOf } from '../../src/report/pdf/slices.ts';
import { madeUpChecks } from './checks.ts';

const require = createRequire(import.meta.url);

/** Reads a font from the packages, as the page fetches it from its own folder. */
export const loadFont: LoadFont = async (file) => {
  const bytes = await readFile(require.resolve(`${packageOf(file)}/files/${file}`));
  return new Uint8Array(bytes).buffer;
};

export const inputFor = (snapshot: Snapshot, checks: readonly Check[] = madeUpChecks) =>
  reportInput(snapshot, audit(snapshot, checks), checks);

export async function pdfOf(snapshot: Snapshot, checks: readonly Check[] = madeUpChecks) {
  return Buffer.concat(await makePdf(inputFor(snapshot, checks), { loadFont }));
}
