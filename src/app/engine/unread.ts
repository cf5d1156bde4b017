import type { Finding } from '../../model/finding.ts';
import { isSessionCode } from '../../model/session-code.ts';
import { sessionRefused } from '../../model/words.ts';
import type { AuditView } from './protocol.ts';

/**
 * Counts why things were not assessed: one line for each fact, gap and action, with the number of resources that it
 * concerns. `add` takes all findings of one resource; `lines` gives the most frequent reason first.
 */
export function unreadTally() {
  const lines = new Map<
    string,
    { fact: string; gap: string; actions: readonly string[]; resources: number }
  >();
  return {
    add(findings: readonly Finding[]): void {
      const reasons = new Set<string>();
      for (const { missing } of findings)
        for (const { fact, gap: why, actions: open, detail } of missing) {
          // What the session is to blame for is opened by no action.
          const isSession = why === 'denied' && isSessionCode(detail);
          const gap = isSession ? sessionRefused : why;
          // Nor what a browser withholds, or AWS Config does not record.
          const actions = isSession || why === 'blocked' || why === 'unrecorded' ? [] : open;
          const reason = `${fact} ${gap} ${actions.join()}`;
          if (!lines.has(reason)) lines.set(reason, { fact, gap, actions, resources: 0 });
          reasons.add(reason);
        }
      for (const reason of reasons) {
        const line = lines.get(reason);
        if (line) line.resources++;
      }
    },
    lines: (): AuditView['unread'] => [...lines.values()].sort((a, b) => b.resources - a.resources),
  };
}
