import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { audit } from '../../audit/audit.ts';
import * as checks from '../../checks/index.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { reportInput } from '../../report/input.ts';
import { makePdf } from '../../report/pdf/report.ts';
import { packageOf } from '../../report/pdf/slices.ts';

const require = createRequire(import.meta.url);
const loadFont = async (file: string) =>
  new Uint8Array(await readFile(require.resolve(`${packageOf(file)}/files/${file}`))).buffer;

const runs = 5;

/** Makes the report of the sample account a few times, and prints how long it took and what came of it. */
export async function benchPdf(): Promise<void> {
  const file = await readFile(new URL('../../../public/sample.json.gz', import.meta.url));
  const snapshot = JSON.parse(gunzipSync(file).toString()) as Snapshot;
  const all = Object.values(checks);
  const took: number[] = [];
  let bytes = Buffer.alloc(0);
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const input = reportInput(snapshot, audit(snapshot, all), all);
    bytes = Buffer.concat(await makePdf(input, { loadFont }));
    took.push(performance.now() - started);
  }
  const seconds = took.toSorted((a, b) => a - b).map((ms) => (ms / 1000).toFixed(1));
  const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  console.log(
    `PDF of the sample: ${pages} pages, ${Math.round(bytes.length / 1000)} kB, ${seconds[runs >> 1]} s (median of ${runs}, longest ${seconds.at(-1)} s)`,
  );
}
