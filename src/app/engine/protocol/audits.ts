import type { ExposureView } from '../../../model/exposure.ts';
import type { Check, Severity, Topic, VerdictWord } from '../../../model/check.ts';
import type { Finding } from '../../../model/finding.ts';
import type { FactSet, Snapshot } from '../../../model/snapshot.ts';

/** An audit in the store, as lists show it. */
export interface AuditSummary {
  id: string;
  account: string;
  provider: 'aws' | 'other';
  startedAt: string;
  endedAt: string;
  buckets: number;
  sample: boolean;
  /** How the scan behind it ended. */
  ended: Snapshot['coverage']['ended'];
  /** `scan`: read by this page. `file`: opened from a file, and not verified. `sample`: the built-in example. */
  origin: 'scan' | 'file' | 'sample';
  counts: Counts;
  /** False where the browser refused to store it, and it lives in memory only. */
  stored: boolean;
}

export type Counts = Readonly<Record<VerdictWord, number>>;

/** A check without its function, as the page shows it. */
export type CheckCard = Omit<Check, 'evaluate' | 'needs'> & { needs: readonly string[] };

/** One audit, opened. */
export interface AuditView {
  summary: AuditSummary;
  snapshot: Omit<Snapshot, 'facts'>;
  checks: readonly CheckCard[];
  counts: Counts;
  /** Fails by severity. */
  fails: Readonly<Record<Severity, number>>;
  regions: readonly string[];
  /** How many buckets the public gets into, does not, or may. */
  exposure: Readonly<Record<BucketRow['exposure'], number>>;
  /** Counts for each check that was asked, by check id. */
  byCheck: Readonly<Record<string, Counts>>;
  accountFindings: readonly Finding[];
  /** What is known of the account itself, its list of buckets left out. */
  accountFacts: FactSet;
  /** Why things were not assessed, most frequent first: one line for each fact, gap and action. */
  unread: readonly { fact: string; gap: string; actions: readonly string[]; resources: number }[];
}

/** One line of the bucket table. */
export interface BucketRow {
  name: string;
  region: string;
  /** Whether the public gets in, as `bucket-not-public` says. */
  exposure: 'public' | 'notPublic' | 'unknown';
  worst: Severity | null;
  counts: Counts;
  /** For each topic, its worst verdict. */
  topics: Readonly<Partial<Record<Topic, VerdictWord>>>;
}

/** What the bucket table is filtered and sorted by. Empty strings and null mean "any". */
export interface BucketQuery {
  text: string;
  region: string;
  severity: Severity | '';
  verdict: VerdictWord | '';
  check: string;
  sort: 'name' | 'region' | 'exposure' | 'worst' | 'assessed' | 'fails';
  descending: boolean;
}

export interface BucketPage {
  /** Buckets in the audit. */
  total: number;
  /** Buckets that match the query. */
  matching: number;
  from: number;
  rows: readonly BucketRow[];
}

/** One bucket with everything its page shows. */
export interface BucketView {
  name: string;
  region: string;
  findings: readonly Finding[];
  facts: FactSet;
  /** Who can do what with the bucket, and what would open without the blocks. */
  exposure: ExposureView;
  /** Facts of the account and the Region that findings may rest on, the list of buckets left out. */
  around: FactSet;
}

export type { Finding };
