import type { Store, StoredAudit } from '../../store/store.ts';
import type { AuditSummary, Counts } from './protocol.ts';

/** An audit as lists show it. `running` is the id of the audit that a scan is writing, or null. */
export const summaryOf = (
  { id, head, origin, buckets, counts }: StoredAudit,
  store: Store,
  running: string | null,
): AuditSummary => ({
  id,
  account: head.account,
  provider: head.provider,
  startedAt: head.startedAt,
  endedAt: head.endedAt,
  buckets,
  sample: head.sample,
  // A scan that nobody is writing any more did not end; the page closed on it.
  ended: head.coverage.ended === 'running' && running !== id ? 'interrupted' : head.coverage.ended,
  origin,
  counts: counts as Counts,
  stored: store.kept(id),
});
