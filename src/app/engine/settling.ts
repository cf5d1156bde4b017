import { countRead } from '../../gather/earlier.ts';
import type { Check } from '../../model/check.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store, StoredAudit } from '../../store/store.ts';
import { openAudit } from './opened.ts';

/** A scan that was under way when the page closed did not end; it only stopped being written. */
export const settled = (snapshot: Snapshot): Snapshot =>
  snapshot.coverage.ended === 'running'
    ? {
        ...snapshot,
        coverage: {
          ...snapshot.coverage,
          bucketsRead: countRead(snapshot.facts),
          ended: 'interrupted',
          note: 'The page was closed before the scan had ended. What was read until then is kept.',
        },
      }
    : snapshot;

/** Counts an audit once whose page closed on its scan: what its head tells lags behind what was stored. */
export async function settle(
  { id, origin }: StoredAudit,
  store: Store,
  checks: readonly Check[],
): Promise<void> {
  const snapshot = await store.load(id);
  if (!snapshot) return;
  const { facts, ...head } = settled(snapshot);
  const { rows, counts } = openAudit({ ...head, facts }, checks);
  await store.save({ id, head, origin, buckets: rows.length, counts });
}
