import type { ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import { factTitle, gapTitle } from '../../model/words.ts';
import type { FactName } from '../../model/facts.ts';
import type { Progress } from '../../gather/scan.ts';
import type { Store } from '../../store/store.ts';
import { openAudit, type Opened } from './opened.ts';
import type { Check } from '../../model/check.ts';
import { Sentence } from './rpc.ts';
import { headOf, speed, whole } from './running.ts';
import type { Sdk } from './connecting.ts';
import type { Keyring } from './keyring.ts';
import type { Connection, Counts, ScanEnd, ScanProgress, ScanScope } from './protocol.ts';

const nothing: Counts = { pass: 0, fail: 0, notApplicable: 0, notAssessed: 0 };

/** One scan under way: what it has read so far, kept as it goes. */
export interface Running {
  audit: string;
  snapshot(): Snapshot;
  stop(): void;
}

/**
 * Runs a live scan and keeps each resource as it is read, so that a reload loses at most what was in flight.
 * Progress is told at most ten times a second; verdicts are counted anew as seldom as their cost asks for.
 */
export function startScan(
  connection: Connection,
  ring: Keyring,
  _scope: ScanScope,
  store: Store,
  checks: readonly Check[],
  load: Sdk,
  tell: (progress: ScanProgress) => void,
): { running: Running; ended: Promise<ScanEnd> } {
  const audit = crypto.randomUUID();
  const startedAt = new Date().toISOString();
  const stop = new AbortController();
  const resources: ResourceFacts[] = [];
  const problems = new Map<string, number>();
  const rate = speed(() => performance.now());
  let account = connection.account;
  let latest: Progress | null = null;
  let counts: Counts = nothing;
  let told = -Infinity;
  let counted = -Infinity;
  let cost = 0;

  const snapshot = (): Snapshot =>
    whole(headOf(connection, account, startedAt, new Date().toISOString(), resources), resources);
  const save = (opened: Opened, head: Omit<Snapshot, 'facts'>) =>
    store.save({
      id: audit,
      head,
      origin: 'scan',
      buckets: opened.rows.length,
      counts: opened.counts,
    });
  const count = (): Opened => {
    const before = performance.now();
    const opened = openAudit(snapshot(), checks);
    counts = opened.counts;
    counted = performance.now();
    cost = counted - before;
    return opened;
  };

  const report = (phase: ScanProgress['phase'], force = false) => {
    const now = performance.now();
    if (!force && now - told < 100) return;
    told = now;
    if (force || now - counted > Math.max(1_000, cost * 20)) count();
    tell({
      audit,
      phase,
      paused: null,
      bucketsListed: latest?.bucketsListed ?? null,
      bucketsDone: latest?.bucketsDone ?? 0,
      calls: latest?.calls ?? 0,
      throttled: latest?.throttled ?? 0,
      retried: latest?.retried ?? 0,
      current: latest?.current ?? '',
      counts,
      problems: [...problems].map(([says, many]) => ({ says, count: many })),
      ...(latest ? rate(latest) : { callsPerSecond: 0, secondsLeft: null }),
    });
  };

  // Writes follow one another, and a scan does not wait for them until its end.
  let writing: Promise<unknown> = Promise.resolve();
  const unsaved: ResourceFacts[] = [];
  let queued = false;
  const flush = () => {
    if (queued) return;
    queued = true;
    writing = writing.then(async () => {
      await new Promise((later) => setTimeout(later, 200));
      queued = false;
      const part = unsaved.splice(0);
      if (part.length > 0) await store.append(audit, part);
    });
  };

  const run = async (): Promise<ScanEnd> => {
    report('connecting', true);
    const { directRoof, scan } = await load();
    const found = await scan(
      {
        region: connection.region,
        provider: connection.provider,
        accountName: connection.accountName,
        concurrency: 16,
        tool: { name: 'bucketproof', version: __VERSION__, build: __BUILD__ },
      },
      directRoof(ring, connection.endpoint),
      {
        progress(progress) {
          latest = progress;
          account = progress.account;
          report(progress.phase);
        },
        checkpoint(resource) {
          resources.push(resource);
          noteProblems(resource, problems);
          unsaved.push(resource);
          if (resources.length === 1) writing = writing.then(() => save(count(), snapshot()));
          flush();
        },
      },
      stop.signal,
    );
    await writing;
    if (unsaved.length > 0) await store.append(audit, unsaved.splice(0));
    const { facts, ...head } = found;
    const opened = openAudit({ ...head, facts }, checks);
    counts = opened.counts;
    await save(opened, head);
    report('ended', true);
    // An audit in which nothing at all could be judged is no audit; its sentence is told instead.
    const empty = head.coverage.bucketsListed === null && counts.pass + counts.fail === 0;
    const { ended, note } = head.coverage;
    if (!empty) return { audit, ended, note };
    const nothing = 'The scan was stopped before anything was read.';
    return { audit: await discard(), ended, note: ended === 'cancelled' ? nothing : note };
  };
  const discard = async () => {
    await store.remove(audit);
    return null;
  };

  const ended = run().catch(async (error: unknown) => {
    await writing.catch(() => undefined);
    if (error instanceof Error && error.name === 'SessionError') {
      await discard();
      const { explain } = await import('../../gather/explain.ts');
      throw new Sentence(explain('session', error as never));
    }
    throw error;
  });
  return { running: { audit, snapshot, stop: () => stop.abort() }, ended };
}

/** Counts gaps as they come, in words. */
function noteProblems(resource: ResourceFacts, problems: Map<string, number>) {
  for (const [fact, evidence] of Object.entries(resource.facts)) {
    if (evidence.known || evidence.gap === 'skipped') continue;
    const says = `${factTitle[fact as FactName]}: ${gapTitle[evidence.gap]} (${evidence.actions.join(', ')})`;
    problems.set(says, (problems.get(says) ?? 0) + 1);
  }
}
