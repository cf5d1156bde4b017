import type {
  AuditLabel,
  AuditSummary,
  AuditView,
  BucketPage,
  BucketQuery,
  BucketView,
  CheckCard,
  CheckView,
  Erasure,
  FindingPage,
  OpenedFile,
  Rejudged,
  WhyNotStored,
} from './protocol/audits.ts';
import type {
  Connection,
  Destination,
  Keys,
  KeySource,
  RoleRequest,
} from './protocol/connection.ts';
import type { VerdictWord } from '../../model/check.ts';
import type { Settings } from '../../model/settings.ts';
import type {
  AccountsEnd,
  AccountsPlan,
  AccountsProgress,
  AccountsView,
  AggregatorId,
  AggregatorReach,
  FoundAggregators,
} from './protocol/organisation.ts';
import type { ReportEnd, ReportProgress, SamplePlan, SampleProgress } from './protocol/objects.ts';
import type { PermissionReport, WriteHint } from './protocol/permissions.ts';
import type { Estimate, ScanEnd, ScanProgress, ScanScope } from './protocol/scan.ts';
import type { WaysReport } from './protocol/ways.ts';

export type * from './protocol/audits.ts';
export { labelLimits } from './protocol/audits.ts';
export type * from './protocol/connection.ts';
export type * from './protocol/objects.ts';
export type * from './protocol/organisation.ts';
export type * from './protocol/permissions.ts';
export type * from './protocol/scan.ts';
export type * from './protocol/ways.ts';

/**
 * What the page and the engine worker say to each other. The engine holds credentials, snapshots and findings; the
 * page gets counts and the rows it shows, because a large account has a million findings. Failures reject with an
 * Error whose message is a sentence for the user.
 */
export interface Engine {
  audits(): Promise<readonly AuditSummary[]>;
  /** Every check, to choose from before there is an audit. */
  checks(): Promise<readonly CheckCard[]>;
  open(id: string): Promise<AuditView>;
  openSample(): Promise<string>;
  /** Validates a snapshot file (JSON, may be gzipped), and keeps it, unless it could be added to an audit. */
  openFile(file: File): Promise<OpenedFile>;
  /** Keeps the file that could be added to an audit: in a copy of that one, or (null) as an audit of its own. */
  placeFile(into: string | null): Promise<string>;
  /** Forgets that file. */
  forgetFile(): Promise<void>;
  /** Adds a snapshot file to a copy of an audit of the same account, and gives the copy's id. */
  addFile(id: string, file: File): Promise<string>;
  /** Gives an audit a title and a note of the user's. */
  describe(id: string, label: AuditLabel): Promise<void>;
  /** Sets what an audit is judged by, and judges it anew. Refused while a scan writes it, or where a setting cannot be used. */
  configure(id: string, settings: Settings): Promise<Rejudged>;
  remove(id: string): Promise<void>;
  /** Deletes every audit of this browser and reads back whether they are gone. Refused while any tab scans. */
  eraseAll(): Promise<Erasure>;
  /** Why the browser stores nothing at all; empty where it does. */
  refused(): Promise<WhyNotStored>;
  buckets(id: string, query: BucketQuery, from: number, count: number): Promise<BucketPage>;
  bucket(id: string, name: string): Promise<BucketView>;
  /** Looks at a sample of a bucket's objects with the credentials held, and keeps in the audit what it saw. */
  sampleObjects(
    id: string,
    bucket: string,
    plan: SamplePlan,
    onProgress: (progress: SampleProgress) => void,
  ): Promise<void>;
  /** Reads a report of S3 Inventory on a bucket, which `files` are together, and keeps in the audit what it says. */
  openReport(
    id: string,
    bucket: string,
    files: readonly File[],
    onProgress: (progress: ReportProgress) => void,
  ): Promise<ReportEnd>;
  /** Ends the look at objects, or the reading of a report, that is under way; it rejects. */
  cancelObjects(): Promise<void>;
  check(id: string, check: string): Promise<CheckView>;
  /** A window of what a check says where its verdict is this one, by name of the resource. */
  checkFindings(
    id: string,
    check: string,
    verdict: VerdictWord,
    from: number,
    count: number,
  ): Promise<FindingPage>;

