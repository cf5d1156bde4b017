import type { Finding } from '../../model/finding.ts';
import { openersOf } from '../../model/openers.ts';
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
        for (const one of missing) {
          const { fact, gap: why, detail } = one;
          // What the session is to blame for is opened by no action.
          const isSession = why === 'denied' && isSessionCode(detail);
          const gap = isSession ? sessionRefused : why;
          const actions = isSession ? [] : openersOf(one);
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
