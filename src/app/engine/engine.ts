import type { Check } from '../../model/check.ts';
import type { ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import { pause } from '../../gather/pace.ts';
import { type Touches, touches } from '../../gather/quiet.ts';
import type { Origin, Store } from '../../store/store.ts';
import { type Found, pageOf, query } from './bucket-list.ts';
import { checkFindingsOf, checkOf } from './check-list.ts';
import { accountFactsOf, bucketOf, openAudit, type Opened } from './opened.ts';
import type {
  AuditLabel,
  AuditSummary,
  AuditView,
  BucketQuery,
  BucketView,
  Engine,
  Erasure,
  Rejudged,
  ScanProgress,
  ScanScope,
} from './protocol.ts';
import { configured, rejudged } from './configuring.ts';
import { exporting } from './exporting.ts';
import { labelOf } from './label.ts';
import { type AuditLocks, auditLocks } from './locks.ts';
import { Sentence } from './rpc.ts';
import { isLeft, summaryOf, type Writing } from './summary.ts';
import { alone, type Tabs } from './tabs.ts';
import { assume, connect, connectBy, renew, type Sdk } from './connecting.ts';
import { relaysOver } from '../relay/lanes.ts';
import { keyring } from './keyring.ts';
import { hintOfWrites, lookAtPermissions } from './looking.ts';
import { estimator } from './estimating.ts';
import { reportWays } from './finding-ways.ts';
import { organising, readingSays } from './organising.ts';
import { type Running, startScan } from './scanning.ts';
import { settle, settled } from './settling.ts';

/** What the engine itself offers; PDFs are made by a worker of their own, which asks for `reportInput`. */
export type EngineCore = Omit<Engine, 'exportPdf'> & {
  reportInput(id: string): ReturnType<ReturnType<typeof exporting>['reportInput']>;
};

/** What the engine needs from where it runs. */
export interface Surroundings {
  store: Store;
  checks: readonly Check[];
  sdk: Sdk;
  /** Which audits are written by which tab; the browser's own where not given. */
  locks?: AuditLocks;
  tabs?: Tabs;
  /** Keeps account of when buckets are touched; over ten seconds where not given. */
  touched?: Touches;
  /** The sample account's file. */
  sample(): Promise<Uint8Array>;
}

/** What opens files, and what puts them together with audits, load when they are needed. */
const readBytes = async (bytes: Uint8Array) =>
  (await import('../../report/import.ts')).readSnapshotFile(bytes);
const filing = () => import('./filing.ts');

/** Holds the audits: opens, judges, filters, exports and scans. Runs in a worker; knows nothing of the page. */
export function createEngine({
  store,
  checks,
  sdk,
  locks = auditLocks(),
  tabs = alone,
  touched = touches({ clock: () => performance.now(), wait: pause }),
  sample,
}: Surroundings): EngineCore {
  let held: { id: string; opened: Opened; found: Map<string, Found> } | null = null;
  let running: Running | null = null;
  let starting = false;
  let looking: AbortController | null = null;
  let finding: AbortController | null = null;
  /** The look at objects that is under way. */
  let viewed: AbortController | null = null;
  /** A file that was read and is kept nowhere yet. */
  let waiting: Snapshot | null = null;
  // What the page touched before a reload is not known any more.
  touched.assumeMany();
  let pace: ScanScope['pace'] = 'full';
  /** Audits that this engine has scanned, and when its scan ended; what others touched since is not known either. */
  const own = new Map<string, string>();
  const endOf = async (id: string) => (await store.head(id))?.head.endedAt;
  const ring = keyring();
  const estimates = estimator(ring, store, checks, sdk);
  const cards = checks.map(({ evaluate: _evaluate, ...card }) => card);

  async function opened(id: string): Promise<Opened> {
    if (running?.audit() === id) return openAudit(running.snapshot(), checks);
    if (held?.id === id) return held.opened;
    const snapshot = await store.load(id);
    if (!snapshot)
      throw new Sentence(
        store.refused() === 'otherVersion'
          ? 'Audits in this browser are kept in the form of a newer version of this page. Reload the page to see this one.'
          : 'This audit is not in this browser. It may have been deleted, or was made elsewhere.',
      );
    const grows = (await locks.held()).has(id);
    held = {
      id,
      opened: openAudit(grows ? snapshot : settled(snapshot), checks),
      found: new Map(),
    };
    return held.opened;
  }

  const writing = async (): Promise<Writing> => ({
    here: running?.audit() ?? null,
    anywhere: await locks.held(),
  });

  // What another tab has deleted is not shown here from memory.
  tabs.onChange(async () => {
    const id = held?.id;
    if (id === undefined) return;
    const head = (await store.head(id))?.head;
    // Nor by settings that another tab has changed.
    const same =
      head && JSON.stringify(head.settings) === JSON.stringify(held?.opened.snapshot.settings);
    if (!same && held?.id === id) held = null;
  });

  /** Takes an audit for as long as something is done to it that another tab must not do meanwhile. */
  async function lock(id: string): Promise<() => Promise<void>> {
    const release = await locks.hold(id);
    if (!release)
      throw new Sentence(
        'A scan in another tab is writing this audit. Wait for its end, or stop it there first.',
      );
    return release;
  }

  async function keep(snapshot: Snapshot, origin: Origin): Promise<string> {
    const id = crypto.randomUUID();
    const judged = openAudit(snapshot, checks);
    const { facts, ...head } = snapshot;
    const { rows, counts } = judged;
    await store.create({ id, head, origin, buckets: rows.length, counts }, facts);
    held = { id, opened: judged, found: new Map() };
    return id;
  }

  const snapshotOf = async (id: string) => (await opened(id)).snapshot;
  const readFile = async (file: File) => readBytes(new Uint8Array(await file.arrayBuffer()));

  async function add(id: string, added: Snapshot): Promise<string> {
    if (running?.audit() === id)
      throw new Sentence('The scan is still writing this audit. Wait for its end, or stop it.');
    const release = await lock(id);
    try {
      const held = { id, snapshot: await snapshotOf(id) };
      return await (await filing()).addToCopy(held, added, store, keep);
    } finally {
      await release();
    }
  }

  /** Takes an audit while something is seen of one of its buckets, and keeps it. */
  async function viewing<T extends { snapshot: Snapshot; resource: ResourceFacts }>(
    id: string,
    see: (snapshot: Snapshot, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (running?.audit() === id)
      throw new Sentence('The scan is still writing this audit. Wait for its end, or stop it.');
    if (viewed) throw new Sentence('Another look at objects is under way. Stop it first.');
    const mine = (viewed = new AbortController());
    let release: (() => Promise<void>) | null = null;
    try {
      release = await lock(id);
      const seen = await see(await snapshotOf(id), mine.signal);
      const stored = await store.head(id);
      if (!stored)
        throw new Sentence('This audit is not in this browser any more. It may have been deleted.');
      const judged = openAudit(seen.snapshot, checks);
      const { facts: _facts, ...head } = seen.snapshot;
      await store.append(id, [seen.resource]);
      const { origin } = stored;
      await store.save({ id, head, origin, buckets: judged.rows.length, counts: judged.counts });
      held = { id, opened: judged, found: new Map() };
      return seen;
    } finally {
      viewed = null;
      await release?.();
    }
  }

  /** A running scan signs with whatever is held, so nothing else may be held meanwhile. */
  const refuseWhileScanning = () => {
    if (running || starting)
      throw new Sentence('A scan is running already. Stop it first, or wait for its end.');
    if (organisation.reading()) throw new Sentence(readingSays);
  };

  const settleLeft = async (now: Writing) => {
    for (const stored of await store.list())
      if (isLeft(stored, now)) await settle(stored, store, checks);
  };
  const organisation = organising({ ring, load: sdk, store, checks, locks }, refuseWhileScanning);
  const objectsPart = () =>
    import('./objects.ts').catch(() => {
      throw new Sentence(
        'The part of this page that looks at objects could not be loaded. Check the network and try again.',
      );
    });
  const accountsPart = () =>
    import('./accounts.ts').catch(() => {
      throw new Sentence(
        'The part of this page that shows accounts could not be loaded. Check the network and try again.',
      );
    });

  return {
    async audits(): Promise<readonly AuditSummary[]> {
      const now = await writing();
      await settleLeft(now);
      return (await store.list()).map((stored) => summaryOf(stored, store, now));
    },
    refused: async () => store.refused(),
    checks: async () => cards,
    async open(id): Promise<AuditView> {
      // One that grew when it was last opened, here or in another tab, is read anew.
      if (held?.id === id && held.opened.snapshot.coverage.ended === 'running') held = null;
      const judged = await opened(id);
      const stored = await store.head(id);
      const { facts: _facts, ...snapshot } = judged.snapshot;
      return {
        summary: {
          ...summaryOf(
            stored ?? {
              ...{ id, head: snapshot, origin: 'scan', buckets: 0, counts: {} },
              ...{ title: '', note: '' },
            },
            store,
            await writing(),
          ),
          buckets: judged.rows.length,
          counts: judged.counts,
          ended: snapshot.coverage.ended,
        },
        snapshot,
        checks: cards,
        counts: judged.counts,
        fails: judged.fails,
        regions: [...new Set(judged.rows.map(({ region }) => region))].sort(),
        exposure: judged.exposure,
        byRegion: judged.byRegion,
        oldest: judged.oldest,
        recorded: judged.recorded,
        byCheck: judged.byCheck,
        accountFindings: judged.accountFindings,
        accountFacts: accountFactsOf(judged),
        unread: judged.unread,
      };
    },
    async openSample() {
      const known = (await store.list()).find(({ origin }) => origin === 'sample');
      const fresh = await readBytes(await sample());
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
      waiting = null;
      const found = await readFile(file);
      const fits = await (await filing()).fitsOf(found, store, await writing());
      if (fits.length === 0) return { audit: await keep(found, 'file') };
      waiting = found;
      return { audit: null, account: found.account, endedAt: found.endedAt, fits };
    },
    async placeFile(into) {
      if (!waiting) throw new Sentence('No file waits to be kept. Choose it again.');
      const id = await (into === null ? keep(waiting, 'file') : add(into, waiting));
      waiting = null;
      return id;
    },
    async forgetFile() {
      waiting = null;
    },
    addFile: async (id, file) => add(id, await readFile(file)),
    async describe(id, label: AuditLabel) {
      if (!(await store.describe(id, labelOf(label))))
        throw new Sentence('This audit is not in this browser any more. It may have been deleted.');
    },
    async configure(id, typed): Promise<Rejudged> {
      if (running?.audit() === id)
        throw new Sentence(
          'The scan is still writing this audit. Wait for its end, or stop it, then change its settings.',
        );
      const release = await lock(id);
      try {
        const { snapshot } = await opened(id);
        const next = configured(snapshot, typed);
        const judged = openAudit(next, checks);
        if (!(await store.configure(id, next.settings, judged.counts)))
          throw new Sentence(
            'This audit is not in this browser any more. It may have been deleted.',
          );
        held = { id, opened: judged, found: new Map() };
        return rejudged(snapshot, next, checks);
      } finally {
        await release();
      }
    },
    async remove(id) {
      if (running?.audit() === id)
        throw new Sentence('This scan is still running. Stop it first, then delete it.');
      const release = await lock(id);
      try {
        if (held?.id === id) held = null;
        await store.remove(id);
      } finally {
        await release();
      }
    },
    async eraseAll(): Promise<Erasure> {
      if (running) throw new Sentence('A scan is still running. Stop it first, then erase.');
      if (organisation.reading()) throw new Sentence(readingSays);
      if ((await locks.held()).size > 0)
        throw new Sentence(
          'A scan is running in another tab. Wait for its end, or stop it there first, then erase.',
        );
      held = null;
      const { audits, memory, tables } = await store.eraseAll();
      return {
        at: new Date().toISOString(),
        audits: audits.map(({ head, title, buckets, origin }) => ({
          ...{ title, buckets, origin },
          account: head.account,
          startedAt: head.startedAt,
          endedAt: head.endedAt,
          sample: head.sample,
        })),
        memory,
        tables,
        refused: store.refused(),
      };
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
    async sampleObjects(id, bucket, plan, tell) {
      refuseWhileScanning();
      await viewing(id, async (snapshot, signal) => {
        const { sampleInto } = await objectsPart();
        return sampleInto(snapshot, bucket, plan, ring, signal, tell);
      });
    },
    async openReport(id, bucket, files, tell) {
      const { end } = await viewing(id, async (snapshot, signal) => {
        const { reportInto } = await objectsPart();
        return reportInto(snapshot, bucket, files, signal, tell);
      });
      return end;
    },
    async cancelObjects() {
      viewed?.abort();
    },
    async check(id, check) {
      const found = checkOf(await opened(id), check);
      if (!found) throw new Sentence(`This audit has no check called ${check}.`);
      return found;
    },
    checkFindings: async (id, check, verdict, from, count) =>
      checkFindingsOf(await opened(id), check, verdict, from, count),
    async connect(keys, to) {
      refuseWhileScanning();
      return connect(keys, to, ring, sdk);
    },
    async connectBy(source, to) {
      refuseWhileScanning();
      return connectBy(source, to, ring, sdk);
    },
    async assume(role) {
      refuseWhileScanning();
      return assume(role, ring, sdk);
    },
    async useRelays(regions, control) {
      ring.offer(regions.length > 0 ? relaysOver(control, regions) : null);
      estimates.forget();
    },
    async disconnect() {
      running?.stop();
      looking?.abort();
      finding?.abort();
      viewed?.abort();
      organisation.stop();
      ring.forget();
    },
    async permissions(chosen, onCalls = () => undefined) {
      looking?.abort();
      const mine = (looking = new AbortController());
      // Who has scanned quietly goes on quietly.
      const touch = pace === 'quiet' ? touched.quietly : touched.atOnce;
      return lookAtPermissions(chosen, ring, checks, mine.signal, onCalls, touch);
    },
    writeHint: () => hintOfWrites(ring),
    async cancelPermissions() {
      looking?.abort();
    },
    ways(chosen) {
      finding?.abort();
      finding = new AbortController();
      return reportWays(chosen, ring, checks, sdk, finding.signal);
    },
    estimate: (scope) => estimates.estimate(scope),
    async pauseScan() {
      running?.pause();
    },
    async resumeScan() {
      running?.resume();
    },
    async renew(keys, mfaCode = '') {
      const waiting = running;
      if (!waiting) throw new Sentence('No scan is running that could take new credentials.');
      const connection = await renew(keys, mfaCode, ring, sdk);
      waiting.renewed();
      return connection;
    },
    async scan(scope: ScanScope, onProgress: (progress: ScanProgress) => void) {
      if (!ring.connection)
        throw new Sentence('No credentials are held. Connect first, then scan.');
      refuseWhileScanning();
      starting = true;
      // The scan finds out by itself; only its own calls are sent from here on.
      finding?.abort();
      pace = scope.pace;
      let release: (() => Promise<void>) | null = null;
      try {
        const { from } = scope;
        if (from?.mode === 'continue' && own.get(from.audit) !== (await endOf(from.audit)))
          touched.assumeMany();
        const started = startScan(ring.connection, ring, scope, store, checks, sdk, onProgress, {
          claim: async (audit) => void (release = await lock(audit)),
          touched,
        });
        running = started.running;
        const end = await started.ended;
        const at = end.audit === null ? undefined : await endOf(end.audit);
        if (end.audit !== null && at !== undefined) own.set(end.audit, at);
        return end;
      } finally {
        running = null;
        starting = false;
        held = null;
        await (release as (() => Promise<void>) | null)?.(); // set by a callback, which control flow analysis cannot see
        estimates.forget();
      }
    },
    async cancelScan() {
      running?.stop();
    },
    aggregators: (told) => organisation.find((asked, of) => told({ asked, of })),
    aggregatorReach: (aggregator) => organisation.reach(aggregator),
    readAccounts: (plan, tell) => organisation.read(plan, tell),
    async cancelAccounts() {
      organisation.stop();
    },
    async accounts(told) {
      const now = await writing();
      await settleLeft(now);
      const { accountsView } = await accountsPart();
      return accountsView(store, checks, now, (done, of) => told({ done, of }));
    },
    async exportAccounts(audits) {
      const { accountsFile } = await accountsPart();
      return accountsFile(audits, store, checks);
    },
    ...exporting(snapshotOf, store, checks),
  };
}
