import * as checks from '../../src/checks/index.ts';
import { pageOf, query } from '../../src/app/engine/bucket-list.ts';
import { checkFindingsOf, checkOf } from '../../src/app/engine/check-list.ts';
import { configured, rejudged } from '../../src/app/engine/configuring.ts';
import { bucketOf, accountFactsOf, openAudit, type Opened } from '../../src/app/engine/opened.ts';
import { digestOf } from '../../src/app/engine/digesting.ts';
import type {
  AccountRow,
  AccountsEnd,
  AccountsPlan,
  AccountsProgress,
  AccountsView,
  AggregatorReach,
  AuditSummary,
  AuditView,
  Destination,
  Engine,
  Estimate,
  FoundAggregators,
  Keys,
  KeySource,
  RoleRequest,
  PermissionReport,
  WaysReport,
  WriteHint,
  ScanEnd,
  ScanProgress,
  ScanScope,
} from '../../src/app/engine/protocol.ts';
import type { Check } from '../../src/model/check.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

export interface Kept {
  id: string;
  snapshot: Snapshot;
  origin?: AuditSummary['origin'];
  stored?: boolean;
  title?: string;
  note?: string;
  /** What else its summary says. */
  says?: Partial<AuditSummary>;
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

/** A look at permissions that found nothing out. */
export const emptyReport: PermissionReport = {
  reads: [],
  canWrite: 'unknown',
  writeNotes: [],
  buckets: 0,
  checks: 0,
  unassessed: [],
  calls: 0,
};
const someone = {
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/Audit/me',
  kind: 'role',
  name: 'Audit',
  sessionName: 'me',
  partition: 'aws',
} as const;

/** A reading of an organisation that a test leads by hand. */
export interface LedReading {
  plan: AccountsPlan;
  progress(part: Partial<AccountsProgress>): void;
  end(end: AccountsEnd): void;
  fail(sentence: string): void;
}

const answer = <T>(found: T | string): T => {
  if (typeof found === 'string') throw new Error(found);
  return found;
};

/** The newest audit of each account, as the engine gives it. */
function viewOf(kept: readonly Kept[]): AccountsView {
  const rows = kept.map(({ id, snapshot, title = '', origin = 'file' }): AccountRow => {
    const { of: _of, ...digest } = digestOf(judge(snapshot));
    const { account, partition, provider, startedAt, endedAt, coverage } = snapshot;
    const { ended, bucketsListed, bucketsRead } = coverage;
    return {
      ...digest,
      ...{ id, title, account, partition, provider, startedAt, endedAt },
      ...{ ended, bucketsListed, bucketsRead, imported: origin === 'file' },
    };
  });
  return { rows, older: 0, running: 0 };
}

const registry: readonly Check[] = Object.values(checks);

/** Judged once for each snapshot, as the engine holds an audit open. */
const judged = new WeakMap<Snapshot, Opened>();
function judge(snapshot: Snapshot): Opened {
  const opened = judged.get(snapshot) ?? openAudit(snapshot, registry);
  judged.set(snapshot, opened);
  return opened;
}

/**
 * An engine of plain functions over snapshots in memory, judged by the real checks: what the page gets from its
 * worker, without the worker. `calls` tells what was asked; `scans` are led by the test.
 */
export function fakeEngine(kept: readonly Kept[] = []) {
  const audits = new Map(kept.map((one) => [one.id, one]));
  const scans: LedScan[] = [];
  const calls: string[] = [];
  const roles: RoleRequest[] = [];
  const sources: KeySource[] = [];
  const readings: LedReading[] = [];
  /** What AWS Config tells; a text is the sentence of a failure. */
  const organisation: {
    found: FoundAggregators | string;
    reach: AggregatorReach | string;
  } = {
    found: { aggregators: [], regions: 17, gaps: [] },
    reach: { accounts: [], regions: [], failing: [], gaps: [] },
  };
  const connects: { keys: Keys; to: Destination }[] = [];
  const reported: { next: WaysReport | null } = { next: null };
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
  /** What becomes of a look at objects. */
  const looks = {
    partly: '',
    next: async (_id: string, _bucket: string): Promise<void> => undefined,
  };
  const hints: { next: WriteHint } = { next: { canWrite: 'unknown', writeNotes: [] } };
  const opened = (id: string) => {
    const one = audits.get(id);
    if (!one) throw new Error('This audit is not in this browser. It may have been deleted.');
    return { ...one, judged: judge(one.snapshot) };
  };
  const summaryOf = (one: Kept): AuditSummary => {
    const { id, snapshot, origin = 'file', stored = true, title = '', note = '', says } = one;
    const { rows, counts } = judge(snapshot);
    const { account, provider, startedAt, endedAt, sample, coverage } = snapshot;
    return {
      ...{ id, account, provider, startedAt, endedAt, sample, origin, stored, counts },
      recorded: false,
      ...{ title, note, elsewhere: false, storedWhy: stored ? '' : 'noDatabase' },
      buckets: rows.length,
      bucketsListed: coverage.bucketsListed,
      bucketsRead: coverage.bucketsRead,
      ended: coverage.ended,
      ...says,
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
        checks: registry.map(({ evaluate: _evaluate, ...card }) => card),
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
    openSample: async () => 'sample',
    openFile: async (file) => ({ audit: file.name }),
    placeFile: async (into) => {
      calls.push(`placeFile ${into}`);
      return into ?? 'own';
    },
    forgetFile: async () => void calls.push('forgetFile'),
    async addFile(id, file) {
      calls.push(`addFile ${id} ${file.name}`);
      return id;
    },
    async describe(id, label) {
      const one = audits.get(id);
      if (!one) throw new Error('This audit is not in this browser any more.');
      audits.set(id, { ...one, ...label });
    },
    async configure(id, settings) {
      const { judged, ...one } = opened(id);
      const snapshot = configured(judged.snapshot, settings);
      audits.set(id, { ...one, snapshot });
      return rejudged(judged.snapshot, snapshot, registry);
    },
    remove: async (id) => void audits.delete(id),
    async eraseAll() {
      const gone = [...audits.values()].map(summaryOf);
      audits.clear();
      return {
        at: '2026-03-01T12:00:00.000Z',
        audits: gone,
        memory: gone.filter(({ stored }) => !stored).length,
        tables: [
          { name: 'audits', before: gone.length, after: 0 },
          { name: 'parts', before: gone.length, after: 0 },
        ],
        refused: '',
      };
    },
    refused: async () => '',
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
    async sampleObjects(id, bucket, plan, tell) {
      calls.push(`sampleObjects ${bucket} ${JSON.stringify(plan)}`);
      tell({ phase: 'reading', looked: 3, of: plan.objects, calls: 9 });
      await looks.next(id, bucket);
    },
    async openReport(id, bucket, files, tell) {
      calls.push(`openReport ${bucket} ${files.map(({ name }) => name).join(' ')}`);
      tell({ read: 5, of: 10, lines: 40 });
      await looks.next(id, bucket);
      return { objects: 40, createdAt: '2026-11-23T00:00:00.000Z', partly: looks.partly };
    },
    cancelObjects: async () => void calls.push('cancelObjects'),
    async check(id, check) {
      const found = checkOf(opened(id).judged, check);
      if (!found) throw new Error(`This audit has no check called ${check}.`);
      return found;
    },
    checkFindings: async (id, check, verdict, from, count) =>
      checkFindingsOf(opened(id).judged, check, verdict, from, count),
    async connect(keys, to) {
      calls.push('connect');
      connects.push({ keys, to });
      return { ...to, ...someone, expiresAt: keys.expiresAt };
    },
    async connectBy(source, to) {
      sources.push(source);
      return engine.connect(
        { accessKeyId: '', secretAccessKey: '', sessionToken: '', expiresAt: null },
        to,
      );
    },
    async assume(role) {
      roles.push(role);
      const { to } = connects.at(-1) as (typeof connects)[number];
      return {
        ...to,
        account: role.roleArn.split(':')[4] ?? '',
        arn: `arn:aws:sts::222222222222:assumed-role/Other/${role.sessionName}`,
        kind: 'role',
        name: role.roleArn.split('/').at(-1) ?? '',
        sessionName: role.sessionName,
        partition: 'aws',
        expiresAt: null,
        narrowed: role.narrowed,
      };
    },
    async useRelays(regions) {
      calls.push(`useRelays ${regions.join(' ')}`);
    },
    disconnect: async () => void calls.push('disconnect'),
    async permissions() {
      calls.push('permissions');
      return emptyReport;
    },
    writeHint: async () => hints.next,
    cancelPermissions: async () => void calls.push('cancelPermissions'),
    ways: async (chosen) =>
      reported.next ?? {
        ways: [],
        regions: ['eu-west-1'],
        buckets: 3,
        listedBy: 'direct',
        calls: 4,
        checks: Object.values(checks)
          .filter(({ id }) => chosen?.includes(id) ?? true)
          .map(({ id }) => ({ id, extent: 'all', missing: [], openers: [] })),
      },
    async estimate(scope) {
      estimated.push(scope);
      return estimates.next;
    },
    pauseScan: async () => void calls.push('pauseScan'),
    resumeScan: async () => void calls.push('resumeScan'),
    async renew(keys, mfaCode) {
      calls.push(mfaCode ? `renew ${mfaCode}` : 'renew');
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
    async aggregators(told) {
      calls.push('aggregators');
      told({ asked: 0, of: 17 });
      return answer(organisation.found);
    },
    async aggregatorReach({ name, region }) {
      calls.push(`reach ${name} ${region}`);
      return answer(organisation.reach);
    },
    readAccounts: (plan, tell) =>
      new Promise((resolve, reject) => {
        readings.push({
          plan,
          progress: (part) =>
            tell({
              ...{ accounts: plan.accounts.length, done: 0, buckets: 0, calls: 0 },
              ...{ reading: [], finished: [], stored: true, ...part },
            }),
          end: resolve,
          fail: (sentence) => reject(new Error(sentence)),
        });
      }),
    cancelAccounts: async () => void calls.push('cancelAccounts'),
    async accounts(told) {
      told({ done: 0, of: audits.size });
      return viewOf([...audits.values()]);
    },
    exportAccounts: async (ids) => new Blob([ids.join()]),
    exportCsv: async (id) => new Blob([`csv of ${id}`]),
    exportExposure: async (id) => new Blob([`who gets in, of ${id}`]),
    exportCalls: async (id) => new Blob([`calls of ${id}`]),
    exportJson: async (id) => new Blob([`json of ${id}`]),
    exportPdf: async (id) => new Blob([`pdf of ${id}`]),
  };
  const told = { organisation, readings, estimated, estimates, renewals, hints, looks, reported };
  return { engine, scans, connects, roles, sources, calls, audits, ...told };
}
