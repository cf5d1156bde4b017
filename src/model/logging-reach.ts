import type { ProofStep } from './check.ts';

/** How far trails record object-level events of one direction. `says` tells of each trail that was looked at. */
export interface EventReach {
  state: 'whole' | 'part' | 'none';
  steps: readonly ProofStep[];
}

/**
 * What records access to a bucket's objects. `logs`: server access logs. `events`: trails, both directions. `part`:
 * trails, but not all. `target`: nothing, in a bucket that receives server access logs itself.
 */
export interface AccessLogReach {
  state: 'logs' | 'events' | 'part' | 'target' | 'none';
  /** The bucket that gets the logs, or the first of those that deliver here; else empty. */
  name: string;
  steps: readonly ProofStep[];
}

/** Names of the trails that store their logs in a bucket. */
export interface TrailTargetReach {
  trails: readonly string[];
}

/** Whether server access logs can arrive. `faults`: what stands in their way, as sentences. */
export interface LogTargetReach {
  state: 'off' | 'valid' | 'broken';
  target: string;
  faults: readonly string[];
}

/** The buckets that trails and AWS Config name. `gone`: those that are known not to exist. */
export interface TrailBucketsReach {
  buckets: readonly string[];
  gone: readonly { trail: string; bucket: string }[];
}

/** What each trail lacks to keep its logs from being changed unseen. */
export interface TrailIntegrityReach {
  trails: number;
  lacking: readonly { trail: string; validation: boolean; key: boolean }[];
}

/** Whether somebody is told of changes of bucket policies. */
export interface PolicyAlarmReach {
  /** By which way, or null. */
  by: 'alarm' | 'rules' | null;
  /** The chain link by link; where it is broken, the link that is missing. */
  says: string;
  steps: readonly ProofStep[];
}

/** Conclusions about what is logged, and who is told. */
export interface LoggingReach {
  /** Whether a multi-Region trail records object-level reads of every bucket. */
  allReads: EventReach;
  /** The same of writes. */
  allWrites: EventReach;
  /** What records access to the bucket's objects. */
  accessLogged: AccessLogReach;
  /** Trails that store their logs in the bucket. */
  trailTarget: TrailTargetReach;
  /** Whether the bucket's server access logs can arrive. */
  logTarget: LogTargetReach;
  /** Whether the buckets that trails name are there. */
  trailBuckets: TrailBucketsReach;
  /** Whether trails validate and encrypt their logs. */
  trailIntegrity: TrailIntegrityReach;
  /** Whether somebody is told of changes of bucket policies. */
  policyAlarm: PolicyAlarmReach;
}
