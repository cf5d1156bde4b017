import type { Route } from '../model/evidence.ts';
import type { CallCount } from '../model/snapshot.ts';
import type { Call } from './gatherer.ts';

/** The log of calls made, counted by service, operation, Region and route. It is the report's provenance. */
export function callLog() {
  const lines = new Map<string, CallCount & { outcomes: Record<string, number> }>();
  let calls = 0;
  let throttled = 0;
  let retried = 0;
  return {
    note(g: Pick<Call, 'service' | 'operation'>, region: string, route: Route, outcome: string) {
      const key = `${g.service} ${g.operation} ${region} ${route}`;
      let line = lines.get(key);
      if (!line) {
        line = {
          service: g.service,
          operation: g.operation,
          region,
          route,
          count: 0,
          outcomes: {},
        };
        lines.set(key, line);
      }
      line.count++;
      line.outcomes[outcome] = (line.outcomes[outcome] ?? 0) + 1;
      calls++;
      if (outcome === 'throttled') throttled++;
    },
    retrying() {
      retried++;
    },
    totals: () => ({ calls, throttled, retried }),
    lines: (): CallCount[] =>
      [...lines.values()].sort((a, b) => {
        const [x, y] = [a, b].map((l) => `${l.service} ${l.operation} ${l.region} ${l.route}`);
        return (x as string) < (y as string) ? -1 : 1;
      }),
  };
}
export type CallLog = ReturnType<typeof callLog>;
