import { indexAccount, type AccountIndex } from '../../access/index-account.ts';
import { exposureOf } from '../../access/exposure.ts';
import { viewOf } from '../../access/view.ts';
import { auditResource, resourcesOf } from '../../audit/audit.ts';
import type { Check, Severity, Topic, VerdictWord } from '../../model/check.ts';
import { severities, verdicts } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import type { AuditView, BucketPage, BucketQuery, BucketRow, Counts } from './protocol.ts';

/** One audit held open: its snapshot, one row for each bucket, and every verdict as one byte. */
export interface Opened {
  snapshot: Snapshot;
  index: AccountIndex;
  checks: readonly Check[];
  counts: Counts;
  fails: Readonly<Record<Severity, number>>;
  exposure: AuditView['exposure'];
  byCheck: AuditView['byCheck'];
  rows: readonly BucketRow[];
  byName: ReadonlyMap<string, ResourceFacts>;
  accountFindings: readonly Finding[];
  unread: AuditView['unread'];
  /** Per row: the verdict of each check, as index into `verdicts`; 255 where the check is not about buckets. */
  matrix: readonly Uint8Array[];
}

const noCounts = (): Record<VerdictWord, number> => ({
  pass: 0,
  fail: 0,
  notApplicable: 0,
  notAssessed: 0,
});

/**
 * Judges a snapshot and keeps what lists need. Findings themselves are not kept: those of one bucket are made
 * again when its page opens, which costs less than a millisecond, and a million of them would not fit.
 */
export function openAudit(snapshot: Snapshot, checks: readonly Check[]): Opened {
  const index = indexAccount(snapshot);
  const counts = noCounts();
  const fails: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const exposure = { public: 0, notPublic: 0, unknown: 0 };
  const byCheck = Object.fromEntries(checks.map(({ id }) => [id, noCounts()]));
  const rows: BucketRow[] = [];
  const matrix: Uint8Array[] = [];
  const byName = new Map<string, ResourceFacts>();
  const unread = new Map<
    string,
    { fact: string; gap: string; actions: readonly string[]; resources: number }
  >();
  let accountFindings: readonly Finding[] = [];
  const place = new Map(checks.map((check, at) => [check.id, at]));

  for (const resource of resourcesOf(snapshot)) {
    const findings = auditResource(resource, index, checks, snapshot.endedAt);
    const reasons = new Set<string>();
    for (const finding of findings) {
      counts[finding.verdict]++;
      const ofCheck = byCheck[finding.check];
      if (ofCheck) ofCheck[finding.verdict]++;
      if (finding.verdict === 'fail') fails[finding.severity]++;
      for (const { fact, gap, actions } of finding.missing) {
        const reason = `${fact} ${gap} ${actions.join()}`;
        if (!unread.has(reason)) unread.set(reason, { fact, gap, actions, resources: 0 });
        reasons.add(reason);
      }
    }
    for (const reason of reasons) {
      const line = unread.get(reason);
      if (line) line.resources++;
    }
    if (resource.type === 'account') accountFindings = findings;
    if (resource.type !== 'bucket') continue;
    byName.set(resource.resource, resource);
    const row = rowOf(resource, findings, checks);
    rows.push(row);
    exposure[row.exposure]++;
    const verdictsHere = new Uint8Array(checks.length).fill(255);
    for (const finding of findings)
      verdictsHere[place.get(finding.check) ?? 0] = verdicts.indexOf(finding.verdict);
    matrix.push(verdictsHere);
  }
  return {
    snapshot,
    index,
    checks,
    counts,
    fails,
    exposure,
    byCheck,
    rows,
    byName,
    accountFindings,
    unread: [...unread.values()].sort((a, b) => b.resources - a.resources),
    matrix,
  };
}

/** The findings of one bucket, with its facts; null where the audit has no such bucket. */
export function bucketOf(opened: Opened, name: string) {
  const resource = opened.byName.get(name);
  if (!resource) return null;
  const { snapshot, index, checks } = opened;
  const findings = auditResource(resource, index, checks, snapshot.endedAt);
  const around = { ...accountFactsOf(opened), ...index.regions.get(resource.region) };
  const exposure = exposureOf(viewOf(resource, index));
  return { name, region: resource.region, findings, exposure, facts: resource.facts, around };
}

/** The account's own facts. Its list of buckets stays here: it may be long, and the page has rows instead. */
export function accountFactsOf({ index }: Opened): FactSet {
  const { buckets: _buckets, ...facts } = index.accountFacts;
  return facts;
}

