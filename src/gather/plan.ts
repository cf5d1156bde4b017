import type { FactName } from '../model/facts.ts';
import type { ReadScope, ResourceFacts, Snapshot } from '../model/snapshot.ts';

/** What to scan, and how hard. */
export interface ScanPlan {
  /** Where the first calls go, and the Region of buckets that do not say theirs. */
  region: string;
  provider: 'aws' | 'other';
  /** The account's name on a provider that has none of its own. */
  accountName: string;
  /** Calls in flight at most. A browser gives one host six connections, so more than 16 gain little there. */
  concurrency: number;
  tool: Snapshot['tool'];
  sample?: boolean;
  /** Facts to read; without it all of them. The others become `skipped` gaps that say so. */
  facts?: readonly FactName[] | undefined;
  /** `quiet` touches fewer than 15 buckets in any 10 seconds. Default: `full`. */
  pace?: 'full' | 'quiet';
  /** What is read; without it everything. Buckets outside it become `skipped` gaps that say so. */
  scope?: ReadScope;
  /** What is there already. */
  earlier?: Earlier;
}

/** An audit that the scan goes on with, or reads parts of anew. */
export interface Earlier {
  snapshot: Snapshot;
  /** `continue` reads what the audit lacks; `renew` reads again what it has. */
  mode: 'continue' | 'renew';
  /** With `renew`: only buckets with a fact that was read before this ISO time; null for all. */
  readBefore: string | null;
}

/** Told as the scan goes on. */
export interface ScanWatcher {
  /** Called once before the first call, with what gives the head of the snapshot as it stands then. */
  begun?(head: () => Omit<Snapshot, 'facts'>): void;
  /** Called often; cheap to make, so the receiver decides how much of it to show. */
  progress?(progress: Progress): void;
  /**
   * The account, a Region, an access point or a bucket is read: keep it, so that nothing read is lost. A bucket counts
   * as done once this has resolved. The account comes more than once, as more of it is known.
   */
  checkpoint?(resource: ResourceFacts): Promise<void> | void;
}

export interface Progress {
  phase: 'connecting' | 'listing' | 'reading' | 'finishing';
  /** Why nothing is sent, in one sentence; null while the scan runs. */
  paused: { why: 'user' | 'session'; says: string } | null;
  account: string;
  /** Buckets in the list; null until it is read. */
  bucketsListed: number | null;
  /** Buckets that this scan is to read, and those that the audit has already; null until the list is read. */
  bucketsInScope: number | null;
  bucketsDone: number;
  calls: number;
  throttled: number;
  retried: number;
  current: string;
}
