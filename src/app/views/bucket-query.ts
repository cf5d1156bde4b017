import { severities, verdicts } from '../../model/check.ts';
import type { BucketQuery } from '../engine/protocol.ts';

const sorts = ['name', 'region', 'exposure', 'worst', 'assessed', 'fails'] as const;

export const anyBucket: BucketQuery = {
  text: '',
  region: '',
  severity: '',
  verdict: '',
  check: '',
  sort: 'worst',
  descending: false,
};

/** Reads the list's state from the hash. What it does not know, it takes as "any". */
export function queryFrom(params: URLSearchParams): BucketQuery {
  const text = (name: string) => params.get(name) ?? '';
  return {
    text: text('text'),
    region: text('region'),
    check: text('check'),
    severity: severities.find((one) => one === text('severity')) ?? '',
    verdict: verdicts.find((one) => one === text('verdict')) ?? '',
    sort: sorts.find((one) => one === text('sort')) ?? anyBucket.sort,
    descending: text('order') === 'descending',
  };
}

/** The list's state as query values, the usual ones left out. */
export const valuesOf = (query: BucketQuery): Record<string, string> => ({
  text: query.text,
  region: query.region,
  check: query.check,
  severity: query.severity,
  verdict: query.verdict,
  sort: query.sort === anyBucket.sort ? '' : query.sort,
  order: query.descending ? 'descending' : '',
});
