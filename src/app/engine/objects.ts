import { merge } from '../../gather/earlier.ts';
import { ofReadings, readingsOf, distinct } from '../../gather/readings.ts';
import type { Evidence, Route } from '../../model/evidence.ts';
import type { ObjectLook } from '../../model/objects.ts';
import type { FactSet, Reading, ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import type { Report } from '../../report/inventory/read.ts';
import type { Keyring } from './keyring.ts';
import type { ReportEnd, ReportProgress, SamplePlan, SampleProgress } from './protocol.ts';
import { Sentence } from './rpc.ts';

const stopped = 'The look at objects was stopped. What was known before is kept.';
const notLoaded =
  'The part of this page that looks at objects could not be loaded. Check the network and try again.';

const bucketIn = ({ facts }: Snapshot, name: string): ResourceFacts => {
  const found = facts.find(({ type, resource }) => type === 'bucket' && resource === name);
  if (!found) throw new Sentence(`This audit has no bucket called ${name}.`);
  return found;
};

const withLook = (
  snapshot: Snapshot,
  of: ResourceFacts,
  objects: Evidence<readonly ObjectLook[]>,
): { snapshot: Snapshot; resource: ResourceFacts } => {
  const resource = { ...of, facts: merge(of.facts, { objects }) };
  return {
    resource,
    snapshot: {
      ...snapshot,
      facts: snapshot.facts.map((one) => (one === of ? resource : one)),
    },
  };
};

/** Looks at a sample of a bucket's objects with the credentials held. Throws a `Sentence` where that cannot be. */
export async function sampleInto(
  snapshot: Snapshot,
  name: string,
  plan: SamplePlan,
  ring: Keyring,
  signal: AbortSignal,
  tell: (progress: SampleProgress) => void,
) {
  const { connection } = ring;
  if (!connection)
    throw new Sentence('No credentials are held. Connect first, then look at the objects.');
  if (snapshot.sample)
    throw new Sentence('The sample is a made-up account: it has no objects to look at.');
  if (connection.account !== snapshot.account || connection.provider !== snapshot.provider)
    throw new Sentence(
      `The audit is of account ${snapshot.account}, but the credentials are of account ${connection.account}. Connect with some of account ${snapshot.account}.`,
    );
  const of = bucketIn(snapshot, name);
  const { look, objectRoof } = await import('../routes/objects.ts').catch(() => {
    throw new Sentence(notLoaded);
  });
  const startedAt = new Date().toISOString();
  const target = {
    account: snapshot.provider === 'aws' ? snapshot.account : '',
    partition: snapshot.partition,
    region: of.region === '' ? connection.region : of.region,
    bucket: name,
    accessPoint: '',
    ownerKnown: snapshot.provider === 'aws',
  };
  const { found, calls, refused } = await look(
    plan,
    target,
    objectRoof(ring, connection.endpoint),
    signal,
    tell,
  );
  if (refused !== null) throw new Sentence(refused);
  if (signal.aborted) throw new Sentence(stopped);
  if (!found.known && of.facts.objects?.known)
    throw new Sentence(
      `The objects could not be listed (${found.detail}). What an earlier look saw is kept.`,
    );
  const reading: Reading = {
    tool: { name: 'bucketproof', version: __VERSION__, build: __BUILD__ },
    identity: connection.arn,
    startedAt,
    endedAt: new Date().toISOString(),
    calls,
  };
  const next = withLook(snapshot, of, found);
  const readings = ofReadings(distinct([...readingsOf(snapshot), reading]));
  return { ...next, snapshot: { ...next.snapshot, ...readings } };
}

/** Why a report does not stand for every version of every object, as a sentence; empty where it does. */
function partly({ manifest, missing }: Report, facts: FactSet): string {
  if (missing.length > 0)
    return `${missing.length} of ${manifest.files.length} data files are missing, the first of them ${(missing[0] ?? '').slice(0, 120)}.`;
  const { inventory, versioning } = facts;
  const rule = inventory?.known
    ? inventory.value.items.find(({ id }) => id === manifest.configuration)
    : undefined;
  if (!rule)
    return `Which part of the bucket it lists is not known, because the inventory configuration ${manifest.configuration ?? 'that it belongs to'} of the bucket was not read.`;
  if (rule.wholeBucket !== true) return 'A prefix narrows what the inventory lists.';
  const never = versioning?.known === true && versioning.value.status === null;
  if (rule.allVersions !== true && !never)
    return 'The inventory lists current versions alone, and the bucket may hold earlier ones.';
  return '';
}

/** Reads a report of S3 Inventory on a bucket of the audit. Rejects with `ImportError` or a `Sentence`. */
export async function reportInto(
  snapshot: Snapshot,
  name: string,
  files: readonly File[],
  signal: AbortSignal,
  tell: (progress: ReportProgress) => void,
) {
  const { readReport, reportIn } = await import('../../report/inventory/read.ts').catch(() => {
    throw new Sentence(notLoaded);
  });
  const report = await reportIn(files);
  const { manifest } = report;
  if (manifest.bucket !== name)
    throw new Sentence(
      `The report is of the bucket ${manifest.bucket.slice(0, 80)}. Open it on the page of that bucket.`,
    );
  const of = bucketIn(snapshot, name);
  const why = partly(report, of.facts);
  const value = await readReport(report, why === '', tell, signal).catch((error: unknown) => {
    throw signal.aborted ? new Sentence(stopped) : error;
  });
  const from: Route = 'file';
  const next = withLook(snapshot, of, {
    known: true,
    value: [value],
    from,
    at: manifest.createdAt,
  });
  const end: ReportEnd = {
    objects: value.listed,
    createdAt: manifest.createdAt,
    partly: why,
  };
  return { ...next, end };
}
