import type { Check } from '../../model/check.ts';
import { type AccountRow, accountsCsv } from '../../report/accounts-csv.ts';
import type { Store, StoredAudit } from '../../store/store.ts';
import { digestOf, markOf } from './digesting.ts';
import { openAudit } from './opened.ts';
import type { AccountsView } from './protocol.ts';
import { summaryOf, type Writing } from './summary.ts';

/** Whose audit it is. An account of another partition or provider is another account. */
const whose = ({ head }: StoredAudit): string =>
  `${head.provider} ${head.partition} ${head.account}`;

/** Newer by when it was read to its end; of two that were read at once, the one that was begun later. */
const isNewer = ({ head: a }: StoredAudit, { head: b }: StoredAudit): boolean =>
  (Date.parse(a.endedAt) - Date.parse(b.endedAt) ||
    Date.parse(a.startedAt) - Date.parse(b.startedAt)) > 0;

/**
 * The newest audit of each account, in numbers. One that was never counted, or otherwise than today, is judged first,
 * which is noted in the store; `told` says how many of how many are.
 */
export async function accountsView(
  store: Store,
  checks: readonly Check[],
  writing: Writing,
  told: (done: number, of: number) => void,
): Promise<AccountsView> {
  const newest = new Map<string, StoredAudit>();
  let older = 0;
  let running = 0;
  for (const stored of await store.list()) {
    if (stored.origin === 'sample' || stored.head.sample) continue;
    if (summaryOf(stored, store, writing).ended === 'running') {
      running++;
      continue;
    }
    const other = newest.get(whose(stored));
    if (other) older++;
    if (!other || isNewer(stored, other)) newest.set(whose(stored), stored);
  }
  const rows: AccountRow[] = [];
  for (const stored of newest.values()) {
    const row = await rowOf(stored, store, checks);
    // Another tab may have deleted it meanwhile.
    if (row) rows.push(row);
    told(rows.length, newest.size);
  }
  return { rows, older, running };
}

async function rowOf(
  stored: StoredAudit,
  store: Store,
  checks: readonly Check[],
): Promise<AccountRow | null> {
  const { id, title, origin, head } = stored;
  let digest = stored.digest;
  if (digest?.of !== markOf(head)) {
    const snapshot = await store.load(id);
    if (!snapshot) return null;
    digest = digestOf(openAudit(snapshot, checks));
    await store.digest(id, digest);
  }
  const { of: _of, ...numbers } = digest;
  const { account, partition, provider, startedAt, endedAt, coverage } = head;
  const { ended, bucketsListed, bucketsRead } = coverage;
  return {
    ...numbers,
    ...{ id, title, account, partition, provider, startedAt, endedAt },
    ...{ ended, bucketsListed, bucketsRead },
    imported: origin === 'file',
  };
}

/** The accounts of these audits as a file to take away, in this order. What was deleted meanwhile is left out. */
export async function accountsFile(
  audits: readonly string[],
  store: Store,
  checks: readonly Check[],
): Promise<Blob> {
  const rows: AccountRow[] = [];
  for (const id of audits) {
    const stored = await store.head(id);
    const row = stored && (await rowOf(stored, store, checks));
    if (row) rows.push(row);
  }
  return new Blob([accountsCsv(rows)], { type: 'text/csv;charset=utf-8' });
}
