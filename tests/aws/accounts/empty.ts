import type { Account } from './account.ts';

/** An account without a single bucket. */
export const empty: Account = { id: '123456789012', publicAccessBlock: null, buckets: [] };
