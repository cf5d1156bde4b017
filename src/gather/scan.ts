import { type Evidence, unasked } from '../model/evidence.ts';
import type { AccessPointEntry, BucketEntry, EnabledRegion, Identity } from '../model/facts.ts';
import {
  type Coverage,
  type FactSet,
  type ResourceFacts,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../model/snapshot.ts';
import { readBucket } from './bucket.ts';
import { explain } from './explain.ts';
import { gather, type Line, line } from './gather.ts';
import type { AnyGatherer, Target } from './gatherer.ts';
import {
  accessPointGatherers,
  accountGatherers,
  bucketGatherers,
  regionGatherers,
} from './index.ts';
import { limit } from './pace.ts';
import { type Roof, SessionError } from './roof.ts';

/** What to scan, and how hard. */
export interface ScanPlan {
  /** Where the first calls go, and the Region of buckets that do not say theirs. */
  region: string;
  provider: 'aws' | 'other';
  /** The account's name on a provider that has none of its own. */
  accountName: string;
  /** Calls in flight at most. A browser gives one host six connections, so more than 16 gain little there. */
  concurrency: number;
  tool: Snapshot['tool'];
  sample?: boolean;
}

/** Told as the scan goes on. */
export interface ScanWatcher {
  /** Called often; cheap to make, so the receiver decides how much of it to show. */
  progress?(progress: Progress): void;
  /** The account, a Region, an access point or a bucket is read: keep it, so that nothing read is lost. */
  checkpoint?(resource: ResourceFacts): void;
}

export interface Progress {
  phase: 'connecting' | 'listing' | 'reading' | 'finishing';
  account: string;
  bucketsListed: number | null;
  bucketsDone: number;
  calls: number;
  throttled: number;
  retried: number;
  current: string;
}

/**
 * Reads an account: whose the credentials are, its buckets, its own settings, its access points Region by Region,
 * and every setting of every bucket. Resolves to a snapshot however the scan ends; what could not be read is in
 * it as a gap, and `coverage` says how far it came. Rejects only with `SessionError`, when the credentials were
 * refused before anything was read.
 */
export async function scan(
  plan: ScanPlan,
  roof: Roof,
  watcher: ScanWatcher = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Snapshot> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const startedAt = roof.now();
  const target: Target = {
    account: '',
    partition: plan.provider === 'aws' ? 'aws' : 'other',
    region: plan.region,
    bucket: '',
    accessPoint: '',
    ownerKnown: false,
  };
  const identify = gathererOf('identity');
  const refusal: { error: SessionError | null } = { error: null };
  const on: Line = line(
    roof,
    both,
    plan.concurrency,
    async () => {
      if (plan.provider === 'other') return false;
      const again = line(
        roof,
        both,
        1,
        async () => false,
        () => undefined,
      );
      return (await gather(identify, target, { region: plan.region }, again)).known;
    },
    (code) => {
      refusal.error ??= new SessionError(code);
      stop.abort();
    },
  );

  const resources: ResourceFacts[] = [];
  const keep = (resource: ResourceFacts) => {
    resources.push(resource);
    watcher.checkpoint?.(resource);
  };
  const state: Pick<Progress, 'phase' | 'bucketsListed' | 'bucketsDone' | 'current'> = {
    phase: 'connecting',
    bucketsListed: null,
    bucketsDone: 0,
    current: '',
  };
  const tell = (change: Partial<typeof state>) => {
    Object.assign(state, change);
    const account = target.account || plan.accountName;
    watcher.progress?.({ account, ...state, ...on.log.totals() });
  };
  const account: FactSet = {};
  const read = (g: AnyGatherer, at: Target = target) => gather(g, at, { region: at.region }, on);
  let note = '';

  if (plan.provider === 'aws') {
    tell({ current: 'identity of the credentials' });
    const identity = (await read(identify)) as Evidence<Identity>;
    account.identity = identity;
    if (identity.known) {
      target.account = identity.value.account;
      target.partition = identity.value.arn.split(':')[1] ?? 'aws';
      target.ownerKnown = true;
    } else note = explain('identity', identity);
  }

  tell({ phase: 'listing', current: 'list of buckets' });
  const buckets = (await read(gathererOf('buckets'))) as NonNullable<FactSet['buckets']>;
  account.buckets = buckets;
  const entries = buckets.known ? buckets.value.items : [];
  if (!buckets.known) note = explain('buckets', buckets);
  tell({ bucketsListed: buckets.known ? entries.length : null });

  let regions: string[] = [];
  if (target.account !== '') {
    await readAccount(account, target, read);
    regions = regionsToRead(account.enabledRegions, entries, plan.region);
    tell({ phase: 'reading', current: 'access points' });
    await Promise.all(regions.map((region) => readRegion({ ...target, region }, on, keep)));
  }
  const resource = target.account || plan.accountName;
  keep({ type: 'account', region: '', resource, facts: account });

  tell({ phase: 'reading', current: '' });
  const someBuckets = limit(Math.max(2, Math.ceil(plan.concurrency / 6)));
  const readOne = async (entry: BucketEntry) => {
    if (both.aborted) return;
    tell({ current: entry.name });
    keep(await readBucket(entry, target, bucketGatherers, on));
    if (!both.aborted) tell({ bucketsDone: state.bucketsDone + 1 });
  };
  await Promise.all(entries.map((entry) => someBuckets(() => readOne(entry))));

  // The callback above sets it, which control flow analysis cannot see.
  const refused = refusal.error as SessionError | null;
  if (refused && !account.identity?.known && !buckets.known) throw refused;
  if (refused) note = explain('session', refused);
  tell({ phase: 'finishing', current: '' });
  const cancelled = signal.aborted && !refused;
  const coverage: Coverage = {
    bucketsListed: state.bucketsListed,
    bucketsRead: state.bucketsDone,
    regions,
    everyRegion: account.enabledRegions?.known ?? false,
    skippedRegions: on.reach.skipped(),
    ended: cancelled ? 'cancelled' : note === '' ? 'complete' : 'interrupted',
    note: cancelled ? 'The scan was stopped before the end. What was read is kept.' : note,
  };
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    tool: plan.tool,
    account: resource,
    partition: target.partition,
    provider: plan.provider,
    identity: account.identity?.known ? account.identity.value.arn : null,
    startedAt,
    endedAt: roof.now(),
    sample: plan.sample ?? false,
    facts: resources,
    calls: on.log.lines(),
    coverage,
  };
}