  /** Asks whose these credentials are and, where they may be used, holds them until `disconnect` or the page closes. */
  connect(keys: Keys, to: Destination): Promise<Connection>;
  /** The same with keys that another source gives. */
  connectBy(source: KeySource, to: Destination): Promise<Connection>;
  /** Takes on a role with the credentials held; from then on the role's are held. */
  assume(role: RoleRequest): Promise<Connection>;
  /**
   * Offers relays in these Regions to whatever is read from then on; none takes earlier ones back. The engine asks over
   * the port to have one opened, and gets the ports of its frames.
   */
  useRelays(regions: readonly string[], control: MessagePort): Promise<void>;
  /** Forgets the credentials. A running scan is stopped first. */
  disconnect(): Promise<void>;
  /** What the credentials held may read of what these checks need (null: all), and whether they can write. */
  permissions(
    checks: readonly string[] | null,
    onCalls?: (calls: number) => void,
  ): Promise<PermissionReport>;
  /** Asks IAM alone, in at most six calls, whether the credentials held may change any bucket. Never rejects. */
  writeHint(): Promise<WriteHint>;
  /** Ends the look at permissions that is under way; it rejects. */
  cancelPermissions(): Promise<void>;

  /** Which ways are open to the credentials held, and how far these checks (null: all) can be assessed by them. */
  ways(checks: readonly string[] | null): Promise<WaysReport>;

  /** Counts buckets and calls of a scan, with the credentials held. */
  estimate(scope: ScanScope): Promise<Estimate>;
  /** Scans with the credentials held. Resolves when the scan has ended, however it ended. */
  scan(scope: ScanScope, onProgress: (progress: ScanProgress) => void): Promise<ScanEnd>;
  /** Sends nothing more until `resumeScan`; what is under way is finished. */
  pauseScan(): Promise<void>;
  resumeScan(): Promise<void>;
  /** Ends the running scan; what was read stays. */
  cancelScan(): Promise<void>;
  /**
   * New credentials for the scan that waits for them; the scan goes on. Where it reads with a role that was taken on
   * here, that role's or those that may take it on again, with a new MFA code where it asks for one. Refuses others.
   */
  renew(keys: Keys, mfaCode?: string): Promise<Connection>;

  /** Finds the aggregators of AWS Config in every Region that is enabled, with the credentials held. */
  aggregators(
    onProgress: (regions: { asked: number; of: number }) => void,
  ): Promise<FoundAggregators>;
  /** What an aggregator holds of S3, account by account. */
  aggregatorReach(aggregator: AggregatorId): Promise<AggregatorReach>;
  /** Reads accounts from an aggregator into one audit each. Resolves when that has ended, however it ended. */
  readAccounts(
    plan: AccountsPlan,
    onProgress: (progress: AccountsProgress) => void,
  ): Promise<AccountsEnd>;
  /** Ends the reading of accounts, or the question to AWS Config that is under way; what was finished stays. */
  cancelAccounts(): Promise<void>;

  /** The newest audit of each account, in numbers. Those that have to be counted first are, and progress tells of it. */
  accounts(onProgress: (audits: { done: number; of: number }) => void): Promise<AccountsView>;
  /** The accounts of these audits as CSV, in this order. */
  exportAccounts(audits: readonly string[]): Promise<Blob>;

  /** The whole audit as a file. */
  exportCsv(id: string): Promise<Blob>;
  /** Who can do what with each bucket, as CSV. */
  exportExposure(id: string): Promise<Blob>;
  /** Every kind of call that was made, as CSV. */
  exportCalls(id: string): Promise<Blob>;
  exportJson(id: string): Promise<Blob>;
  /** Makes the PDF in a worker of its own. Abort the signal to give up. */
  exportPdf(id: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob>;
}
