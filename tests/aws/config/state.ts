import type { Item } from './items.ts';

/** What a record made by hand must tell. Everything left out is as of a resource that is there. */
export type RecordedItem = Pick<Item, 'resourceType' | 'resourceId' | 'configuration'> &
  Partial<Item>;

/** What AWS Config records of one account. Everything left out is as a recorder of all types has it. */
export interface Recording {
  account: string;
  /** Regions with a recorder. Default: all. */
  regions?: readonly string[];
  /** Default: every type of S3 that Config knows. */
  types?: readonly string[];
  /** Keys of the supplementary configuration that items of an old version lack. */
  without?: readonly string[];
  /** ISO time at which everything was recorded. Default: 30 November 2026, noon. */
  capturedAt?: string;
  /** Results of one page at most. Default, as on AWS: 100, whatever more is asked for. */
  pageSize?: number;
  /** Values as answers to queries hold them, the default, or as text, which configuration items hold. */
  form?: 'query' | 'item';
  /** Records of other services beside those of S3, made by hand: the front does not make them from its own state. */
  more?: readonly RecordedItem[];
  /** Names of buckets that were deleted, whose items are still answered. */
  deleted?: readonly string[];
}

/** An aggregator, in the account and Region that it belongs to. */
export interface Aggregator {
  name: string;
  owner: string;
  region: string;
  /** Accounts whose records it collects. */
  accounts: readonly string[];
  /** Whether its source is an organisation, whose accounts it does not name. */
  organisation?: boolean;
  /** Sources from which it did not collect lately. An organisation's are told without their accounts. */
  failing?: readonly {
    account: string;
    region: string;
    status: 'FAILED' | 'OUTDATED';
    code?: string;
  }[];
}

/** AWS Config of the front's accounts. Without a recording it answers that nothing is recorded. */
export interface ConfigState {
  recordings: Map<string, Recording>;
  aggregators: Aggregator[];
  /** Items by account, made once. */
  items: Map<string, Promise<readonly Item[]>>;
}

export const emptyConfig = (): ConfigState => ({
  recordings: new Map(),
  aggregators: [],
  items: new Map(),
});
