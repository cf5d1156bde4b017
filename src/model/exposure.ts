import type { ProofStep } from './check.ts';
import type { MissingFact } from './derived.ts';

/** What somebody may do with a bucket. `settings`: read its settings, and nothing else. */
export type Deed = 'list' | 'read' | 'write' | 'delete' | 'permissions' | 'settings';
export const deeds: readonly Deed[] = [
  'list',
  'read',
  'write',
  'delete',
  'permissions',
  'settings',
];

/**
 * Who can do something. `network`: anyone within a network that S3 counts as fixed. `own`: nobody outside the owner's
 * account. Widest first.
 */
export type Reach =
  'public' | 'anyAccount' | 'network' | 'organisation' | 'otherAccount' | 'service' | 'own';
export const reaches: readonly Reach[] = [
  'public',
  'anyAccount',
  'network',
  'organisation',
  'otherAccount',
  'service',
  'own',
];

/** Some who can do something for sure. */
export interface Circle {
  who: Reach;
  /** Accounts, organisations, networks or services, where they have names. */
  names: readonly string[];
}

/** Who can do one thing with a bucket after all that opens and all that cuts, with the chain of reasons. */
export interface Exposed {
  /** The widest that gets through; unknown where an unread fact could widen it. */
  who: Reach | 'unknown';
  /** Accounts, organisations, networks or services, where they have names. */
  names: readonly string[];
  steps: readonly ProofStep[];
  /** Facts that would settle it; empty unless unknown. */
  missing: readonly MissingFact[];
  /** Narrower circles that are certain beside it, widest first; left out where the wide one takes all of them in. */
  also?: readonly Circle[];
  /** Where it is unknown: the widest that is certain all the same, if anybody is. */
  atLeast?: Circle;
  /** Why it is unknown though everything was read: a sentence. */
  reason?: string;
}

/** Who can do what with a bucket. */
export type Exposure = Readonly<Record<Deed, Exposed>>;

/** Exposure as it is, and what it would be without Block Public Access and with ACLs enabled, as far as can be seen. */
export interface ExposureView {
  now: Exposure;
  latent: Exposure;
  /** What the reading of the latent half cannot see. */
  limits: readonly string[];
  /**
   * Where S3's own word on the policy and our reading differ, or where S3 counts a bucket as public that lets nobody
   * in: both, and why. Empty where all agree.
   */
  differences: readonly ProofStep[];
}
