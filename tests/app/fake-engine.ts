import * as checks from '../../src/checks/index.ts';
import { bucketOf, accountFactsOf, openAudit, pageOf, query } from '../../src/app/engine/opened.ts';
import type {
  AuditSummary,
  AuditView,
  Destination,
  Engine,
  Estimate,
  Keys,
  ScanEnd,
  ScanProgress,
  ScanScope,
} from '../../src/app/engine/protocol.ts';
import { oldestOf } from '../../src/app/engine/oldest.ts';
import type { Check } from '../../src/model/check.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

export interface Kept {
  id: string;
  snapshot: Snapshot;
  origin?: AuditSummary['origin'];
  stored?: boolean;
}

/** A scan that a test leads by hand. */
export interface LedScan {
  scope: ScanScope;
  progress(part: Partial<ScanProgress>): void;
  end(end: ScanEnd): void;
  fail(sentence: string): void;
}

const noProgress: ScanProgress = {
  audit: null,
  phase: 'connecting',
  paused: null,
  bucketsListed: null,
  bucketsInScope: null,
  bucketsDone: 0,
  calls: 0,
  callsPerSecond: 0,
  throttled: 0,
  retried: 0,
  secondsLeft: null,
  current: '',
  counts: { pass: 0, fail: 0, notApplicable: 0, notAssessed: 0 },
  problems: [],
  latest: [],
  stored: true,
};

const someone = {
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/Audit/me',
  kind: 'role',
  name: 'Audit',
  sessionName: 'me',
  partition: 'aws',
} as const;

const registry: readonly Check[] = Object.values(checks);

/**
 * An engine of plain functions over snapshots in memory, judged by the real checks: what the page gets from its
 * worker, without the worker. `calls` tells what was asked; `scans` are led by the test.
 */
export function fakeEngine(kept: readonly Kept[] = []) {
  const audits = new Map(kept.map((one) => [one.id, one]));
  const scans: LedScan[] = [];
  const calls: string[] = [];
  const connects: { keys: Keys; to: Destination }[] = [];
  const estimated: ScanScope[] = [];
  const estimates: { next: Estimate } = {
    next: {
      buckets: 26,
      calls: 480,
      seconds: 20,
      note: '',
      listed: 26,
      regions: ['eu-west-1', 'us-east-1'],
      missing: [],
    },
  };
  const renewals = { refusal: '' };
  const opened = (id: string) => {
    const one = audits.get(id);
    if (!one) throw new Error('This audit is not in this browser. It may have been deleted.');
    return { ...one, judged: openAudit(one.snapshot, registry) };
  };
  const summaryOf = ({ id, snapshot, origin = 'file', stored = true }: Kept): AuditSummary => {
    const { rows, counts } = openAudit(snapshot, registry);
    const { account, provider, startedAt, endedAt, sample, coverage } = snapshot;
    return {
      ...{ id, account, provider, startedAt, endedAt, sample, origin, stored, counts },
      buckets: rows.length,
      ended: coverage.ended,
    };
  };
  const engine: Engine = {
    audits: async () => [...audits.values()].map(summaryOf),
    checks: async () => registry.map(({ evaluate: _evaluate, ...card }) => card),
    async open(id): Promise<AuditView> {
      calls.push(`open ${id}`);
      const { judged, snapshot, ...one } = opened(id);
      return {
        summary: summaryOf({ ...one, snapshot }),
        snapshot,
        oldestAt: oldestOf(snapshot.facts),
        checks: registry.map(({ evaluate: _evaluate, ...card }) => card),
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
    openSample: async () => 'sample',
    openFile: async (file) => file.name,
    remove: async (id) => void audits.delete(id),
    eraseAll: async () => audits.clear(),
    async buckets(id, wanted, from, count) {
      calls.push(`buckets ${from} ${count}`);
      const { judged } = opened(id);
      return pageOf(judged, query(judged, wanted), from, count);
    },
    async bucket(id, name) {
      const found = bucketOf(opened(id).judged, name);
      if (!found) throw new Error(`This audit has no bucket called ${name}.`);
      return found;
    },
    async connect(keys, to) {
      calls.push('connect');
      connects.push({ keys, to });
      return { ...to, ...someone, expiresAt: keys.expiresAt };
    },
    async assume() {
      throw new Error('not in this test');
    },
    disconnect: async () => void calls.push('disconnect'),
    permissions: async () => ({ reads: [], canWrite: 'unknown', writeNotes: [], calls: 0 }),
    async estimate(scope) {
      estimated.push(scope);
      return estimates.next;
    },
    pauseScan: async () => void calls.push('pauseScan'),
    resumeScan: async () => void calls.push('resumeScan'),
    async renew(keys) {
      calls.push('renew');
      connects.push({ keys, to: connects[0]?.to as Destination });
      if (renewals.refusal !== '') throw new Error(renewals.refusal);
      return { ...(connects[0]?.to as Destination), ...someone, expiresAt: keys.expiresAt };
    },
    scan: (scope, onProgress) =>
      new Promise((resolve, reject) => {
        scans.push({
          scope,
          progress: (part) => onProgress({ ...noProgress, ...part }),
          end: resolve,
          fail: (sentence) => reject(new Error(sentence)),
        });
      }),
    cancelScan: async () => void calls.push('cancelScan'),
    exportCsv: async (id) => new Blob([`csv of ${id}`]),
    exportJson: async (id) => new Blob([`json of ${id}`]),
    exportPdf: async (id) => new Blob([`pdf of ${id}`]),
  };
  return { engine, scans, connects, calls, audits, estimated, estimates, renewals };
}