const gathererOf = (fact: string): AnyGatherer =>
  accountGatherers.find((g) => g.fact === fact) as AnyGatherer;

/** The account's own settings, beside its identity and its list of buckets. */
async function readAccount(
  account: FactSet,
  target: Target,
  read: (g: AnyGatherer, at: Target) => Promise<Evidence<unknown>>,
): Promise<void> {
  const rest = accountGatherers.filter(({ fact }) => fact !== 'identity' && fact !== 'buckets');
  await Promise.all(
    rest.map(async (g) => {
      // Multi-Region Access Points answer in one Region only.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html
      const region = g.fact === 'multiRegionAccessPoints' ? 'us-west-2' : target.region;
      if (g.fact === 'multiRegionAccessPoints' && target.partition !== 'aws')
        account[g.fact] = { ...unasked([g.action], 'NotInPartition'), gap: 'unsupported' };
      else Object.assign(account, { [g.fact]: await read(g, { ...target, region }) });
    }),
  );
}

/** Enabled Regions where they could be listed; otherwise the Regions that hold buckets, and the first one. */
function regionsToRead(
  enabled: Evidence<readonly EnabledRegion[]> | undefined,
  buckets: readonly BucketEntry[],
  first: string,
): string[] {
  const names = enabled?.known
    ? enabled.value.filter(({ optIn }) => optIn !== 'not-opted-in').map(({ name }) => name)
    : [first, ...buckets.flatMap(({ region }) => region ?? [])];
  return [...new Set(names)].sort();
}

/** The access points of one Region, and what each is set to. */
async function readRegion(
  target: Target,
  on: Line,
  keep: (resource: ResourceFacts) => void,
): Promise<void> {
  const facts: Record<string, Evidence<unknown>> = {};
  for (const g of regionGatherers)
    facts[g.fact] = await gather(g, target, { region: target.region }, on);
  const region = facts as FactSet;
  keep({ type: 'region', region: target.region, resource: target.region, facts: region });
  const points: readonly AccessPointEntry[] = region.accessPoints?.known
    ? region.accessPoints.value.items
    : [];
  await Promise.all(
    points.map(async ({ name }) => {
      const found: Record<string, Evidence<unknown>> = {};
      for (const g of accessPointGatherers)
        found[g.fact] = await gather(
          g,
          { ...target, accessPoint: name },
          { region: target.region },
          on,
        );
      keep({ type: 'accessPoint', region: target.region, resource: name, facts: found as FactSet });
    }),
  );
}
