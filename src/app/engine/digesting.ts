import type { Digest } from '../../model/digest.ts';
import type { Evidence, Route } from '../../model/evidence.ts';
import type { SnapshotHead } from '../../store/store.ts';
import type { Opened } from './opened.ts';

/** What an audit comes to, with a mark of what it was drawn from. */
export function digestOf(opened: Opened): Digest & { of: string } {
  const { rows, counts, exposure, fails, oldest, byCheck, snapshot } = opened;
  const failing = Object.entries(byCheck).flatMap(([check, { fail }]) =>
    fail > 0 ? [[check, fail] as const] : [],
  );
  return {
    of: markOf(snapshot),
    buckets: rows.length,
    ...{ counts, exposure, fails, oldest },
    failing: Object.fromEntries(failing),
    routes: routesOf(opened),
  };
}

/** Of what a digest is drawn: another build of this page judges anew, and so do other settings and what was read since. */
export const markOf = ({ endedAt, settings, coverage }: SnapshotHead): string =>
  JSON.stringify([__BUILD__, endedAt, settings ?? null, coverage.ended, coverage.bucketsRead]);

/** The ways by which the facts came, the one that brought most first. */
function routesOf({ snapshot }: Opened): readonly Route[] {
  const counts = new Map<Route, number>();
  for (const { facts } of snapshot.facts)
    for (const evidence of Object.values(facts) as Evidence<unknown>[])
      if (evidence.known) counts.set(evidence.from, (counts.get(evidence.from) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([route]) => route);
}
