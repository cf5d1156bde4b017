import { severities, verdicts } from '../../model/check.ts';
import type { BucketQuery } from '../engine/protocol.ts';

const sorts = ['name', 'region', 'exposure', 'worst', 'assessed', 'fails', 'priority'] as const;

export const anyBucket: BucketQuery = {
  text: '',
  region: '',
  severity: '',
  verdict: '',
  check: '',
  sort: 'worst',
  descending: false,
};

/** True where the query leaves buckets out. */
export const isFiltered = (query: BucketQuery): boolean =>
  (['text', 'region', 'severity', 'verdict', 'check'] as const).some((name) => query[name] !== '');

/** Reads the list's state from the hash. What it does not know, it takes as "any". */
export function queryFrom(params: URLSearchParams): BucketQuery {
  const text = (name: string) => params.get(name) ?? '';
  return {
    text: text('text'),
    region: text('region'),
    severity: severities.find((one) => one === text('severity')) ?? '',
    verdict: verdicts.find((one) => one === text('verdict')) ?? '',
    check: text('check'),
    sort: sorts.find((one) => one === text('sort')) ?? anyBucket.sort,
    descending: text('order') === 'descending',
  };
}

/** The list's state as query values, the usual ones left out. */
export const valuesOf = (query: BucketQuery): Record<string, string> => ({
  text: query.text,
  region: query.region,
  severity: query.severity,
  verdict: query.verdict,
  check: query.check,
  sort: query.sort === anyBucket.sort ? '' : query.sort,
  order: query.descending ? 'descending' : '',
});
