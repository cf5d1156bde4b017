import type { Evidence, Route } from './evidence.ts';
import type { FactName, Facts, Scope } from './facts.ts';
import type { Settings } from './settings.ts';

export const snapshotFormat = 'bucketproof/snapshot';
/** Raised when a reader of the older version would misunderstand a file. */
export const snapshotVersion = 1;

/** Evidence for the facts of one resource. */
export type FactSet = { [F in FactName]?: Evidence<Facts[F]> };

/** One resource with what is known of it. A list, not a map: a bucket may be named `constructor`. */
export interface ResourceFacts {
  type: Scope;
  /** Empty where the Region is unknown or the resource has none. */
  region: string;
  /** Bucket name, access point name, Region or account id. */
  resource: string;
  facts: FactSet;
}

/** How calls of one kind ended: `ok`, `absent` (AWS said "not configured"), a gap, or `retried` for a further attempt. */
export interface CallCount {
  service: string;
  operation: string;
  region: string;
  route: Route;
  count: number;
  outcomes: Readonly<Record<string, number>>;
  /** ISO times of the first and the last answer, or of giving up on one. Files of before 0.2 have none. */
  first?: string;
  last?: string;
}

/**
 * Who asked, with which program, when, and by which calls. An audit that was read in several goes, or put together
 * from several files, has one for each.
 */
export interface Reading {
  tool: Tool;
  /** ARN of the identity, where it is known. */
  identity: string | null;
  startedAt: string;
  endedAt: string;
  calls: readonly CallCount[];
}

/** A Region that the scan gave up, and why. */
export interface SkippedRegion {
  region: string;
  service: string;
  reason: string;
}

/** How much of the account the snapshot covers. */
export interface Coverage {
  /** Buckets in the list; null where the list could not be read. */
  bucketsListed: number | null;
  bucketsRead: number;
  /** Regions in which collections were read. */
  regions: readonly string[];
  /** True where every enabled Region was covered. */
  everyRegion: boolean;
  skippedRegions: readonly SkippedRegion[];
  /** How the scan ended. */
  ended: 'complete' | 'cancelled' | 'interrupted' | 'running';
  /** One sentence, where it did not end as planned. */
  note: string;
  /** What the scan was narrowed to; absent where it was to read everything. */
  scope?: ReadScope;
}

/** The program that made a snapshot. */
export interface Tool {
  name: string;
  version: string;
  /** Of which sources it was built, as `src/node/site/build-id.ts` counts them; files of before 0.2 have none. */
  build?: string;
}

/** What a scan was narrowed to. Null means all. */
export interface ReadScope {
  /** Ids of the checks whose facts were read. */
  checks: readonly string[] | null;
  /** Names of the buckets that were read. */
  buckets: readonly string[] | null;
  /** Regions whose buckets were read. */
  regions: readonly string[] | null;
}

/** Details of `skipped` gaps that the user chose: the bucket is out of scope, or no chosen check needs the fact. */
export const outOfScope = 'OutOfScope';
export const notChosen = 'NotChosen';
/** Detail of a `skipped` gap: the default encryption that names the key is unread itself. */
export const encryptionUnread = 'EncryptionUnread';
/** Detail of a `skipped` gap: it belongs to another account, which alone can read it. */
export const ofAnotherAccount = 'OfAnotherAccount';

/** What tells resources of one snapshot apart. The Region of a bucket may become known later, and is no part of it. */
export const keyOf = ({ type, region, resource }: Omit<ResourceFacts, 'facts'>): string =>
  type === 'account'
    ? type
    : type === 'accessPoint'
      ? `${type} ${region} ${resource}`
      : `${type} ${resource}`;

/** All that one scan learnt of one account, and how it is to be judged. Findings are derived from it and never stored in it. */
export interface Snapshot {
  format: typeof snapshotFormat;
  version: typeof snapshotVersion;
  tool: Tool;
  /** Account id, or on another provider the name the user gave it. */
  account: string;
  partition: string;
  provider: 'aws' | 'other';
  /** ARN of the identity that looked, where it is known. */
  identity: string | null;
  startedAt: string;
  endedAt: string;
  /** Marks the sample account, on screen and in every export. */
  sample: boolean;
  facts: readonly ResourceFacts[];
  /** Of all readings together. */
  calls: readonly CallCount[];
  /** Where there were several; absent where the rest of the head tells of the only one. */
  readings?: readonly Reading[];
  coverage: Coverage;
  /** What the user has set for judging it; absent where all is as shipped. Nothing that was read depends on it. */
  settings?: Settings;
}
