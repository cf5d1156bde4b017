import type { Route } from '../../model/evidence.ts';
import type { CallCount } from '../../model/snapshot.ts';
import type { ReportInput } from '../input/types.ts';
import { sayCount, sayNumber } from '../say.ts';
import { textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { openTable } from './table.ts';

const routeTitle: Readonly<Record<Route, string>> = {
  direct: 'by the page itself',
  relay: 'through a relay',
  config: 'from AWS Config',
  file: 'by the collector',
};

/** Words of the call log that a reader would not guess. */
const outcomeTitle: ReadonlyMap<string, string> = new Map([
  ['ok', 'answered'],
  ['absent', 'not configured'],
  ['silent', 'no answer'],
  ['elsewhere', 'sent to another Region'],
  ['session', 'credentials refused'],
]);

/** The chapter on provenance: every kind of call that was made, in which Regions, how often, and how it ended. */
export function writeCalls(paper: Paper, { head }: ReportInput): void {
  if (head.calls.length === 0) {
    block(paper, 'The snapshot holds no log of calls.');
    return;
  }
  const sum = head.calls.reduce((total, { count }) => total + count, 0);
  const routes = [...new Set(head.calls.map(({ route }) => route))];
  const [only] = routes;
  const several = routes.length > 1;
  block(
    paper,
    `${sayCount(sum, 'call was', 'calls were')} made, all of them reads${
      only && !several ? `, ${routeTitle[only]}` : ''
    }. "Not configured" means that the service said so, which is an answer.`,
    { after: 8 },
  );
  const table = openTable(
    paper,
    [
      { title: 'Service', width: several ? 96 : 54 },
      { title: 'Operation', width: 158 },
      { title: 'Regions', width: several ? 106 : 128 },
      { title: 'Calls', width: 40, align: 'right' },
      { title: 'Outcomes', width: textWidth - (several ? 400 : 380) },
    ],
    { points: 7.75, above: 2.4 },
  );
  for (const { service, operation, route, regions, count, outcomes } of grouped(head.calls))
    table.row([
      { text: !several ? service : `${service}, ${routeTitle[route]}` },
      { text: operation, names: true },
      { text: regionsOf(regions) },
      { text: sayNumber(count) },
      {
        text: [...outcomes]
          .sort(([, a], [, b]) => b - a)
          .map(([word, times]) => `${sayNumber(times)} ${outcomeTitle.get(word) ?? word}`)
          .join(', '),
      },
    ]);
  table.end();
}

/** Names of a few Regions, and the number of many. */
const regionsOf = (regions: readonly string[]) =>
  regions.length > 6 ? sayCount(regions.length, 'Region') : regions.join(', ') || '–';

interface Calls extends Omit<CallCount, 'region' | 'outcomes'> {
  regions: string[];
  outcomes: Map<string, number>;
}

/** One line for each operation and route, whatever the Region. */
function grouped(calls: readonly CallCount[]): Calls[] {
  const lines = new Map<string, Calls>();
  for (const { service, operation, route, region, count, outcomes } of calls) {
    const key = [service, operation, route].join('\n');
    let line = lines.get(key);
    if (!line) {
      line = { service, operation, route, count: 0, regions: [], outcomes: new Map() };
      lines.set(key, line);
    }
    line.count += count;
    if (region !== '' && !line.regions.includes(region)) line.regions.push(region);
    for (const [word, times] of Object.entries(outcomes))
      line.outcomes.set(word, (line.outcomes.get(word) ?? 0) + times);
  }
  return [...lines.values()];
}
