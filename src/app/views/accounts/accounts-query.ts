import { severities, type Severity, type VerdictWord } from '../../../model/check.ts';
import type { Route } from '../../../model/evidence.ts';
import type { AccountRow, CheckCard } from '../../engine/protocol.ts';
import { assessed, timeOf } from '../../words.ts';

/** What a row is called where its way is one word among others. */
export const wayTitle: Readonly<Record<Route | 'import', string>> = {
  direct: 'Live',
  relay: 'Relay',
  config: 'AWS Config',
  file: 'Collector',
  import: 'File',
};

/** From this age on, in days, the oldest value in use is marked as old. */
export const oldFromDays = 30;

export const accountSorts = [
  'account',
  'buckets',
  'public',
  'worst',
  'assessed',
  'read',
  'oldest',
] as const;
type Sort = (typeof accountSorts)[number];

/** What the table of accounts is filtered and sorted by. Empty strings mean "any". */
export interface AccountsQuery {
  text: string;
  /** Id of a check that fails in the account. */
  check: string;
  show: '' | 'public' | 'critical' | 'old' | 'early';
  /** How it was read. */
  way: Route | 'import' | '';
  sort: Sort;
  descending: boolean;
}

/** Every account, the worst first. */
export const everyAccount: AccountsQuery = {
  text: '',
  check: '',
  show: '',
  way: '',
  sort: 'worst',
  descending: false,
};

export const showTitle: Readonly<Record<Exclude<AccountsQuery['show'], ''>, string>> = {
  public: 'With public buckets',
  critical: 'With critical fails',
  old: 'With old values',
  early: 'Not read to the end',
};

const shows = Object.keys(showTitle) as (keyof typeof showTitle)[];
const ways = Object.keys(wayTitle) as (keyof typeof wayTitle)[];

/** Reads the table's state from the hash. What it does not know, it takes as "any". */
export function accountsQueryFrom(params: URLSearchParams): AccountsQuery {
  const text = (name: string) => params.get(name) ?? '';
  return {
    text: text('text'),
    check: text('check'),
    show: shows.find((one) => one === text('show')) ?? '',
    way: ways.find((one) => one === text('way')) ?? '',
    sort: accountSorts.find((one) => one === text('sort')) ?? everyAccount.sort,
    descending: text('order') === 'descending',
  };
}

/** The same as values of the hash; what is usual is left out. */
export const accountsValuesOf = ({ text, check, show, way, sort, descending }: AccountsQuery) => ({
  ...{ text, check, show, way },
  sort: sort === everyAccount.sort ? '' : sort,
  order: descending ? 'descending' : '',
});

/** Days, with fractions, between an ISO time and now, in milliseconds; 0 where it is no time. */
const ageDays = (iso: string, now: number): number =>
  Math.max(0, (now - Date.parse(iso)) / 86_400_000) || 0;

/** Whether the oldest value in use is old. `now` in milliseconds. */
export const isOld = ({ oldest }: Pick<AccountRow, 'oldest'>, now: number): boolean =>
  ageDays(oldest, now) >= oldFromDays;

/** An ISO time as an age: `today`, `1 day`, `412 days`. */
export function ageSays(iso: string, now: number): string {
  const days = Math.floor(ageDays(iso, now));
  return days === 0 ? 'today' : days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}

/** How a row was read. */
export const waysOf = ({ imported, routes }: AccountRow): readonly (Route | 'import')[] =>
  imported ? ['import'] : routes;

/** How and when, in words: `AWS Config, Nov 30, 2026, 12:00`. */
export const readSays = (row: AccountRow): string =>
  [
    waysOf(row)
      .map((way) => wayTitle[way])
      .join(' and '),
    timeOf(row.endedAt),
  ]
    .filter((text) => text !== '')
    .join(', ');

const shareOf = ({ counts }: AccountRow): number => {
  const { count, of } = assessed(counts);
  return of === 0 ? 1 : count / of;
};

