import { exposureOf } from '../access/exposure.ts';
import { indexAccount } from '../access/index-account.ts';
import { viewOf } from '../access/view.ts';
import { resourcesOf } from '../audit/audit.ts';
import type { ProofStep } from '../model/check.ts';
import { type Deed, deeds, type ExposureView } from '../model/exposure.ts';
import { deedTitle, whoTitle, widens } from '../model/exposure-words.ts';
import type { ResourceFacts, Snapshot } from '../model/snapshot.ts';
import { cell, fileStart, missingCell, unique, write } from './csv-cells.ts';
import { sayTool } from './say.ts';

/** The header row: who can do what with which bucket, now and without the blocks (`latent…`). */
export const exposureColumns = [
  'sample',
  'provider',
  'partition',
  'account',
  'region',
  'resource',
  'deed',
  'deedTitle',
  'who',
  'whoTitle',
  'names',
  'certainty',
  'missing',
  'actions',
  'detail',
  'proof',
  'widens',
  'latentWho',
  'latentWhoTitle',
  'latentNames',
  'latentMissing',
  'latentProof',
  'differences',
  'limits',
  'snapshotAt',
  'identity',
  'toolVersion',
] as const;
export type ExposureColumn = (typeof exposureColumns)[number];

/** Buckets handed to the writer at a time. */
const bucketsAtATime = 1_000;

/**
 * Who gets in, as a CSV file in parts, one row for each bucket and deed. The form is that of the findings: UTF-8 with a
 * byte order mark, CR LF, formulas made harmless. Buckets that were listed and never read have their rows, all unknown.
 */
export function* exposureCsvChunks(snapshot: Snapshot): Generator<string> {
  const index = indexAccount(snapshot);
  yield fileStart(exposureColumns);
  let rows: string[][] = [];
  for (const resource of resourcesOf(snapshot)) {
    if (resource.type !== 'bucket') continue;
    const exposure = exposureOf(viewOf(resource, index));
    rows.push(...deeds.map((deed) => rowOf(snapshot, resource, exposure, deed)));
    if (rows.length < bucketsAtATime * deeds.length) continue;
    yield write(rows);
    rows = [];
  }
  if (rows.length > 0) yield write(rows);
}

/** What `widens` says, as cells say it. */
const widensCell = (answer: boolean | 'unknown') =>
  answer === 'unknown' ? 'unknown' : answer ? 'yes' : 'no';

const proofCell = (steps: readonly ProofStep[]) => steps.map(({ says }) => says).join(' ');

function rowOf(
  snapshot: Snapshot,
  { region, resource }: ResourceFacts,
  exposure: ExposureView,
  deed: Deed,
): string[] {
  const now = exposure.now[deed];
  const latent = exposure.latent[deed];
  const cells: Readonly<Record<ExposureColumn, string>> = {
    sample: snapshot.sample ? 'SAMPLE' : '',
    provider: snapshot.provider,
    partition: snapshot.partition,
    account: snapshot.account,
    region,
    resource,
    deed,
    deedTitle: deedTitle[deed],
    who: now.who,
    whoTitle: whoTitle(now, Infinity),
    names: now.names.join('; '),
    certainty: now.who === 'unknown' ? 'unknown' : 'certain',
    missing: now.missing.map(missingCell).join('; '),
    actions: unique(now.missing.flatMap(({ actions }) => actions)),
    detail: unique(now.missing.map(({ detail }) => detail)),
    proof: proofCell(now.steps),
    widens: widensCell(widens(exposure, deed)),
    latentWho: latent.who,
    latentWhoTitle: whoTitle(latent, Infinity),
    latentNames: latent.names.join('; '),
    latentMissing: latent.missing.map(missingCell).join('; '),
    latentProof: proofCell(latent.steps),
    differences: proofCell(exposure.differences),
    limits: exposure.limits.join(' '),
    snapshotAt: snapshot.endedAt,
    identity: snapshot.identity ?? '',
    toolVersion: sayTool(snapshot.tool),
  };
  return exposureColumns.map((column) => cell(cells[column]));
}
