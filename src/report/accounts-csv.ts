import type { Digest } from '../model/digest.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { cell, fileStart, write } from './csv-cells.ts';

/** One account with what its newest audit comes to. */
export interface AccountRow extends Digest {
  /** Id of the audit. */
  id: string;
  /** What the user calls it; may be empty. */
  title: string;
  account: string;
  partition: string;
  provider: Snapshot['provider'];
  /** True where it was opened from a file, and is not verified. */
  imported: boolean;
  /** ISO times. */
  startedAt: string;
  endedAt: string;
  ended: Snapshot['coverage']['ended'];
  /** Null where the list of buckets could not be read. */
  bucketsListed: number | null;
  bucketsRead: number;
}

/** The header row of the table of accounts. */
const accountColumns = [
  'provider',
  'partition',
  'account',
  'title',
  'buckets',
  'bucketsListed',
  'bucketsRead',
  'publicBuckets',
  'unjudgedBuckets',
  'failsCritical',
  'failsHigh',
  'failsMedium',
  'failsLow',
  'failsInfo',
  'fail',
  'pass',
  'notApplicable',
  'notAssessed',
  'assessedShare',
  'failingChecks',
  'routes',
  'imported',
  'startedAt',
  'endedAt',
  'oldestAt',
  'ended',
  'audit',
] as const;
type AccountColumn = (typeof accountColumns)[number];

/**
 * Accounts as a CSV file, one row each, in the order given. The form is that of the findings: UTF-8 with a byte order
 * mark, CR LF, formulas made harmless.
 */
export const accountsCsv = (rows: readonly AccountRow[]): string =>
  fileStart(accountColumns) + (rows.length > 0 ? write(rows.map(cellsOf)) : '');

function cellsOf(row: AccountRow): string[] {
  const { counts, exposure, fails } = row;
  const asked = counts.pass + counts.fail + counts.notAssessed;
  const cells: Readonly<Record<AccountColumn, string>> = {
    provider: row.provider,
    partition: row.partition,
    account: row.account,
    title: row.title,
    buckets: String(row.buckets),
    bucketsListed: row.bucketsListed === null ? '' : String(row.bucketsListed),
    bucketsRead: String(row.bucketsRead),
    publicBuckets: String(exposure.public),
    unjudgedBuckets: String(exposure.unknown),
    failsCritical: String(fails.critical),
    failsHigh: String(fails.high),
    failsMedium: String(fails.medium),
    failsLow: String(fails.low),
    failsInfo: String(fails.info),
    fail: String(counts.fail),
    pass: String(counts.pass),
    notApplicable: String(counts.notApplicable),
    notAssessed: String(counts.notAssessed),
    assessedShare: asked === 0 ? '' : ((counts.pass + counts.fail) / asked).toFixed(3),
    failingChecks: Object.entries(row.failing)
      .map(([check, count]) => `${check} (${count})`)
      .join('; '),
    routes: row.routes.join('; '),
    imported: row.imported ? 'yes' : 'no',
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    oldestAt: row.oldest,
    ended: row.ended,
    audit: row.id,
  };
  return accountColumns.map((column) => cell(cells[column]));
}
