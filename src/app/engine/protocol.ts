import type { Check, Severity, Topic, VerdictWord } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { FactSet, Snapshot } from '../../model/snapshot.ts';

/**
 * What the page and the engine worker say to each other. The engine holds snapshots and findings; the page
 * gets counts and the rows it shows, because a large account has a million findings.
 */

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
  /** Facts of the account and the Region that findings may rest on, the list of buckets left out. */
  around: FactSet;
}

export interface ScanRequest {
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  region: string;
  /** Empty for AWS itself. */
  endpoint: string;
  /** What stands behind `endpoint`: all of AWS (an emulator, a proxy), or an S3-compatible store. */
  provider: 'aws' | 'other';
  /** How to name the account where nothing can tell, on providers other than AWS. */
  accountName: string;
}

/** How far a scan has come. Rates are per second over the last few seconds; times in seconds. */
export interface ScanProgress {
  audit: string | null;
  phase: 'connecting' | 'listing' | 'reading' | 'finishing' | 'ended';
  bucketsListed: number | null;
  bucketsDone: number;
  calls: number;
  callsPerSecond: number;
  throttled: number;
  retried: number;
  secondsLeft: number | null;
  /** What is being read now. */
  current: string;
  counts: Counts;
  /** Problems as they occur, grouped. */
  problems: readonly { says: string; count: number }[];
}

/** How a scan ended: an audit id to open where anything was collected, and a sentence where it went wrong. */
export interface ScanEnd {
  audit: string | null;
  ended: Snapshot['coverage']['ended'];
  note: string;
}

/** What the page asks for. Failures reject with an Error whose message is a sentence for the user. */
export interface Engine {
  audits(): Promise<readonly AuditSummary[]>;
  open(id: string): Promise<AuditView>;
  openSample(): Promise<string>;
  /** Validates and keeps a snapshot file (JSON, may be gzipped); gives the audit's id. */
  openFile(file: File): Promise<string>;
  remove(id: string): Promise<void>;
  eraseAll(): Promise<void>;
  buckets(id: string, query: BucketQuery, from: number, count: number): Promise<BucketPage>;
  bucket(id: string, name: string): Promise<BucketView>;
  scan(request: ScanRequest, onProgress: (progress: ScanProgress) => void): Promise<ScanEnd>;
  /** Ends the running scan; what was read stays. */
  cancelScan(): Promise<void>;
  /** The whole audit as a file. */
  exportCsv(id: string): Promise<Blob>;
  exportJson(id: string): Promise<Blob>;
  /** Makes the PDF in a worker of its own. Abort the signal to give up. */
  exportPdf(id: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob>;
}

export type { Finding };
