import { together, whyApart } from '../../gather/together.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Origin, Store } from '../../store/store.ts';
import { titleOfCopy } from './beginning.ts';
import type { AuditSummary } from './protocol.ts';
import { Sentence } from './rpc.ts';
import { summaryOf, type Writing } from './summary.ts';

/** The audits that a file could be added to, newest first. */
export async function fitsOf(
  added: Snapshot,
  store: Store,
  writing: Writing,
): Promise<readonly AuditSummary[]> {
  const stored = await store.list();
  return stored
    .filter(({ head }) => whyApart(head, added) === '')
    .map((one) => summaryOf(one, store, writing))
    .filter(({ ended }) => ended !== 'running');
}

/**
 * Puts a file together with an audit into a copy, which counts as imported, and gives the copy's id. Throws a
 * `Sentence` where the two do not belong together.
 */
export async function addToCopy(
  { id, snapshot }: { id: string; snapshot: Snapshot },
  added: Snapshot,
  store: Store,
  keep: (snapshot: Snapshot, origin: Origin) => Promise<string>,
): Promise<string> {
  const why = whyApart(snapshot, added);
  if (why !== '') throw new Sentence(why);
  const title = (await store.head(id))?.title ?? '';
  const copy = await keep(together(snapshot, added), 'file');
  const now = new Date().toISOString();
  await store.describe(copy, {
    title: titleOfCopy(title, snapshot.account, now, 'file'),
    note: '',
  });
  return copy;
}
