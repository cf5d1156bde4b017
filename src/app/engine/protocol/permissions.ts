/** Whether credentials may do one thing, as far as could be found without changing anything. */
export interface ActionResult {
  /** An IAM action, for example `s3:GetBucketAcl`. */
  action: string;
  result: 'allowed' | 'denied' | 'unknown';
  /** How it was found, in a few words: `read of 3 buckets`, `IAM simulation`. */
  how: string;
}

/** What the credentials can and cannot do, before a scan. */
export interface PermissionReport {
  /** The reads that the chosen checks rest on. */
  reads: readonly ActionResult[];
  /** True where they may change or delete something in S3; `unknown` where nothing could tell. */
  canWrite: true | false | 'unknown';
  /** What tells that they can write, or why nobody could tell, in sentences. */
  writeNotes: readonly string[];
  /** Buckets that the reads were tried on; 0 where there are none; null where they could not be listed. */
  buckets: number | null;
  /** Checks that were asked about. */
  checks: number;
  /** Ids of those of them that rest on a read that is refused. */
  unassessed: readonly string[];
  /** Calls that the look took. */
  calls: number;
}

/** Whether the credentials may change buckets, as far as IAM tells when no bucket is named to it. */
export type WriteHint = Pick<PermissionReport, 'canWrite' | 'writeNotes'>;
