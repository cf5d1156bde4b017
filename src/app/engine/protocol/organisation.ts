import type { Aggregator } from '../../../gather/config/aggregator.ts';
import type { OrganisationEnd } from '../../../gather/config/organisation.ts';
import type { AccountRow } from '../../../report/accounts-csv.ts';

export type {
  Aggregator,
  AggregatorReach,
  FailingSource,
  FoundAggregators,
} from '../../../gather/config/aggregator.ts';
export type { AccountRow } from '../../../report/accounts-csv.ts';

/** An aggregator by its name and the Region that it lives in. */
export type AggregatorId = Pick<Aggregator, 'name' | 'region'>;

/** Which accounts to read from an aggregator. */
export interface AccountsPlan {
  aggregator: AggregatorId;
  /** Account ids. */
  accounts: readonly string[];
}

/** One account that the reading is done with. */
export interface AccountRead {
  account: string;
  /** Id of its audit; null where nothing was read. */
  audit: string | null;
  buckets: number;
  /** Why nothing was read, in a sentence or two; empty where something was. */
  says: string;
}

/** How far the reading of an organisation has come. */
export interface AccountsProgress {
  accounts: number;
  done: number;
  buckets: number;
  calls: number;
  /** Accounts that are read now. */
  reading: readonly string[];
  /** Accounts that were finished since the last progress was told. */
  finished: readonly AccountRead[];
  /** False where the browser stored an audit in memory only. */
  stored: boolean;
}

/** How the reading of an organisation ended. What was finished is kept in any case. */
export interface AccountsEnd {
  ended: OrganisationEnd['ended'];
  /** Why it ended early, in a sentence or two; empty where it did not. */
  note: string;
}

/** The newest audit of each account in this browser. */
export interface AccountsView {
  rows: readonly AccountRow[];
  /** Older audits of the same accounts, which the rows leave out. */
  older: number;
  /** Audits that a scan is writing, which they leave out too. */
  running: number;
}
