import type { Evidence, Unread } from '../../model/evidence.ts';
import type { FactName } from '../../model/facts.ts';
import { openersOf } from '../../model/openers.ts';
import { isSessionCode } from '../../model/session-code.ts';
import { keyOf, type ResourceFacts } from '../../model/snapshot.ts';
import { factTitle, gapSays, gapTitle } from '../../model/words.ts';
import type { ScanProgress } from './protocol.ts';

/** Counts gaps in words, each once for each resource, however often the resource comes. */
export function problemTally() {
  const counts = new Map<string, number>();
  const noted = new Map<string, readonly string[]>();
  const add = (says: string, many: number) => {
    const count = (counts.get(says) ?? 0) + many;
    if (count > 0) counts.set(says, count);
    else counts.delete(says);
  };
  return {
    /** Takes a resource as it is known now, in place of what was known of it before. */
    note(resource: ResourceFacts): void {
      const key = keyOf(resource);
      const now = problemsOf(resource);
      for (const says of now) add(says, 1);
      for (const says of noted.get(key) ?? []) add(says, -1);
      if (now.length > 0) noted.set(key, now);
      else noted.delete(key);
    },
    lines: (): ScanProgress['problems'] => [...counts].map(([says, count]) => ({ says, count })),
  };
}

const problemsOf = ({ facts }: ResourceFacts): string[] =>
  (Object.entries(facts) as [FactName, Evidence<unknown>][]).flatMap(([fact, evidence]) =>
    evidence.known || evidence.gap === 'skipped' ? [] : `${factTitle[fact]}: ${why(evidence)}`,
  );

/** What the session is to blame for is opened by no action, nor what a browser withholds. */
function why(unread: Unread): string {
  const { gap, detail } = unread;
  if (gap === 'denied' && isSessionCode(detail)) return gapSays(gap, detail);
  const actions = openersOf(unread);
  return actions.length === 0 ? gapTitle[gap] : `${gapTitle[gap]} (${actions.join(', ')})`;
}
