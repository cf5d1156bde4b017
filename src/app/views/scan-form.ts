import { splitNames } from '../../report/names.ts';
import type { Estimate, ScanScope } from '../engine/protocol.ts';
import { duration, many } from '../words.ts';

/** What the set-up of a scan holds. */
export interface ScanForm {
  /** Null for a new audit. */
  from: ScanScope['from'];
  /** Ids of the chosen checks; null for all. */
  checks: readonly string[] | null;
  pace: ScanScope['pace'];
  /** How the buckets are narrowed; `older` only where an audit is read anew. */
  which: 'all' | 'names' | 'regions' | 'older';
  /** Bucket names as typed, one a line. */
  names: string;
  regions: readonly string[];
  /** An age, as typed, and its unit in hours. */
  age: string;
  unit: 1 | 24;
}

/** The set-up as it first appears. */
export const newForm = (from: ScanScope['from']): ScanForm => ({
  from,
  checks: null,
  pace: 'full',
  which: 'all',
  names: '',
  regions: [],
  age: '1',
  unit: 24,
});

/** What the address asks for: `audit` and `mode`, or a new audit. */
export function fromQuery(query: URLSearchParams): ScanScope['from'] {
  const audit = query.get('audit') ?? '';
  const mode = query.get('mode');
  return audit !== '' && (mode === 'continue' || mode === 'renew') ? { audit, mode } : null;
}

/** What is wrong with the set-up, in one sentence; empty where it can start. */
export function problemOf(form: ScanForm): string {
  if (form.which === 'names' && splitNames(form.names).length === 0)
    return 'Enter the name of at least one bucket.';
  if (form.which === 'regions' && form.regions.length === 0) return 'Choose at least one Region.';
  if (form.which === 'older' && !(Number(form.age) > 0)) return 'Enter an age above zero.';
  if (form.checks?.length === 0) return 'Choose at least one check.';
  return '';
}

/** The set-up as the engine takes it. `now` in milliseconds. Call it on a form without a problem. */
export const scopeOf = (form: ScanForm, now: number): ScanScope => ({
  checks: form.checks,
  pace: form.pace,
  from: form.from,
  buckets: form.which === 'names' ? splitNames(form.names) : null,
  regions: form.which === 'regions' ? form.regions : null,
  readBefore:
    form.which === 'older'
      ? new Date(now - Number(form.age) * form.unit * 3_600_000).toISOString()
      : null,
});

/** `26 buckets, about 480 calls, about 20 s`. Says nothing of what is not known. */
export function estimateSays({ buckets, calls, seconds }: Estimate): string {
  return [
    buckets === null ? 'An unknown number of buckets' : many(buckets, 'bucket'),
    buckets === null ? `at least ${many(calls, 'call')}` : `about ${many(calls, 'call')}`,
    seconds === null ? '' : `about ${duration(Math.max(1, seconds))}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Why a scan of no bucket would only copy what is there, or read nothing; empty where there is something to read. */
export function nothingSays(form: ScanForm, { buckets, listed }: Estimate): string {
  if (buckets !== 0 || (listed === 0 && form.from?.mode !== 'renew')) return '';
  switch (form.which) {
    case 'names':
      return 'None of these buckets is in the account, so there is nothing to read.';
    case 'regions':
      return 'No bucket is in the chosen Regions, so there is nothing to read.';
    case 'older':
      return 'Nothing was read longer ago than that, so there is nothing to read anew. Choose a shorter age.';
    case 'all':
      return form.from?.mode === 'renew' ? 'The account has no bucket to read anew.' : '';
  }
}

/** Names that the list does not have, in one sentence; empty where it has them all. */
export function missingSays({ missing }: Estimate): string {
  if (missing.length === 0) return '';
  const named = missing.slice(0, 5).join(', ');
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  return `The account has no ${missing.length === 1 ? 'bucket' : 'buckets'} called ${named}${more}.`;
}