/** Worst first: the order in which a topic's mark is chosen. */
const worse: readonly VerdictWord[] = ['fail', 'notAssessed', 'pass', 'notApplicable'];

function rowOf(
  resource: ResourceFacts,
  findings: readonly Finding[],
  checks: readonly Check[],
): BucketRow {
  const counts = noCounts();
  const marks: Partial<Record<Topic, VerdictWord>> = {};
  let worst: Severity | null = null;
  const topicOf = new Map(checks.map((check) => [check.id, check.topic]));
  for (const { verdict, severity, check } of findings) {
    counts[verdict]++;
    if (
      verdict === 'fail' &&
      (worst === null || severities.indexOf(severity) < severities.indexOf(worst))
    )
      worst = severity;
    const topic = topicOf.get(check);
    const before = topic && marks[topic];
    if (topic && (before === undefined || worse.indexOf(verdict) < worse.indexOf(before)))
      marks[topic] = verdict;
  }
  const open = findings.find(({ check }) => check === 'bucket-not-public')?.verdict;
  return {
    name: resource.resource,
    region: resource.region,
    exposure: open === 'fail' ? 'public' : open === 'pass' ? 'notPublic' : 'unknown',
    worst,
    counts,
    topics: marks,
  };
}

/** Filters and sorts once for each query; the page then asks for windows of the result. */
export function query(opened: Opened, wanted: BucketQuery): number[] {
  const text = wanted.text.trim().toLowerCase();
  const checkAt = opened.checks.findIndex(({ id }) => id === wanted.check);
  const code = wanted.verdict === '' ? -1 : verdicts.indexOf(wanted.verdict);
  const bySeverity = opened.checks.map(
    ({ severity }) => wanted.severity === '' || severity === wanted.severity,
  );
  const found: number[] = [];
  for (const [at, row] of opened.rows.entries()) {
    if (text !== '' && !row.name.toLowerCase().includes(text)) continue;
    if (wanted.region !== '' && row.region !== wanted.region) continue;
    if (!matchesCheck(opened.matrix[at] as Uint8Array, checkAt, wanted, code, bySeverity)) continue;
    found.push(at);
  }
  const compare = orders[wanted.sort];
  const sign = wanted.descending ? -1 : 1;
  const row = (at: number) => opened.rows[at] as BucketRow;
  return found.sort(
    (a, b) => sign * compare(row(a), row(b)) || compareText(row(a).name, row(b).name),
  );
}

/** Whether one and the same finding of a bucket fits check, verdict and severity together. */
function matchesCheck(
  line: Uint8Array,
  checkAt: number,
  wanted: BucketQuery,
  code: number,
  bySeverity: readonly boolean[],
): boolean {
  if (wanted.check === '' && code < 0 && wanted.severity === '') return true;
  if (wanted.check !== '' && checkAt < 0) return false;
  // A severity alone asks for what is wrong with it.
  const verdict = code >= 0 || wanted.severity === '' ? code : verdicts.indexOf('fail');
  for (let at = 0; at < line.length; at++) {
    if (checkAt >= 0 && at !== checkAt) continue;
    if (line[at] === 255 || !bySeverity[at]) continue;
    if (verdict < 0 || line[at] === verdict) return true;
  }
  return false;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const exposures: readonly BucketRow['exposure'][] = ['public', 'unknown', 'notPublic'];
const rank = (severity: Severity | null) =>
  severity === null ? severities.length : severities.indexOf(severity);
const assessed = ({ counts }: BucketRow) => {
  const of = counts.pass + counts.fail + counts.notAssessed;
  return of === 0 ? 1 : (counts.pass + counts.fail) / of;
};

const orders: Readonly<Record<BucketQuery['sort'], (a: BucketRow, b: BucketRow) => number>> = {
  name: (a, b) => compareText(a.name, b.name),
  region: (a, b) => compareText(a.region, b.region),
  exposure: (a, b) => exposures.indexOf(a.exposure) - exposures.indexOf(b.exposure),
  worst: (a, b) => rank(a.worst) - rank(b.worst) || b.counts.fail - a.counts.fail,
  assessed: (a, b) => assessed(a) - assessed(b),
  fails: (a, b) => a.counts.fail - b.counts.fail,
};

/** One window of a query's result. */
export const pageOf = (
  opened: Opened,
  found: readonly number[],
  from: number,
  count: number,
): BucketPage => ({
  total: opened.rows.length,
  matching: found.length,
  from,
  rows: found.slice(from, from + count).map((at) => opened.rows[at] as BucketRow),
});
