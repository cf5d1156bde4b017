import { audit as findingsOf } from '../../audit/audit.ts';
import type { Check } from '../../model/check.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { countRead } from '../../gather/earlier.ts';
import { csvChunks } from '../../report/csv.ts';
import { readSnapshotFile } from '../../report/import.ts';
import { reportInput } from '../../report/input.ts';
import { exportSnapshot } from '../../report/json.ts';
import type { Origin, Store, StoredAudit } from '../../store/store.ts';
import { accountFactsOf, bucketOf, openAudit, type Opened, pageOf, query } from './opened.ts';
import type {
  AuditSummary,
  AuditView,
  BucketQuery,
  BucketView,
  Engine,
  ScanProgress,
  ScanScope,
} from './protocol.ts';
import { Sentence } from './rpc.ts';
import { summaryOf } from './summary.ts';
import { connect, type Sdk } from './connecting.ts';
import { estimator } from './estimating.ts';
import { keyring } from './keyring.ts';
import { oldestOf } from './oldest.ts';
import { renew } from './renewing.ts';
import { type Running, startScan } from './scanning.ts';

/** What the engine itself offers; PDFs are made by a worker of their own, which asks for `reportInput`. */
export type EngineCore = Omit<Engine, 'exportPdf'> & {
  reportInput(id: string): Promise<ReturnType<typeof reportInput>>;
};

/** What the engine needs from where it runs. */
export interface Surroundings {
  store: Store;
  checks: readonly Check[];
  sdk: Sdk;
  /** The sample account's file. */
  sample(): Promise<Uint8Array>;
}

