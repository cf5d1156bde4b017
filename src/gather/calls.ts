import type { Route } from '../model/evidence.ts';
import type { CallCount } from '../model/snapshot.ts';
import type { Call } from './gatherer.ts';

/**
 * The log of calls made, counted by service, operation, Region and route. It is the report's provenance, to be held
 * against CloudTrail. `now` gives the time as ISO text.
 */
export function callLog(now: () => string) {
  const lines = new Map<string, Line>();
  let calls = 0;
  let throttled = 0;
  let retried = 0;
  return {
    note(g: Pick<Call, 'service' | 'operation'>, region: string, route: Route, outcome: string) {
      const at = now();
      const { service, operation } = g;
      const key = keyOfCalls({ service, operation, region, route });
      let line = lines.get(key);
      if (!line) {
        line = { service, operation, region, route, count: 0, outcomes: {}, first: at, last: at };
        lines.set(key, line);
      }
      line.count++;
      line.last = at;
      line.outcomes[outcome] = (line.outcomes[outcome] ?? 0) + 1;
      calls++;
      if (outcome === 'throttled') throttled++;
    },
    retrying() {
      retried++;
    },
    totals: () => ({ calls, throttled, retried }),
    lines: (): CallCount[] => sorted([...lines.values()].map(copyOf)),
  };
}
export type CallLog = ReturnType<typeof callLog>;

type Line = CallCount & { outcomes: Record<string, number>; last: string };

/** The log goes on counting while what it gave out lies elsewhere. */
const copyOf = (line: Line): CallCount => ({ ...line, outcomes: { ...line.outcomes } });

const keyOfCalls = (line: Pick<CallCount, 'service' | 'operation' | 'region' | 'route'>): string =>
  `${line.service} ${line.operation} ${line.region} ${line.route}`;

const sorted = (lines: CallCount[]): CallCount[] => {
  const keyed = lines.map((line) => [keyOfCalls(line), line] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
};

/** The calls of two logs together. Where one does not tell its times, nobody knows the first and the last of both. */
export function addCalls(before: readonly CallCount[], now: readonly CallCount[]): CallCount[] {
  const lines = new Map<string, CallCount>();
  for (const line of [...before, ...now]) {
    const old = lines.get(keyOfCalls(line));
    lines.set(keyOfCalls(line), old ? sumOf(old, line) : line);
  }
  return sorted([...lines.values()]);
}

function sumOf(one: CallCount, other: CallCount): CallCount {
  const { service, operation, region, route } = one;
  const outcomes: Record<string, number> = { ...one.outcomes };
  for (const [word, count] of Object.entries(other.outcomes))
    outcomes[word] = plus(Object.hasOwn(outcomes, word) ? (outcomes[word] ?? 0) : 0, count);
  const first = [one.first, other.first].sort();
  const last = [one.last, other.last].sort();
  return {
    ...{ service, operation, region, route, outcomes },
    count: plus(one.count, other.count),
    // `sort` puts what is undefined last.
    ...(first[0] !== undefined && first[1] !== undefined && { first: first[0] }),
    ...(last[0] !== undefined && last[1] !== undefined && { last: last[1] }),
  };
}

/** Files may hold numbers as large as can be counted to. */
const plus = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER);
