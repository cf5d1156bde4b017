import { indexAccount } from '../access/index-account.ts';
import { resourcesOf } from '../audit/audit.ts';
import { type Severity, severities, verdicts } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { recordedIn } from '../model/staleness.ts';
import { bucketExposure } from './input/exposure.ts';
import { groupFails } from './input/groups.ts';
import type {
  CheckReport,
  Checklist,
  Counts,
  Named,
  ReportInput,
  ReportLimits,
  ResourceLine,
} from './input/types.ts';
import { groupUnread } from './input/unread.ts';
import { type CheckCard, rulesVersion } from './rules.ts';

export type * from './input/types.ts';
export type { Group } from './input/groups.ts';

export const reportLimits: ReportLimits = {
  checklists: 1000,
  lines: 10_000,
  groups: 40,
  names: 400,
};

/** The check that says whether the public gets in; the summary begins with it. */
const exposureCheck = 'bucket-not-public';

const noCounts = (): Counts => ({ pass: 0, fail: 0, notApplicable: 0, notAssessed: 0 });

/** Questions with an answer, of questions that could have one. */
export const assessed = ({ pass, fail, notAssessed }: Counts) => ({
  of: pass + fail + notAssessed,
  count: pass + fail,
});

/**
 * Gathers what the PDF shows from the findings of one snapshot, which may come in any order. The result is plain data,
 * fit to be sent to a worker; what is left out for want of room is counted in it.
 */
export function reportInput(
  snapshot: Snapshot,
  findings: Iterable<Finding>,
  checks: readonly CheckCard[],
  limits: ReportLimits = reportLimits,
): ReportInput {
  const { facts: _, ...head } = snapshot;
  const counts = noCounts();
  const fails: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const byCheck = new Map(
    checks.map(({ id }) => [id, { counts: noCounts(), fails: [] as Finding[] }]),
  );
  const byResource = new Map<string, Checklist & { rows: Checklist['rows'][number][] }>();
  const open: Finding[] = [];
  for (const finding of findings) {
    const { verdict, severity, check, because } = finding;
    counts[verdict]++;
    const ofCheck = byCheck.get(check);
    if (ofCheck) ofCheck.counts[verdict]++;
    if (verdict === 'fail') {
      fails[severity]++;
      ofCheck?.fails.push(finding);
    }
    if (verdict === 'notAssessed') open.push(finding);
    const list = checklistFor(byResource, finding);
    list.counts[verdict]++;
    list.rows.push({ check, verdict, severity, because });
    if (verdict === 'fail' && rank(severity) < rank(list.worst)) list.worst = severity;
  }

  const reports = checks
    .map((check): CheckReport => {
      const { counts, fails } = byCheck.get(check.id) ?? { counts: noCounts(), fails: [] };
      return { check: cardOf(check), counts, ...groupFails(fails, limits) };
    })
    .filter(({ counts }) => verdicts.some((verdict) => counts[verdict] > 0))
    .sort(
      (a, b) =>
        rank(a.check.severity) - rank(b.check.severity) ||
        b.counts.fail - a.counts.fail ||
        compare(a.check.title, b.check.title),
    );
  const all = [...byResource.values()];
  const account = all.find(({ type }) => type === 'account') ?? null;
  const others = all.filter(({ type }) => type !== 'account');
  const shown = [...others].sort(worstFirst).slice(0, limits.checklists).sort(byName);
  for (const list of account ? [account, ...shown] : shown) list.rows.sort(byWeight);
  const exposureLimits = noteExposure(snapshot, shown);
  const lines = others.sort(byName).slice(0, limits.lines);
  const exposure = reports.find(({ check }) => check.id === exposureCheck);
  return {
    head,
    rules: rulesVersion(checks),
    counts,
    fails,
    recorded: recordedIn(
      snapshot.facts.map(({ facts }) => facts),
      snapshot.endedAt,
    ),
    exposure: exposure
      ? {
          check: exposure,
          public: exposure.counts.fail,
          notPublic: exposure.counts.pass,
          unknown: exposure.counts.notAssessed,
        }
      : null,
    checks: reports,
    buckets: others.filter(({ type }) => type === 'bucket').length,
    accessPoints: others.filter(({ type }) => type === 'accessPoint').length,
    lines: lines.map(({ rows: _rows, exposure: _exposure, ...line }) => line),
    linesLeftOut: others.length - lines.length,
    account,
    checklists: shown,
    checklistsLeftOut: others.length - shown.length,
    exposureLimits,
    unread: groupUnread(open),
  };
}

function checklistFor(
  lists: Map<string, Checklist & { rows: Checklist['rows'][number][] }>,
  { resourceType: type, region, resource: name }: Finding,
) {
  const key = `${type}/${region}/${name}`;
  let list = lists.get(key);
  if (!list) {
    list = { type, region, name, counts: noCounts(), worst: null, rows: [], exposure: null };
    lists.set(key, list);
  }
  return list;
}

/** Adds to each bucket's checklist who gets in; gives the limits of that reading. */
function noteExposure(snapshot: Snapshot, lists: readonly Checklist[]): string[] {
  const index = indexAccount(snapshot);
  const limits = new Set<string>();
  const byName = new Map(
    resourcesOf(snapshot).map((resource) => [`${resource.type}/${resource.resource}`, resource]),
  );
  for (const list of lists) {
    const resource = byName.get(`bucket/${list.name}`);
    if (list.type === 'bucket' && resource) list.exposure = bucketExposure(resource, index, limits);
  }
  return [...limits];
}

/** A check as plain data: what it was given may carry its function, which cannot be sent to a worker. */
function cardOf(check: CheckCard): CheckCard {
  const { id, title, topic, severity, per, frameworks, needs, why, fix, source, awsOnly } = check;
  const { settings } = check;
  const card = {
    ...{ id, title, topic, severity, per, frameworks, needs, why, fix, source },
    ...(settings && { settings }),
  };
  return awsOnly === undefined ? card : { ...card, awsOnly };
}

const rank = (severity: Severity | null) =>
  severity === null ? severities.length : severities.indexOf(severity);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const typeOrder: readonly Named['type'][] = ['account', 'bucket', 'accessPoint'];
const byName = (a: Named, b: Named) =>
  typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type) ||
  compare(a.name, b.name) ||
  compare(a.region, b.region);

const worstFirst = (a: ResourceLine, b: ResourceLine) =>
  rank(a.worst) - rank(b.worst) ||
  b.counts.fail - a.counts.fail ||
  b.counts.notAssessed - a.counts.notAssessed ||
  byName(a, b);

const byWeight = (a: Checklist['rows'][number], b: Checklist['rows'][number]) =>
  verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) || rank(a.severity) - rank(b.severity);
