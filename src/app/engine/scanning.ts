import { keyOf, type ResourceFacts, type Snapshot } from '../../model/snapshot.ts';
import { gate } from '../../gather/gate.ts';
import type { Touches } from '../../gather/quiet.ts';
import type { Progress } from '../../gather/scan.ts';
import type { Origin, SnapshotHead, Store } from '../../store/store.ts';
import { openAudit, type Opened } from './opened.ts';
import type { Check } from '../../model/check.ts';
import { type Beginning, beginningOf, mustBeSameAccount, titleOfCopy } from './beginning.ts';
import { planOf, speed } from './running.ts';
import type { Sdk } from './connecting.ts';
import type { Keyring } from './keyring.ts';
import { problemTally } from './problems.ts';
import type {
  BucketRow,
  Connection,
  Counts,
  ScanEnd,
  ScanProgress,
  ScanScope,
} from './protocol.ts';
import { writer } from './writing.ts';

const nothing: Counts = { pass: 0, fail: 0, notApplicable: 0, notAssessed: 0 };
/** Buckets that progress names. */
const newest = 10;

/** One scan under way: what it has read so far, kept as it goes. */
export interface Running {
  /** The audit that it writes; null until that is clear. */
  audit(): string | null;
  snapshot(): Snapshot;
  stop(): void;
  pause(): void;
  resume(): void;
  /** There are new credentials in the keyring. */
  renewed(): void;
}

/**
 * Runs a live scan and keeps each resource as it is read, so that a page that closes loses at most the buckets in
 * flight. Progress is told at most ten times a second; verdicts are counted anew as seldom as their cost asks for.
 */
export function startScan(
  connection: Connection,
  ring: Keyring,
  scope: ScanScope,
  store: Store,
  checks: readonly Check[],
  load: Sdk,
  tell: (progress: ScanProgress) => void,
  {
    claim,
    touched,
  }: {
    /** Takes the audit for this tab before anything is written to it; throws where another tab has it. */
    claim: (audit: string) => Promise<void>;
    /** What this page has touched. */
    touched: Touches;
  },
): { running: Running; ended: Promise<ScanEnd> } {
  const stop = new AbortController();
  const through = gate();
  const held = new Map<string, ResourceFacts>();
  const finished: string[] = [];
  const problems = problemTally();
  const rate = speed(() => performance.now(), scope.pace);
  let audit: string | null = null;
  let origin: Origin = 'scan';
  let head: (() => SnapshotHead) | null = null;
  let latest: Progress | null = null;
  let counts: Counts = nothing;
  let rows: readonly BucketRow[] = [];
  let told = -Infinity;
  let counted = -Infinity;
  let cost = 0;
  let waits: string | null = null;
  /** What an earlier part of the audit was judged by goes on to count. */
  let settings: Pick<Snapshot, 'settings'> = {};

  const snapshot = (): Snapshot => {
    if (!head) throw new TypeError('the scan has not begun');
    return { ...head(), ...settings, facts: [...held.values()] };
  };
  const judge = (whole: Snapshot): Opened => {
    const before = performance.now();
    const opened = openAudit(whole, checks);
    counts = opened.counts;
    const byName = new Map(opened.rows.map((row) => [row.name, row]));
    rows = finished.flatMap((name) => byName.get(name) ?? []);
    counted = performance.now();
    cost = counted - before;
    return opened;
  };

  const report = (phase: ScanProgress['phase'], force = false) => {
    const now = performance.now();
    if (!force && now - told < 100) return;
    told = now;
    if (head && (force || now - counted > Math.max(1_000, cost * 20))) judge(snapshot());
    tell({
      audit,
      phase,
      paused: latest?.paused ?? null,
      bucketsListed: latest?.bucketsListed ?? null,
      bucketsInScope: latest?.bucketsInScope ?? null,
      bucketsDone: latest?.bucketsDone ?? 0,
      calls: latest?.calls ?? 0,
      throttled: latest?.throttled ?? 0,
      retried: latest?.retried ?? 0,
      current: latest?.current ?? '',
      counts,
      problems: problems.lines(),
      latest: rows,
      stored: audit === null || store.kept(audit),
      ...(latest ? rate(latest) : { callsPerSecond: 0, secondsLeft: null }),
    });
  };

  const save = (id: string, whole: SnapshotHead) =>
    store.save({
      id,
      head: whole,
      origin,
      buckets: whole.coverage.bucketsListed ?? 0,
      counts,
    });

  /** What the audit has already: as the scan's own, and in the store where it writes into a copy. */
  const adopt = async ({ audit: id, earlier }: Beginning) => {
    if (!earlier) return;
    const { facts, ...before } = earlier.snapshot;
    if (before.settings) settings = { settings: before.settings };
    for (const resource of facts) held.set(keyOf(resource), resource);
    if (earlier.mode === 'continue') return;
    const coverage = { ...before.coverage, ended: 'running' as const, note: '' };
    const startedAt = new Date().toISOString();
    await save(id, { ...before, startedAt, coverage });
    await store.replace(id, facts);
    const title = titleOfCopy(earlier.title, before.account, startedAt);
    await store.describe(id, { title, note: '' });
  };

  const run = async (): Promise<ScanEnd> => {
    report('connecting', true);
    const { pageRoof, scan } = await load();
    const beginning = await beginningOf(scope, store);
    mustBeSameAccount(beginning.earlier, connection);
    await claim(beginning.audit);
    const id = (audit = beginning.audit);
    origin = beginning.origin;
    await adopt(beginning);
    const write = writer<ResourceFacts>(async (group) => {
      if (head) await save(id, head());
      await store.append(id, group);
    });
    const found = await scan(
      planOf(connection, beginning, scope.pace, checks),
      pageRoof(ring, connection.endpoint),
      {
        begun: (of) => (head = of),
        progress(progress) {
          latest = progress;
          const now = progress.paused && `${progress.paused.why} ${progress.paused.says}`;
          report(progress.phase, now !== waits);
          waits = now;
        },
        async checkpoint(resource) {
          held.set(keyOf(resource), resource);
          problems.note(resource);
          await write(resource);
          if (resource.type !== 'bucket') return;
          finished.unshift(resource.resource);
          finished.length = Math.min(finished.length, newest);
        },
      },
      stop.signal,
      through,
      touched,
    );
    const { facts, ...end } = found;
    const { rows: all } = judge({ ...found, ...settings });
    await store.replace(id, facts);
    await store.save({ id, head: { ...end, ...settings }, origin, buckets: all.length, counts });
    head = null;
    report('ended', true);
    // An audit in which nothing at all could be judged is no audit; its sentence is told instead.
    const empty = end.coverage.bucketsListed === null && counts.pass + counts.fail === 0;
    const { ended, note } = end.coverage;
    if (!empty || beginning.earlier?.mode === 'continue') return { audit: id, ended, note };
    const stopped = 'The scan was stopped before anything was read.';
    await store.remove(id);
    return { audit: null, ended, note: ended === 'cancelled' ? stopped : note };
  };

  return {
    running: {
      audit: () => (head ? audit : null),
      snapshot,
      stop: () => stop.abort(),
      pause: () => through.pause(),
      resume: () => through.resume(),
      renewed: () => through.renewed(),
    },
    ended: run(),
  };
}
