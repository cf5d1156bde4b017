import type { Severity, Topic, VerdictWord } from '../model/check.ts';
import { verdictTitle } from '../model/words.ts';
import type { AuditSummary, Counts } from './engine/protocol.ts';

export const severityTitle: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

/** What stands over a column of marks. */
export const topicShort: Readonly<Record<Topic, string>> = {
  'Public access and sharing': 'Access',
  Encryption: 'Encr.',
  'Logging and monitoring': 'Logs',
  'Data protection and recovery': 'Recov.',
  'Governance and hygiene': 'Gov.',
};

export const exposureTitle = {
  public: 'Public',
  notPublic: 'Not public',
  unknown: 'Not assessed',
} as const;

export const exposureVerdict = {
  public: 'fail',
  notPublic: 'pass',
  unknown: 'notAssessed',
} as const satisfies Record<string, VerdictWord>;

/** `1 bucket`, `2 buckets`, `1,204 buckets`. */
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** Findings with one verdict, counted: `1 fail`, `512 passes`, `75 not assessed`. */
export const verdictsOf = (verdict: VerdictWord, count: number): string =>
  verdict === 'fail'
    ? many(count, 'fail')
    : verdict === 'pass'
      ? many(count, 'pass', 'passes')
      : `${count.toLocaleString('en')} ${verdictTitle[verdict].toLowerCase()}`;

/** What an audit is called: its title, or else its account. */
export const nameOf = ({ title, account }: Pick<AuditSummary, 'title' | 'account'>): string =>
  title === '' ? account : title;

/** Questions with an answer, of questions that could have one. */
export function assessed({ pass, fail, notAssessed }: Counts): { count: number; of: number } {
  return { count: pass + fail, of: pass + fail + notAssessed };
}

/** A time as people write it, in their own zone. Text that is no time is given back. */
export function timeOf(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : time.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Seconds as `40 s` or `3 min`. */
export const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** The sentence of whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong. Reload the page and try again.';

const shortForms: Readonly<Record<string, string>> = {
  acl: 'ACL',
  acls: 'ACLs',
  arn: 'ARN',
  cors: 'CORS',
  id: 'ID',
  kms: 'KMS',
  mfa: 'MFA',
  vpc: 'VPC',
};

/** A property's name as a label: `blockPublicAcls` becomes `Block public ACLs`. */
export function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => shortForms[word.toLowerCase()] ?? word.toLowerCase());
  return capital(words.join(' '));
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Writes characters that are not seen, or that turn the direction of what follows, as JSON escapes: a policy must
 * not read differently from what it says. https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings
 */
export const visible = (text: string): string =>
  text.replace(
    /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
