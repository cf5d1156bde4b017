import { type Evidence, unasked } from '../model/evidence.ts';
import { type BucketEntry, factScope, type Identity, type Scope } from '../model/facts.ts';
import {
  type FactSet,
  type ResourceFacts,
  type Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../model/snapshot.ts';
import { readBucket } from './bucket.ts';
import { countRead, isRead, resources } from './earlier.ts';
import { explain, explainPause, explainUnreached } from './explain.ts';
import { type Gate, gate } from './gate.ts';
import { gather, type Line, line } from './gather.ts';
import type { AnyGatherer, Target } from './gatherer.ts';
import { globalRegion, readGlobalPoints } from './global-points.ts';
import { furtherOf } from './further-part.ts';
import { accountGatherers, bucketGatherers, regionGatherers } from './index.ts';
import { keyReader } from './read-key.ts';
import { limit } from './pace.ts';
import { ofReadings, readingsOf } from './readings.ts';
import type { Progress, ScanPlan, ScanWatcher } from './plan.ts';
import { type Touches, touches } from './quiet.ts';
import { type Read, reader, readRegion, regionIsRead, regionsOfPlan } from './regions.ts';
import { regionsToRead } from './region-list.ts';
import { type Roof, SessionError } from './roof.ts';
import { choose, chooser, leftOut } from './scope.ts';

export type { Progress, ScanPlan } from './plan.ts';

/**
 * Reads an account: whose the credentials are, its buckets, its own settings, its access points Region by Region,
 * and every setting of every bucket. Resolves to a snapshot however the scan ends; what could not be read is in
 * it as a gap, and `coverage` says how far it came. Where the roof can renew credentials, a refused session closes
 * the gate until they are; elsewhere it ends the scan. Rejects only with `SessionError`, when the credentials were
 * refused before anything was read.
 */
export async function scan(
  plan: ScanPlan,
  roof: Roof,
  watcher: ScanWatcher = {},
  signal: AbortSignal = new AbortController().signal,
  through: Gate = gate(),
  /** What this program has touched before, and touches beside the scan. */
  touched: Touches = touches(roof),
): Promise<Snapshot> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const before = plan.earlier?.snapshot;
  const begunAt = roof.now();
  const startedAt = (plan.earlier?.mode === 'continue' && before?.startedAt) || begunAt;
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
        async () => false,
      );
      return (await gather(identify, target, { region: plan.region }, again)).known;
    },
    async (code) => {
      if (roof.generation) {
        through.hold(code);
        await through.pass(both);
        return !both.aborted;
      }
      refusal.error ??= new SessionError(code);
      stop.abort();
      return false;
    },
    through,
  );

  const chosen = chooser(plan);
  const read = reader(on, chosen);
  const held = resources(before?.facts ?? []);
  const keep = async (resource: ResourceFacts) => {
    const added = held.add(resource);
    await watcher.checkpoint?.(added);
  };
  const state: Pick<
    Progress,
    'phase' | 'bucketsListed' | 'bucketsInScope' | 'bucketsDone' | 'current'
  > = {
    phase: 'connecting',
    bucketsListed: null,
    bucketsInScope: null,
    bucketsDone: 0,
    current: '',
  };
  const tell = (change: Partial<typeof state>) => {
    Object.assign(state, change);
    const wait = through.held();
    const paused = wait && { why: wait.why, says: explainPause(wait) };
    const account = target.account || plan.accountName;
    watcher.progress?.({ account, paused, ...state, ...on.log.totals() });
  };
  through.watch(() => tell({}));

  const account: FactSet = {};
  const whole = (): FactSet => held.get({ type: 'account', region: '', resource: '' })?.facts ?? {};
  const keepAccount = () => {
    const resource = target.account || plan.accountName;
    return keep({ type: 'account', region: '', resource, facts: { ...account } });
  };
  let regions: readonly string[] = [];
  let problem = '';
  let remark = '';

  const head = (ended: Snapshot['coverage']['ended'] = 'running'): Omit<Snapshot, 'facts'> => {
    const { identity, enabledRegions, buckets } = whole();
    const covered = [...new Set([...(before?.coverage.regions ?? []), ...regions])].sort();
    const everywhere = enabledRegions?.known
      ? regionsToRead(enabledRegions, [], plan.region).every((region) => covered.includes(region))
      : false;
    const scope = plan.earlier?.mode === 'renew' ? before?.coverage.scope : plan.scope;
    const endedAt = roof.now();
    const mine = {
      ...{ tool: plan.tool, startedAt: begunAt, endedAt, calls: on.log.lines() },
      identity: account.identity?.known ? account.identity.value.arn : null,
    };
    return {
      format: snapshotFormat,
      version: snapshotVersion,
      tool: plan.tool,
      account: target.account || plan.accountName,
      partition: target.partition,
      provider: plan.provider,
      identity: identity?.known ? identity.value.arn : null,
      startedAt,
      endedAt,
      sample: plan.sample ?? false,
      ...ofReadings(before ? [...readingsOf(before), mine] : [mine]),
      coverage: {
        bucketsListed: buckets?.known ? buckets.value.items.length : null,
        // Counted anew at the end only: the head is asked for at every write.
        bucketsRead:
          ended === 'running'
            ? Math.max(state.bucketsDone, before?.coverage.bucketsRead ?? 0)
            : countRead(held.all()),
        regions: covered,
        everyRegion: everywhere,
        skippedRegions: on.reach.skipped(),
        ended,
        note:
          ended === 'running'
            ? ''
            : [problem, remark].filter((sentence) => sentence !== '').join(' '),
        ...(scope && Object.values(scope).some((part) => part !== null) && { scope }),
      },
    };
  };
  watcher.begun?.(() => head());

  if (plan.provider === 'aws') {
    tell({ current: 'identity of the credentials' });
    const identity = (await read(identify, target)) as Evidence<Identity>;
    account.identity = identity;
    if (identity.known) {
      target.account = identity.value.account;
      target.partition = identity.value.arn.split(':')[1] ?? 'aws';
      target.ownerKnown = true;
    } else problem = explain('identity', identity);
  }

  tell({ phase: 'listing', current: 'list of buckets' });
  const fresh = (await read(gathererOf('buckets'), target)) as NonNullable<FactSet['buckets']>;
  account.buckets = fresh;
  if (!fresh.known) problem = explain('buckets', fresh);
  // Kept this early, so that even a page that closes now leaves something to go on with.
  await keepAccount();
  // A list that cannot be read any more does not make the earlier one unknown.
  const list = whole().buckets;
  const entries: readonly BucketEntry[] = list?.known ? list.value.items : [];
  if (fresh.known && fresh.value.complete) {
    const names = new Set(entries.map(({ name }) => name));
    const gone = held.drop(({ type, resource }) => type === 'bucket' && !names.has(resource));
    if (gone > 0)
      remark = `${gone} ${gone === 1 ? 'bucket is' : 'buckets are'} no longer in the list of the account and ${gone === 1 ? 'was' : 'were'} left out.`;
  }
  const choice = choose(entries, plan, (name) =>
    held.get({ type: 'bucket', region: '', resource: name }),
  );
  tell({
    bucketsListed: list?.known ? entries.length : null,
    bucketsInScope: list?.known ? choice.read.length + choice.done : null,
    bucketsDone: choice.done,
  });
  const listed = list?.known
    ? { from: list.from, at: list.at }
    : { from: roof.passages[0]?.route ?? ('config' as const), at: roof.now() };
  const known = (value: unknown): Evidence<unknown> => ({ known: true, value, ...listed });
  await Promise.all(choice.outside.map((entry) => keep(leftOut(entry, known))));

  const further = target.account === '' ? [] : await furtherOf(roof);
  const ofBuckets = [...bucketGatherers, ...ofScope(further, 'bucket')];
  if (target.account !== '') {
    await readAccount(account, target, read);
    await keepAccount();
    await readGlobalPoints(plan, whole(), choice.read, held, chosen, target, read, keep);
    const wanted = regionsOfPlan(plan, account.enabledRegions, entries, choice.read, held);
    const left =
      plan.earlier?.mode === 'continue'
        ? wanted.filter((region) => !regionIsRead(region, held, chosen))
        : wanted;
    const ofRegions = [...regionGatherers, ...ofScope(further, 'region')];
    regions = ofRegions.some(({ fact }) => chosen(fact)) ? wanted : [];
    tell({ phase: 'reading', current: 'settings of each Region' });
    await Promise.all(
      left.map(async (region) => {
        const at = { ...target, region };
        const { accessPoints } = await readRegion(at, ofRegions, read, keep);
        if (!accessPoints?.known || !accessPoints.value.complete) return;
        const names = new Set(accessPoints.value.items.map(({ name }) => name));
        held.drop(
          (one) => one.type === 'accessPoint' && one.region === region && !names.has(one.resource),
        );
      }),
    );
  } else await keepAccount();

  tell({ phase: 'reading', current: '' });
  const readKey = keyReader(on);
  const someBuckets = limit(Math.max(2, Math.ceil(plan.concurrency / 6)));
  const paced = plan.pace === 'quiet' ? touched.quietly : touched.atOnce;
  let unreached = 0;
  const readOne = async (entry: BucketEntry) => {
    if (both.aborted) return;
    tell({ current: entry.name });
    const found = await readBucket(entry, target, ofBuckets, on, listed, readKey, chosen);
    await keep(found);
    if (both.aborted) return;
    if (isRead(found, chosen)) tell({ bucketsDone: state.bucketsDone + 1 });
    else unreached++;
  };
  await Promise.all(
    choice.read.map((entry) => someBuckets(() => paced(() => readOne(entry), both))),
  );

  // The callback above sets it, which control flow analysis cannot see.
  const refused = refusal.error as SessionError | null;
  if (refused && !account.identity?.known && !fresh.known) throw refused;
  if (refused) problem = explain('session', refused);
  tell({ phase: 'finishing', current: '' });
  through.watch(() => undefined);
  if (problem === '' && unreached > 0)
    problem = explainUnreached(unreached, choice.read.length + choice.done);
  const cancelled = signal.aborted && !refused;
  if (cancelled) problem = 'The scan was stopped before the end. What was read is kept.';
  const ended = cancelled ? 'cancelled' : problem === '' ? 'complete' : 'interrupted';
  return { ...head(ended), facts: held.all() };
}

const gathererOf = (fact: string): AnyGatherer =>
  accountGatherers.find((g) => g.fact === fact) as AnyGatherer;

const ofScope = (all: readonly AnyGatherer[], scope: Scope): readonly AnyGatherer[] =>
  all.filter(({ fact }) => factScope[fact] === scope);

/** The account's own settings, beside its identity and its list of buckets. */
async function readAccount(account: FactSet, target: Target, read: Read): Promise<void> {
  const rest = accountGatherers.filter(({ fact }) => fact !== 'identity' && fact !== 'buckets');
  const found = await Promise.all(
    rest.map(async (g): Promise<[string, Evidence<unknown>]> => {
      const isGlobal = g.fact === 'multiRegionAccessPoints';
      if (isGlobal && target.partition !== 'aws')
        return [g.fact, { ...unasked([g.action], 'NotInPartition'), gap: 'unsupported' }];
      const region = isGlobal ? globalRegion : target.region;
      return [g.fact, await read(g, { ...target, region })];
    }),
  );
  // In one order, whichever answered first, so that the same account gives the same file.
  Object.assign(account, Object.fromEntries(found));
}
