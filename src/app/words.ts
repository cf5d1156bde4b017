import type { Severity, VerdictWord } from '../model/check.ts';
import type { Counts } from './engine/protocol.ts';

export const severityTitle: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
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
