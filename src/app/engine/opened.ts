import { indexAccount, type AccountIndex } from '../../access/index-account.ts';
import { exposureOf } from '../../access/exposure.ts';
import { restoreOf } from '../../access/restore.ts';
import { priorityOf } from '../../access/priority.ts';
import { sensitivityOf } from '../../access/sensitivity.ts';
import { viewOf } from '../../access/view.ts';
import { auditResource, resourcesOf } from '../../audit/audit.ts';
import type { Check, ProofStep, Severity, Topic, VerdictWord } from '../../model/check.ts';
import { severities, verdicts } from '../../model/check.ts';
import { deeds } from '../../model/exposure.ts';
import type { Finding } from '../../model/finding.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import { recordedIn } from '../../model/staleness.ts';
import type { AuditView, BucketRow, Counts } from './protocol.ts';
import { unreadTally } from './unread.ts';

/** One audit held open: its snapshot, one row for each bucket, and every verdict as one byte. */
export interface Opened {
  snapshot: Snapshot;
  index: AccountIndex;
  checks: readonly Check[];
  counts: Counts;
  fails: Readonly<Record<Severity, number>>;
  exposure: AuditView['exposure'];
  byRegion: AuditView['byRegion'];
  oldest: AuditView['oldest'];
  recorded: AuditView['recorded'];
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
  const byRegion = new Map<string, { public: number; notPublic: number; unknown: number }>();
  let oldest = snapshot.endedAt;
  const rows: BucketRow[] = [];
  const matrix: Uint8Array[] = [];
  const byName = new Map<string, ResourceFacts>();
  const unread = unreadTally();
  let accountFindings: readonly Finding[] = [];
  const place = new Map(checks.map((check, at) => [check.id, at]));

  for (const resource of resourcesOf(snapshot)) {
    const findings = auditResource(resource, index, checks, snapshot.endedAt);
    for (const finding of findings) {
      counts[finding.verdict]++;
      if (Date.parse(finding.at) < Date.parse(oldest)) oldest = finding.at;
      const ofCheck = byCheck[finding.check];
      if (ofCheck) ofCheck[finding.verdict]++;
      if (finding.verdict === 'fail') fails[finding.severity]++;
    }
    unread.add(findings);
    if (resource.type === 'account') accountFindings = findings;
    if (resource.type !== 'bucket') continue;
    byName.set(resource.resource, resource);
    const row = rowOf(resource, findings, checks, index);
    rows.push(row);
    exposure[row.exposure]++;
    const there = byRegion.get(row.region) ?? { public: 0, notPublic: 0, unknown: 0 };
    there[row.exposure]++;
    byRegion.set(row.region, there);
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
    byRegion: [...byRegion].map(([region, of]) => ({ region, ...of })),
    oldest,
    recorded: recordedIn(
      snapshot.facts.map(({ facts }) => facts),
      snapshot.endedAt,
    ),
    byCheck,
    rows,
    byName,
    accountFindings,
    unread: unread.lines(),
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
  const view = viewOf(resource, index);
  const exposure = exposureOf(view);
  const points = pointsOf(index, name, [
    ...findings.flatMap(({ proof }) => proof),
    ...deeds.flatMap((deed) => [exposure.now, exposure.latent].flatMap((one) => one[deed].steps)),
  ]);
  return {
    name,
    region: resource.region,
    findings,
    exposure,
    restore: restoreOf(view),
    facts: resource.facts,
    around,
    points,
  };
}

/** The facts of the access points before a bucket that steps cite: of the many there may be, few decide. */
function pointsOf(
  { accessPoints, globalPoints }: AccountIndex,
  bucket: string,
  steps: readonly ProofStep[],
): Record<string, FactSet> {
  const cited = new Set(steps.flatMap(({ resource }) => resource ?? []));
  const found = new Map<string, FactSet>();
  for (const { entry, facts } of [
    ...(accessPoints.get(bucket) ?? []),
    ...(globalPoints.get(bucket) ?? []),
  ])
    if (cited.has(entry.name)) found.set(entry.name, { ...found.get(entry.name), ...facts });
  return Object.fromEntries(found);
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
  index: AccountIndex,
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
  const exposure = open === 'fail' ? 'public' : open === 'pass' ? 'notPublic' : 'unknown';
  const sensitivity = sensitivityOf(viewOf(resource, index), index.settings.sensitiveBuckets);
  return {
    name: resource.resource,
    region: resource.region,
    exposure,
    worst,
    priority: priorityOf(exposure, sensitivity, worst),
    counts,
    topics: marks,
  };
}
