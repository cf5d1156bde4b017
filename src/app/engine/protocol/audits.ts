import type { Priority } from '../../../model/priority.ts';
import type { ExposureView } from '../../../model/exposure.ts';
import type { RestoreView } from '../../../model/restore.ts';
import type { Check, Severity, Topic, VerdictWord } from '../../../model/check.ts';
import type { FactName } from '../../../model/facts.ts';
import type { Finding } from '../../../model/finding.ts';
import type { FactSet, Snapshot } from '../../../model/snapshot.ts';
import type { RecordedFacts } from '../../../model/staleness.ts';

/** An audit in the store, as lists show it. */
export interface AuditSummary {
  id: string;
  /** What the user calls it; may be empty, as the note may. */
  title: string;
  note: string;
  account: string;
  provider: 'aws' | 'other';
  startedAt: string;
  endedAt: string;
  buckets: number;
  /** Null where the list of buckets could not be read. */
  bucketsListed: number | null;
  bucketsRead: number;
  sample: boolean;
  /** How the scan behind it ended. */
  ended: Snapshot['coverage']['ended'];
  /** True while a scan in another tab writes it. */
  elsewhere: boolean;
  /** `scan`: read by this page. `file`: opened from a file, and not verified. `sample`: the built-in example. */
  origin: 'scan' | 'file' | 'sample';
  /** True where AWS Config alone was asked, as an organisation's accounts are read. */
  recorded: boolean;
  counts: Counts;
  /** False where the browser refused to store it, and it lives in memory only. */
  stored: boolean;
  /** Why it is not stored; empty where it is. */
  storedWhy: WhyNotStored;
}

/**
 * Why the browser stores nothing, or not this: it has no database for this page, a newer version of the page changed
 * the database, another tab holds an older one, it is full, or a write failed.
 */
export type WhyNotStored = '' | 'noDatabase' | 'otherVersion' | 'blocked' | 'full' | 'failed';

/** What a user calls an audit, and notes of it, as plain text. Both may be empty. */
export interface AuditLabel {
  title: string;
  note: string;
}

/** How many characters of a label are kept. */
export const labelLimits = { title: 100, note: 2_000 } as const;

/** What an erasure found, and what was left when it looked again. */
export interface Erasure {
  /** ISO time. */
  at: string;
  audits: readonly Pick<
    AuditSummary,
    'account' | 'title' | 'startedAt' | 'endedAt' | 'buckets' | 'origin' | 'sample'
  >[];
  /** How many of them were in memory only. */
  memory: number;
  /** For each table of the database its rows before, and after as read back. */
  tables: readonly { name: string; before: number; after: number }[];
  /** Why there was no database to erase; empty where there was. */
  refused: WhyNotStored;
}

/**
 * Where a file went: an audit of its own, or nowhere yet, because it could be added to one of these, which are of the
 * same account.
 */
export type OpenedFile =
  | { audit: string }
  | { audit: null; account: string; endedAt: string; fits: readonly AuditSummary[] };

/** What became of the verdicts when settings changed. */
export interface Rejudged {
  changed: number;
  /** By check, from one verdict to another. */
  changes: readonly { check: string; from: VerdictWord; to: VerdictWord; count: number }[];
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
  /** The same for each Region that has buckets; the empty one is unknown. */
  byRegion: readonly ({ region: string } & Readonly<Record<BucketRow['exposure'], number>>)[];
  /** ISO time of the oldest evidence that a verdict rests on. */
  oldest: string;
  /** How much of it is as AWS Config recorded it, and how old that is. */
  recorded: RecordedFacts;
  /** Counts for each check that was asked, by check id. */
  byCheck: Readonly<Record<string, Counts>>;
  accountFindings: readonly Finding[];
  /** What is known of the account itself, its list of buckets left out. */
  accountFacts: FactSet;
  /** Why things were not assessed, most frequent first: one line for each fact, gap (or words in its place) and action. */
  unread: readonly { fact: string; gap: string; actions: readonly string[]; resources: number }[];
}

/** One line of the bucket table. */
export interface BucketRow {
  name: string;
  region: string;
  /** Whether the public gets in, as `bucket-not-public` says. */
  exposure: 'public' | 'notPublic' | 'unknown';
  worst: Severity | null;
  /** How early it wants attention; null where nothing fails and nothing is exposed. */
  priority: Priority | null;
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
  sort: 'name' | 'region' | 'exposure' | 'worst' | 'assessed' | 'fails' | 'priority';
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
  /** Whether it could be restored, and by what. */
  restore: RestoreView;
  /** Facts of the account and the Region that findings may rest on, the list of buckets left out. */
  around: FactSet;
  /** Facts of the access points that the proofs cite, by their names. */
  points: Readonly<Record<string, FactSet>>;
}

/** What a check's page needs besides its card and counts. */
export interface CheckView {
  /** The facts that it may rest on. */
  facts: readonly FactName[];
  /** Why it was not assessed, most frequent first: one line for each fact, gap and action. */
  unread: AuditView['unread'];
}

/** One resource in the list of a check. */
export interface FindingLine {
  resource: string;
  resourceType: Finding['resourceType'];
  account: string;
  region: string;
  because: string;
}

export interface FindingPage {
  /** Resources with this verdict. */
  matching: number;
  from: number;
  rows: readonly FindingLine[];
}

export type { Finding };
