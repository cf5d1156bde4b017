import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { dist } from '../../src/node/paths.ts';
import { buildCollector } from '../../src/node/site/build.ts';
import { addCalls } from '../../src/gather/calls.ts';
import { line } from '../../src/gather/gather.ts';
import { sampleObjects } from '../../src/gather/objects/sample.ts';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { sample } from './accounts/sample.ts';
import { startFront } from './front.ts';
import { startMoto } from './moto.ts';
import { seed } from './seed.ts';

const run = promisify(execFile);
export const sampleFile = new URL('../../public/sample.json.gz', import.meta.url);

/** The time that the sample says it was taken at: fixed, so that making it again gives the same bytes. */
const at = '2026-11-20T09:30:00.000Z';

/** Scans the seeded sample account with the built collector, and gives the snapshot it wrote. */
export async function collectSample(): Promise<Snapshot> {
  await buildCollector('warn', dist);
  const moto = await startMoto();
  const front = await startFront({ moto });
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-sample-'));
  try {
    await seed(sample, { moto, front });
    const out = path.join(folder, 'sample.json');
    const where = ['--endpoint', front.url, '--provider', 'aws', '--region', 'eu-central-1'];
    await run('node', ['dist/collect.mjs', ...where, '--out', out, '--quiet'], {
      env: {
        PATH: process.env['PATH'],
        AWS_ACCESS_KEY_ID: 'ASIASAMPLEACCOUNT001',
        AWS_SECRET_ACCESS_KEY: 'sample',
        AWS_SESSION_TOKEN: 'sample',
      },
    });
    if (front.unknown.length > 0) throw new Error(`not as AWS: ${JSON.stringify(front.unknown)}`);
    const collected = JSON.parse(await readFile(out, 'utf8')) as Snapshot;
    return steady(await withObjects(collected, front.url));
  } finally {
    await front.stop();
    await moto.stop();
    await rm(folder, { recursive: true });
  }
}

/** Buckets of the sample at whose objects somebody has looked: one finds a public object, one that there is none. */
const lookedAt = ['fernway-db-backup-2019', 'fernway-legacy-crm'];

async function withObjects(snapshot: Snapshot, endpoint: string): Promise<Snapshot> {
  const credentials = {
    accessKeyId: 'ASIASAMPLEACCOUNT001',
    secretAccessKey: 's',
    sessionToken: 's',
  };
  const on = line(
    { ...nodeRoof(credentials, endpoint, 1), random: () => 0 },
    new AbortController().signal,
    1,
    async () => true,
    async () => false,
  );
  const facts: ResourceFacts[] = [];
  for (const one of snapshot.facts) {
    const { type, resource: bucket, region } = one;
    if (type !== 'bucket' || !lookedAt.includes(bucket)) {
      facts.push(one);
      continue;
    }
    const { account, partition } = snapshot;
    const target = { account, partition, region, bucket, accessPoint: '', ownerKnown: true };
    const objects = await sampleObjects({ objects: 100, acls: true, encryption: true }, target, on);
    facts.push({ ...one, facts: { ...one.facts, objects } });
  }
  return { ...snapshot, facts, calls: addCalls(snapshot.calls, on.log.lines()) };
}

/**
 * The same account gives the same file: times become one time, and resources, which a scan lists in the order in
 * which they were finished, are sorted. Nothing else is touched.
 */
function steady(snapshot: Snapshot): Snapshot {
  const times = new Set(['startedAt', 'endedAt', 'at', 'first', 'last', 'deliveredAt']);
  const timed = JSON.parse(JSON.stringify(snapshot), (key, value: unknown) =>
    times.has(key) && typeof value === 'string' ? at : value,
  ) as Snapshot;
  const place = ({ type, region, resource }: Snapshot['facts'][number]) =>
    `${type} ${region} ${resource}`;
  const facts = [...timed.facts].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const calls = timed.calls.map(({ outcomes, ...call }) => ({
    ...call,
    outcomes: Object.fromEntries(Object.entries(outcomes).sort()),
  }));
  // The sample is itself part of what a build is made of, so it cannot name the build.
  const { name, version } = timed.tool;
  return { ...timed, tool: { name, version }, facts, calls, sample: true };
}

/** The text of the sample as it is kept, for comparing. */
export const sampleText = (snapshot: Snapshot): string => `${JSON.stringify(snapshot, null, 1)}\n`;

if (process.argv[1] && new URL(import.meta.url).pathname === path.resolve(process.argv[1])) {
  const text = sampleText(await collectSample());
  const before = await readFile(sampleFile).then(
    (bytes) => gunzipSync(bytes).toString(),
    () => '',
  );
  if (text === before) process.stdout.write('The sample is up to date.\n');
  else {
    await writeFile(sampleFile, gzipSync(text, { level: 9 }));
    process.stdout.write('The sample was made again.\n');
  }
}
