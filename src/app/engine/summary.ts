import type { Store, StoredAudit } from '../../store/store.ts';
import type { AuditSummary, Counts } from './protocol.ts';

/** Which audits a scan is writing. */
export interface Writing {
  /** By the engine of this tab; null for none. */
  here: string | null;
  /** By any tab. */
  anywhere: ReadonlySet<string>;
}

/** Whether the scan behind an audit was under way when its page closed, and nobody writes it any more. */
export const isLeft = ({ id, head }: StoredAudit, { here, anywhere }: Writing): boolean =>
  head.coverage.ended === 'running' && here !== id && !anywhere.has(id);

/** An audit as lists show it. */
export function summaryOf(
  { id, head, origin, buckets, counts, title, note }: StoredAudit,
  store: Store,
  { here, anywhere }: Writing,
): AuditSummary {
  const { ended, bucketsListed, bucketsRead } = head.coverage;
  const elsewhere = here !== id && anywhere.has(id);
  return {
    id,
    title,
    note,
    account: head.account,
    provider: head.provider,
    startedAt: head.startedAt,
    endedAt: head.endedAt,
    buckets,
    bucketsListed,
    bucketsRead,
    sample: head.sample,
    // A scan that nobody is writing any more did not end; the page closed on it.
    ended: elsewhere ? 'running' : ended === 'running' && here !== id ? 'interrupted' : ended,
    elsewhere,
    origin,
    recorded: head.calls.length > 0 && head.calls.every(({ service }) => service === 'config'),
    counts: counts as Counts,
    stored: store.kept(id),
    storedWhy: store.why(id),
  };
}
