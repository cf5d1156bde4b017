import { severities, type Severity, verdicts } from '../../model/check.ts';
import type { Opened } from './opened.ts';
import type { BucketPage, BucketQuery, BucketRow } from './protocol.ts';

/** Places in an audit's rows, in the order of a query. */
export type Found = Uint32Array;

/** What filters and orders need of one audit, made once and dropped with it. */
interface Prepared {
  lower: readonly string[];
  /** Every row in the order of a sort, by sort and direction. */
  orders: Map<string, Found>;
}
const prepared = new WeakMap<Opened, Prepared>();

function prepare(opened: Opened): Prepared {
  let ready = prepared.get(opened);
  if (!ready) {
    ready = { lower: opened.rows.map(({ name }) => name.toLowerCase()), orders: new Map() };
    prepared.set(opened, ready);
  }
  return ready;
}

/** All rows in the order that the query asks for. Names settle ties, forwards in both directions. */
function orderOf(opened: Opened, { sort, descending }: BucketQuery): Found {
  const { orders } = prepare(opened);
  const key = `${sort} ${descending}`;
  let order = orders.get(key);
  if (!order) {
    const { rows } = opened;
    const sign = descending ? -1 : 1;
    const compare = comparers[sort];
    const row = (at: number) => rows[at] as BucketRow;
    order = Uint32Array.from(rows.keys()).sort(
      (a, b) => sign * compare(row(a), row(b)) || compareText(row(a).name, row(b).name),
    );
    orders.set(key, order);
  }
  return order;
}

/** Filters in the order of the query: nothing is sorted again, so that a key press costs one pass. */
export function query(opened: Opened, wanted: BucketQuery): Found {
  const { lower } = prepare(opened);
  const order = orderOf(opened, wanted);
  const text = wanted.text.trim().toLowerCase();
  const fits = fitsCheck(opened, wanted);
  const found = new Uint32Array(order.length);
  let count = 0;
  for (const at of order) {
    if (text !== '' && !(lower[at] as string).includes(text)) continue;
    if (wanted.region !== '' && opened.rows[at]?.region !== wanted.region) continue;
    if (fits && !fits(opened.matrix[at] as Uint8Array)) continue;
    found[count++] = at;
  }
  return found.slice(0, count);
}

/** Whether one and the same finding of a bucket fits check, verdict and severity together; null where any does. */
function fitsCheck(opened: Opened, wanted: BucketQuery): ((line: Uint8Array) => boolean) | null {
  if (wanted.check === '' && wanted.verdict === '' && wanted.severity === '') return null;
  // A severity alone asks for what is wrong with it.
  const verdict = wanted.verdict === '' && wanted.severity !== '' ? 'fail' : wanted.verdict;
  const code = verdict === '' ? -1 : verdicts.indexOf(verdict);
  const columns = opened.checks.flatMap(({ id, severity }, at) =>
    (wanted.check === '' || id === wanted.check) &&
    (wanted.severity === '' || severity === wanted.severity)
      ? at
      : [],
  );
  return (line) => columns.some((at) => line[at] !== 255 && (code < 0 || line[at] === code));
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const exposures: readonly BucketRow['exposure'][] = ['public', 'unknown', 'notPublic'];
const rank = (severity: Severity | null) =>
  severity === null ? severities.length : severities.indexOf(severity);
const assessed = ({ counts }: BucketRow) => {
  const of = counts.pass + counts.fail + counts.notAssessed;
  return of === 0 ? 1 : (counts.pass + counts.fail) / of;
};

const comparers: Readonly<Record<BucketQuery['sort'], (a: BucketRow, b: BucketRow) => number>> = {
  name: (a, b) => compareText(a.name, b.name),
  region: (a, b) => compareText(a.region, b.region),
  exposure: (a, b) => exposures.indexOf(a.exposure) - exposures.indexOf(b.exposure),
  worst: (a, b) => rank(a.worst) - rank(b.worst) || b.counts.fail - a.counts.fail,
  assessed: (a, b) => assessed(a) - assessed(b),
  fails: (a, b) => a.counts.fail - b.counts.fail,
  priority: (a, b) =>
    (b.priority?.score ?? -1) - (a.priority?.score ?? -1) || b.counts.fail - a.counts.fail,
};

/** One window of a query's result. */
export const pageOf = (opened: Opened, found: Found, from: number, count: number): BucketPage => ({
  total: opened.rows.length,
  matching: found.length,
  from,
  rows: Array.from(found.subarray(from, from + count), (at) => opened.rows[at] as BucketRow),
});
