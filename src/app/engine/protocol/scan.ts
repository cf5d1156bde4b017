import type { Snapshot } from '../../../model/snapshot.ts';
import type { BucketRow, Counts } from './audits.ts';

/** What to read, with the credentials that the engine holds. */
export interface ScanScope {
  /** Check ids whose facts are read; null for all. What no chosen check needs is skipped, and says so. */
  checks: readonly string[] | null;
  /** `quiet` touches fewer than 15 buckets in any 10 seconds; `full` goes as fast as AWS lets it. */
  pace: 'full' | 'quiet';
  /**
   * Null for a new audit. `continue` goes on with an audit whose scan did not end: what it has is not read again.
   * `renew` reads parts of an audit anew into a copy of it; the audit itself stays as it is.
   */
  from: null | { audit: string; mode: 'continue' | 'renew' };
  /** Only these buckets; null for all. */
  buckets: readonly string[] | null;
  /** Only buckets of these Regions; null for all. */
  regions: readonly string[] | null;
  /** With `renew`: only buckets with a fact that was read before this ISO time; null for all. */
  readBefore: string | null;
}

/** What a scan would cost, before it starts. */
export interface Estimate {
  /** Buckets that the scope holds; null where the list could not be read. */
  buckets: number | null;
  /** Calls at least: pages, retries and access points come on top. */
  calls: number;
  /** At the pace that was asked for; null where nothing could be measured. */
  seconds: number | null;
  /** One sentence where the list of buckets could not be read; otherwise empty. */
  note: string;
  /** Buckets in the list, whatever the scope; null where it could not be read. */
  listed: number | null;
  /** Regions that the list names, to choose from. */
  regions: readonly string[];
  /** Names of the scope that the list does not have. */
  missing: readonly string[];
}

/** Why a scan waits. */
export interface Pause {
  /** `session`: the credentials expired or were refused, and new ones of the same account are awaited. */
  why: 'user' | 'session';
  /** One sentence. */
  says: string;
}

/** How far a scan has come. Rates are per second over the last few seconds; times in seconds. */
export interface ScanProgress {
  audit: string | null;
  phase: 'connecting' | 'listing' | 'reading' | 'finishing' | 'ended';
  /** Null while it runs. */
  paused: Pause | null;
  bucketsListed: number | null;
  /** Those of the list that are to be read, or were read by the scan that this one goes on with; null before the list. */
  bucketsInScope: number | null;
  /** Read and kept. */
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
  /** The buckets that were read last, newest first: at most ten. */
  latest: readonly BucketRow[];
  /** False where the browser keeps nothing, and the audit lives in memory only. */
  stored: boolean;
}

/** How a scan ended: an audit id to open where anything was collected, and a sentence where it went wrong. */
export interface ScanEnd {
  audit: string | null;
  ended: Snapshot['coverage']['ended'];
  note: string;
}
