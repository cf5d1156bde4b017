import type { Severity, VerdictWord } from '../../model/check.ts';
import type { Gap } from '../../model/evidence.ts';
import type { FactName } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot, Tool } from '../../model/snapshot.ts';
import type { RecordedFacts } from '../../model/staleness.ts';
import type { CheckCard } from '../rules.ts';
import type { BucketExposure } from './exposure.ts';
import type { Group } from './groups.ts';

/** How much a report shows before it points to the CSV. */
export interface ReportLimits {
  /** Buckets and access points with a checklist of their own; the worst come first. */
  checklists: number;
  /** Lines in the list of all buckets and access points. */
  lines: number;
  /** Different reasons listed under one finding. */
  groups: number;
  /** Names listed under one finding. */
  names: number;
}

export type Counts = Record<VerdictWord, number>;

/** A resource as reports name it. */
export interface Named {
  type: Finding['resourceType'];
  region: string;
  name: string;
}

/** All that is to be said of one check. */
export interface CheckReport {
  check: CheckCard;
  counts: Counts;
  /** The fails, grouped by their reason, most frequent first. */
  groups: readonly Group[];
  /** Resources that fail but are in no group, for want of room. */
  unlisted: number;
}

/** One line of the list of resources. */
export interface ResourceLine extends Named {
  counts: Counts;
  /** The worst severity among its fails. */
  worst: Severity | null;
}

/** Every answer about one resource: fails first, worst first, then what was not assessed, passes, and the rest. */
export interface Checklist extends ResourceLine {
  rows: readonly { check: string; verdict: VerdictWord; severity: Severity; because: string }[];
  /** Who gets in; null for what is no bucket. */
  exposure: BucketExposure | null;
}

/** Why questions stayed open: one for each fact, gap and set of IAM actions, or sentence where no fact was unread. */
export interface UnreadGroup {
  fact: FactName | null;
  gap: Gap | null;
  actions: readonly string[];
  details: readonly string[];
  because: string;
  /** Findings that are not assessed for this reason. */
  questions: number;
  /** Resources they are about. */
  resources: number;
  /** A few of their names. */
  names: readonly string[];
}

/** All that the PDF shows. Plain data, so that it can be sent to a worker; limited by `ReportLimits`. */
export interface ReportInput {
  head: Omit<Snapshot, 'facts'>;
  /** What the user calls the audit; it stands on the cover. */
  title?: string;
  rules: string;
  /** The program that makes the report; what read the account stands in the head. */
  madeBy?: Tool;
  counts: Counts;
  /** Fails by severity. */
  fails: Record<Severity, number>;
  /** How much is as AWS Config recorded it, and how old that is. */
  recorded: RecordedFacts;
  /** Whether the public gets in, over all buckets; null where no check says so. */
  exposure: { check: CheckReport; public: number; notPublic: number; unknown: number } | null;
  /** Checks with findings, worst severity first, then those with most fails. */
  checks: readonly CheckReport[];
  buckets: number;
  accessPoints: number;
  lines: readonly ResourceLine[];
  linesLeftOut: number;
  account: Checklist | null;
  checklists: readonly Checklist[];
  checklistsLeftOut: number;
  /** What the reading of who gets in cannot see, as sentences. */
  exposureLimits: readonly string[];
  unread: readonly UnreadGroup[];
}