/** Holds the audits: opens, judges, filters, exports and scans. Runs in a worker; knows nothing of the page. */
export function createEngine({ store, checks, sdk, sample }: Surroundings): EngineCore {
  let held: { id: string; opened: Opened; found: Map<string, number[]> } | null = null;
  let running: Running | null = null;
  const ring = keyring();
  const estimates = estimator(ring, store, checks, sdk);
  const cards = checks.map(({ evaluate: _evaluate, ...card }) => card);

  async function opened(id: string): Promise<Opened> {
    if (running?.audit() === id) return openAudit(running.snapshot(), checks);
    if (held?.id === id) return held.opened;
    const snapshot = await store.load(id);
    if (!snapshot)
      throw new Sentence(
        'This audit is not in this browser. It may have been deleted, or was made elsewhere.',
      );
    held = { id, opened: openAudit(settled(snapshot), checks), found: new Map() };
    return held.opened;
  }

  /** A scan that was under way when the page closed did not end; it only stopped being written. */
  const settled = (snapshot: Snapshot): Snapshot =>
    snapshot.coverage.ended === 'running'
      ? {
          ...snapshot,
          coverage: {
            ...snapshot.coverage,
            bucketsRead: countRead(snapshot.facts),
            ended: 'interrupted',
            note: 'The page was closed before the scan had ended. What was read until then is kept.',
          },
        }
      : snapshot;

  const summary = (stored: StoredAudit): AuditSummary =>
    summaryOf(stored, store, running?.audit() ?? null);

  async function keep(snapshot: Snapshot, origin: Origin): Promise<string> {
    const id = crypto.randomUUID();
    const judged = openAudit(snapshot, checks);
    const { facts, ...head } = snapshot;
    await store.save({ id, head, origin, buckets: judged.rows.length, counts: judged.counts });
    await store.append(id, facts);
    held = { id, opened: judged, found: new Map() };
    return id;
  }

  const snapshotOf = async (id: string) => (await opened(id)).snapshot;

  return {
    audits: async () => (await store.list()).map(summary),
    checks: async () => cards,
    async open(id): Promise<AuditView> {
      const judged = await opened(id);
      const stored = await store.head(id);
      const { facts: _facts, ...snapshot } = judged.snapshot;
      return {
        summary: {
          ...summary(stored ?? { id, head: snapshot, origin: 'scan', buckets: 0, counts: {} }),
          buckets: judged.rows.length,
          counts: judged.counts,
          ended: snapshot.coverage.ended,
        },
        snapshot,
        oldestAt: oldestOf(judged.snapshot.facts),
        checks: cards,
        counts: judged.counts,
        fails: judged.fails,
        regions: [...new Set(judged.rows.map(({ region }) => region))].sort(),
        exposure: judged.exposure,
        byCheck: judged.byCheck,
        accountFindings: judged.accountFindings,
        accountFacts: accountFactsOf(judged),
        unread: judged.unread,
      };
    },
    async openSample() {
      const known = (await store.list()).find(({ origin }) => origin === 'sample');
      const fresh = await readSnapshotFile(await sample());
      if (
        known &&
        known.head.endedAt === fresh.endedAt &&
        known.head.tool.version === fresh.tool.version
      )
        return known.id;
      if (known) await store.remove(known.id);
      return keep(fresh, 'sample');
    },
    async openFile(file) {
      return keep(await readSnapshotFile(new Uint8Array(await file.arrayBuffer())), 'file');
    },
    async remove(id) {
      if (running?.audit() === id)
        throw new Sentence('This scan is still running. Stop it first, then delete it.');
      if (held?.id === id) held = null;
      await store.remove(id);
    },
    async eraseAll() {
      if (running) throw new Sentence('A scan is still running. Stop it first, then erase.');
      held = null;
      await store.eraseAll();
    },
    async buckets(id, wanted: BucketQuery, from, count) {
      const judged = await opened(id);
      if (held?.id !== id) return pageOf(judged, query(judged, wanted), from, count);
      const key = JSON.stringify(wanted);
      let found = held.found.get(key);
      if (!found) {
        found = query(judged, wanted);
        if (held.found.size > 20) held.found.clear();
        held.found.set(key, found);
      }
      return pageOf(judged, found, from, count);
    },
    async bucket(id, name): Promise<BucketView> {
      const found = bucketOf(await opened(id), name);
      if (!found) throw new Sentence(`This audit has no bucket called ${name}.`);
      return found;
    },
    connect: (keys, to) => connect(keys, to, ring, sdk),
    async assume() {
      throw new Sentence('Taking on a role is not built yet.');
    },
    async disconnect() {
      running?.stop();
      ring.forget();
    },
    async permissions() {
      throw new Sentence('The look at permissions is not built yet.');
    },
    estimate: (scope) => estimates.estimate(scope),
    async pauseScan() {
      running?.pause();
    },
    async resumeScan() {
      running?.resume();
    },
    async renew(keys) {
      const waiting = running;
      if (!waiting) throw new Sentence('No scan is running that could take new credentials.');
      const connection = await renew(keys, waiting.account(), ring, sdk);
      waiting.renewed();
      return connection;
    },
    async scan(scope: ScanScope, onProgress: (progress: ScanProgress) => void) {
      if (!ring.connection)
        throw new Sentence('No credentials are held. Connect first, then scan.');
      if (running)
        throw new Sentence('A scan is running already. Stop it first, or wait for its end.');
      const started = startScan(ring.connection, ring, scope, store, checks, sdk, onProgress);
      running = started.running;
      try {
        return await started.ended;
      } finally {
        running = null;
        held = null;
        estimates.forget();
      }
    },
    async cancelScan() {
      running?.stop();
    },
    async exportCsv(id) {
      const snapshot = await snapshotOf(id);
      const chunks = [...csvChunks(findingsOf(snapshot, checks), snapshot, checks)];
      return new Blob(chunks, { type: 'text/csv;charset=utf-8' });
    },
    async exportJson(id) {
      const snapshot = await snapshotOf(id);
      return new Blob([exportSnapshot(snapshot)], { type: 'application/json' });
    },
    async reportInput(id) {
      const snapshot = await snapshotOf(id);
      return reportInput(snapshot, findingsOf(snapshot, checks), checks);
    },
  };
}
