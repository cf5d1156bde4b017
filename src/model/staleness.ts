import type { Evidence } from './evidence.ts';
import type { FactSet } from './snapshot.ts';

/** From this age on, in days, what AWS Config recorded is said to be old. */
const staleFromDays = 1;

/** Days, with fractions, by which one ISO time lies before another; 0 where it does not, or where either is none. */
const ageDays = (at: string, scanned: string): number =>
  Math.max(0, (Date.parse(scanned) - Date.parse(at)) / 86_400_000) || 0;

/**
 * How long before the end of the scan (an ISO time) AWS Config recorded a value, as in "3 days"; null where it did so
 * within a day of it, or where the value has come by another way.
 */
export function staleness(evidence: Evidence<unknown>, scanned: string): string | null {
  if (!evidence.known || evidence.from !== 'config') return null;
  const days = Math.floor(ageDays(evidence.at, scanned));
  return days < staleFromDays ? null : `${grouped(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** What of some facts is as AWS Config recorded it. */
export interface RecordedFacts {
  facts: number;
  /** Those recorded a day or more before the scan ended. */
  stale: number;
  /** How long before that the oldest was recorded, in words; null where none is stale. */
  oldest: string | null;
}

/** Counts what is as AWS Config recorded it. `scanned` is the ISO time at which the scan ended. */
export function recordedIn(sets: Iterable<FactSet>, scanned: string): RecordedFacts {
  let facts = 0;
  let stale = 0;
  let oldest: Evidence<unknown> | null = null;
  for (const set of sets)
    for (const evidence of Object.values(set) as Evidence<unknown>[]) {
      if (!evidence.known || evidence.from !== 'config') continue;
      facts++;
      if (staleness(evidence, scanned) === null) continue;
      stale++;
      if (!oldest?.known || evidence.at < oldest.at) oldest = evidence;
    }
  return { facts, stale, oldest: oldest && staleness(oldest, scanned) };
}

/** The same in sentences; empty where nothing is recorded. */
export function recordedSays({ facts, stale, oldest }: RecordedFacts): string {
  if (facts === 0) return '';
  const all = `${grouped(facts)} ${facts === 1 ? 'fact is as AWS Config recorded it' : 'facts are as AWS Config recorded them'}.`;
  if (oldest === null) return all;
  const when =
    stale === 1
      ? `1 was recorded ${oldest} before this scan.`
      : `${grouped(stale)} were recorded a day or more before this scan, the oldest ${oldest} before it.`;
  return `${all} ${when} AWS Config records a resource when it changes, so an old record may still be true.`;
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
