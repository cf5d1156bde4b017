import type { DerivedName, Derived } from './derived.ts';
import type { FactName, Facts } from './facts.ts';
import type { SettingName, Settings } from './settings.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export type VerdictWord = 'pass' | 'fail' | 'notApplicable' | 'notAssessed';
export const verdicts: readonly VerdictWord[] = ['fail', 'notAssessed', 'pass', 'notApplicable'];

/** Topics under which checks are listed; the groups of the catalogue. */
export type Topic =
  | 'Public access and sharing'
  | 'Encryption'
  | 'Logging and monitoring'
  | 'Data protection and recovery'
  | 'Governance and hygiene';
export const topics: readonly Topic[] = [
  'Public access and sharing',
  'Encryption',
  'Logging and monitoring',
  'Data protection and recovery',
  'Governance and hygiene',
];

/** One step of the reasoning behind a verdict, as data, so that screen, PDF and CSV can each show it. */
export interface ProofStep {
  /** A sentence in the present tense. */
  says: string;
  /** The fact this step was read from. */
  fact?: FactName;
  /** Whose fact that is, where it is not the resource judged: an access point, or an account. */
  resource?: string;
  /** Index of the policy statement it speaks of, from 0. */
  statement?: number;
  /** What the step does in the chain: it lets someone in, limits whom, fails to, cuts all off, or adds a remark. */
  does?: 'opens' | 'narrows' | 'leaves' | 'cuts' | 'notes';
}

/** What a check may answer. `notAssessed` is not among them: only an unread fact can cause it. */
export interface Verdict {
  verdict: 'pass' | 'fail' | 'notApplicable';
  because: string;
  proof?: readonly ProofStep[];
}

export const pass = (because: string, proof?: readonly ProofStep[]): Verdict => ({
  verdict: 'pass',
  because,
  ...(proof && { proof }),
});
export const fail = (because: string, proof?: readonly ProofStep[]): Verdict => ({
  verdict: 'fail',
  because,
  ...(proof && { proof }),
});
export const notApplicable = (because: string): Verdict => ({ verdict: 'notApplicable', because });

/** Everything a check may name in `needs`: what is read, and what `access` concludes from it. */
export interface Known extends Facts, Derived {}
export type Need = FactName | DerivedName;

/** What a check knows beside the facts: the snapshot's time, and what kind of endpoint it came from. */
export interface Context {
  /** ISO time at which the snapshot was finished; the only clock of a check. */
  now: string;
  provider: 'aws' | 'other';
  partition: string;
  account: string;
  /** Name of the resource that is judged. */
  resource: string;
  region: string;
  settings: Settings;
}

/** What to do about a fail: one sentence, and the same as commands. Upper-case words are placeholders. */
export interface Fix {
  text: string;
  cli?: string;
  console?: string;
  terraform?: string;
}

/** One question about one resource. */
export interface Check<N extends Need = Need> {
  /** Equal to the file name and to the id in exports. */
  id: string;
  /** The good state, as a sentence without a full stop. */
  title: string;
  topic: Topic;
  severity: Severity;
  per: 'account' | 'bucket' | 'accessPoint';
  /** Ids in public frameworks, by framework key (`report` knows their names). */
  frameworks: Readonly<Record<string, readonly string[]>>;
  needs: readonly N[];
  /** The settings that `evaluate`, or a conclusion it reads, heeds. */
  settings?: readonly SettingName[];
  /** True where the question has no meaning on an S3-compatible endpoint that is not AWS. */
  awsOnly?: boolean;
  /** True where the question is asked of directory buckets too; most settings do not exist there. */
  ofDirectoryBuckets?: boolean;
  why: string;
  fix: Fix;
  /** The AWS page the check rests on. */
  source: string;
  /** Pure. Reading a fact that is unknown ends the check as `notAssessed`. */
  evaluate(facts: Readonly<Pick<Known, N>>, context: Context): Verdict;
}

/** Types `evaluate` with exactly the facts that `needs` names. */
export const check = <const N extends Need>(c: Check<N>): Check<N> => c;
