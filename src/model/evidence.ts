/** The way by which a value reached us: the page itself, a relay on S3's origin, AWS Config, or a collector's file. */
export type Route = 'direct' | 'relay' | 'config' | 'file';

/** Why a fact is unknown. Plain strings, because evidence is stored, exported and imported as JSON. */
export type Gap =
  | 'denied' // AWS refused the read and named no other cause
  | 'blocked' // the browser was given no answer it may read: cross-origin rules, or no way out at all
  | 'network' // a service that had answered before did not answer now, after our retries
  | 'throttled' // still refused for its rate after our retries
  | 'unsupported' // this endpoint, Region or bucket type does not have the operation
  | 'gone' // the resource vanished between listing and reading
  | 'skipped' // this scan did not ask
  | 'unrecorded' // AWS Config was asked, and does not tell it
  | 'failed'; // anything else; `detail` carries AWS's own error code

export const gaps: readonly Gap[] = [
  'denied',
  'blocked',
  'network',
  'throttled',
  'unsupported',
  'gone',
  'skipped',
  'unrecorded',
  'failed',
];

/** One route that was asked for a fact and did not answer it. */
export interface Attempt {
  route: Route;
  gap: Gap;
  /** AWS's error code, or one of ours. Never an error's text: S3 echoes session tokens in some. */
  detail: string;
}

/** A value that was read. `null` inside `T` means that AWS says it is not configured. */
export interface Read<T> {
  known: true;
  value: T;
  from: Route;
  /** ISO time at which the value was true. */
  at: string;
}

/** A value that could not be read, and what would answer it. */
export interface Unread {
  known: false;
  gap: Gap;
  /** IAM actions that would answer it. */
  actions: readonly string[];
  tried: readonly Attempt[];
  /** AWS's error code, or one of ours; empty when nobody asked. */
  detail: string;
}

/** What is known of one fact. Plain JSON: it is stored, sent to workers and written to files. */
export type Evidence<T> = Read<T> | Unread;

/** A list that was read in pages or parts. One bad item may fail a check; only a complete list may pass it. */
export interface Collection<T> {
  items: readonly T[];
  complete: boolean;
  /** Why it is not complete: one entry for each part that could not be read. */
  gaps: readonly PartGap[];
}

/** A part of a collection that could not be read. */
export interface PartGap {
  gap: Gap;
  actions: readonly string[];
  detail: string;
}

/** A part of a value that takes a call of its own: as it was read, or why it was not. */
export type Part<T> = { known: true; value: T } | ({ known: false } & PartGap);

/** One of several calls about the same value: what it was about, and what it brought. */
export interface PartAbout<T> {
  about: string;
  found: Part<T>;
}

/** A complete collection of these items. */
export const complete = <T>(items: readonly T[]): Collection<T> => ({
  items,
  complete: true,
  gaps: [],
});

/** Evidence for a fact that nobody asked for. */
export const unasked = (actions: readonly string[], detail = ''): Unread => ({
  known: false,
  gap: 'skipped',
  actions,
  tried: [],
  detail,
});