/** Which of two rows has the worse fails: more critical ones, or else more high ones, and so on. */
const worse = (a: AccountRow, b: AccountRow): number => {
  for (const severity of severities)
    if (a.fails[severity] !== b.fails[severity]) return b.fails[severity] - a.fails[severity];
  return 0;
};

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const comparers: Readonly<Record<Sort, (a: AccountRow, b: AccountRow) => number>> = {
  account: (a, b) => compareText(a.title || a.account, b.title || b.account),
  buckets: (a, b) => b.buckets - a.buckets,
  public: (a, b) =>
    b.exposure.public - a.exposure.public || b.exposure.unknown - a.exposure.unknown,
  worst: (a, b) => worse(a, b) || b.exposure.public - a.exposure.public,
  assessed: (a, b) => shareOf(a) - shareOf(b),
  read: (a, b) => Date.parse(b.endedAt) - Date.parse(a.endedAt),
  oldest: (a, b) => Date.parse(a.oldest) - Date.parse(b.oldest),
};

/** The rows that fit, in order. Account ids settle ties. `now` in milliseconds. */
export function shownAccounts(
  rows: readonly AccountRow[],
  query: AccountsQuery,
  now: number,
): readonly AccountRow[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: AccountRow) => {
    const own = `${row.account} ${row.title} ${row.partition}`.toLowerCase();
    return (
      words.every((word) => own.includes(word)) &&
      (query.check === '' || (row.failing[query.check] ?? 0) > 0) &&
      (query.way === '' || waysOf(row).includes(query.way)) &&
      (query.show !== 'public' || row.exposure.public > 0) &&
      (query.show !== 'critical' || row.fails.critical > 0) &&
      (query.show !== 'old' || isOld(row, now)) &&
      (query.show !== 'early' || row.ended !== 'complete')
    );
  };
  const sign = query.descending ? -1 : 1;
  const compare = comparers[query.sort];
  return rows
    .filter(fits)
    .sort((a, b) => sign * compare(a, b) || compareText(a.account, b.account));
}

/** Rows added up. */
export interface AccountSums {
  buckets: number;
  exposure: Readonly<Record<'public' | 'notPublic' | 'unknown', number>>;
  fails: Readonly<Record<Severity, number>>;
  counts: Readonly<Record<VerdictWord, number>>;
  /** Accounts with a public bucket. */
  exposed: number;
  /** Accounts whose oldest value is old. */
  old: number;
}

export function sumsOf(rows: readonly AccountRow[], now: number): AccountSums {
  const exposure = { public: 0, notPublic: 0, unknown: 0 };
  const fails: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const counts: Record<VerdictWord, number> = {
    pass: 0,
    fail: 0,
    notApplicable: 0,
    notAssessed: 0,
  };
  const add = <K extends string>(to: Record<K, number>, from: Readonly<Record<K, number>>) => {
    for (const key of Object.keys(to) as K[]) to[key] += from[key];
  };
  for (const row of rows) {
    add(exposure, row.exposure);
    add(fails, row.fails);
    add(counts, row.counts);
  }
  return {
    ...{ exposure, fails, counts },
    buckets: rows.reduce((sum, { buckets }) => sum + buckets, 0),
    exposed: rows.filter((row) => row.exposure.public > 0).length,
    old: rows.filter((row) => isOld(row, now)).length,
  };
}

/** A check with the accounts in which it fails. */
export interface CommonFail {
  check: CheckCard;
  /** Most fails first. */
  accounts: readonly { row: AccountRow; fails: number }[];
  fails: number;
}

/** The checks that fail, those in most accounts first, then the more severe, then those with more fails. */
export function commonFails(
  rows: readonly AccountRow[],
  checks: readonly CheckCard[],
): readonly CommonFail[] {
  return checks
    .map((check) => {
      const accounts = rows
        .flatMap((row) => {
          const fails = row.failing[check.id] ?? 0;
          return fails > 0 ? [{ row, fails }] : [];
        })
        .sort((a, b) => b.fails - a.fails || compareText(a.row.account, b.row.account));
      return { check, accounts, fails: accounts.reduce((sum, { fails }) => sum + fails, 0) };
    })
    .filter(({ fails }) => fails > 0)
    .sort(
      (a, b) =>
        b.accounts.length - a.accounts.length ||
        severities.indexOf(a.check.severity) - severities.indexOf(b.check.severity) ||
        b.fails - a.fails,
    );
}
