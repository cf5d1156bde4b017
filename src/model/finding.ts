import type { ProofStep, Severity, VerdictWord } from './check.ts';
import type { MissingFact } from './derived.ts';
import type { FactName } from './facts.ts';

/** The answer of one check for one resource, with what it rests on. Plain JSON. */
export interface Finding {
  /** partition/account/Region/type/resource/check: the same from audit to audit. */
  key: string;
  partition: string;
  account: string;
  region: string;
  resourceType: 'account' | 'bucket' | 'accessPoint';
  /** Bucket name, access point name or account id. */
  resource: string;
  /** The check's id. */
  check: string;
  severity: Severity;
  verdict: VerdictWord;
  /** One or two sentences that name the thing and the fact. */
  because: string;
  proof: readonly ProofStep[];
  /** Facts that were read on the way, in the order of reading. */
  read: readonly FactName[];
  /** Facts that would have been needed; empty unless `notAssessed`. */
  missing: readonly MissingFact[];
  /** ISO time of the oldest evidence in use, or of the snapshot where nothing was read. */
  at: string;
}
