import { readingsOf } from '../../gather/readings.ts';
import type { Route } from '../../model/evidence.ts';
import type { CallCount } from '../../model/snapshot.ts';
import { agentOf, eventOf, hasTrail, outcomeTitle } from '../cloudtrail.ts';
import type { ReportInput } from '../input/types.ts';
import { sayCount, sayList, sayNumber, sayTime, sayTool } from '../say.ts';
import { heading } from './headings.ts';
import { textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { openTable } from './table.ts';

const routeTitle: Readonly<Record<Route, string>> = {
  direct: 'by the page itself',
  relay: 'through a relay',
  config: 'from AWS Config',
  file: 'by the collector',
};
const routeWord: Readonly<Record<Route, string>> = {
  direct: 'direct',
  relay: 'relay',
  config: 'AWS Config',
  file: 'collector',
};

/** The chapter on provenance: every kind of call that was made, in which Regions, how often, when and how it ended. */
export function writeCalls(paper: Paper, { head }: ReportInput): void {
  if (head.calls.length === 0) {
    block(paper, 'The snapshot holds no log of calls.');
    return;
  }
  const sum = head.calls.reduce((total, { count }) => total + count, 0);
  const routes = [...new Set(head.calls.map(({ route }) => route))];
  const [only] = routes;
  const several = routes.length > 1;
  const trail = hasTrail(head);
  block(
    paper,
    `${sayCount(sum, 'call was', 'calls were')} made, all of them reads${
      only && !several ? `, ${routeTitle[only]}` : ''
    }. "Not configured" means that the service said so, which is an answer.${
      trail ? ' The names are those of CloudTrail, where they can be found; times are in UTC.' : ''
    }`,
    { after: 8 },
  );
  const widths = several ? [136, 82, 54, 38, 82] : [168, 92, 0, 38, 92];
  const [event = 0, regions = 0, route = 0, count = 0, when = 0] = widths;
  const table = openTable(
    paper,
    [
      { title: trail ? 'Event' : 'Operation', width: event },
      { title: 'Regions', width: regions },
      ...(several ? [{ title: 'Route', width: route }] : []),
      { title: 'Calls', width: count, align: 'right' as const },
      { title: 'First and last', width: when },
      { title: 'Outcomes', width: textWidth - event - regions - route - count - when },
    ],
    { points: 7.75, above: 2.4 },
  );
  for (const calls of grouped(head.calls))
    table.row([
      { text: trail ? nameOf(calls) : `${calls.service} ${calls.operation}`, names: true },
      { text: regionsOf(calls.regions) },
      ...(several ? [{ text: routeWord[calls.route] }] : []),
      { text: sayNumber(calls.count) },
      { text: timesOf(calls) },
      {
        text: [...calls.outcomes]
          .sort(([, a], [, b]) => b - a)
          .map(([word, times]) => `${sayNumber(times)} ${outcomeTitle.get(word) ?? word}`)
          .join(', '),
      },
    ]);
  table.end();
  writeReadings(paper, head, trail);
}

/** Who made the calls, and by what they are found again. */
function writeReadings(paper: Paper, head: ReportInput['head'], trail: boolean): void {
  heading(paper, 2, 'Who made them', { keep: 60 });
  const readings = readingsOf(head);
  for (const { identity, startedAt, endedAt, tool } of readings)
    block(
      paper,
      `${identity ?? 'An endpoint that names no identity'}, from ${sayTime(startedAt)} to ${sayTime(endedAt)}, with ${sayTool(tool)}.`,
    );
  if (!trail) return;
  const agents = [...new Set(readings.map(({ tool }) => agentOf(tool)))].filter(
    (agent) => agent !== '',
  );
  block(
    paper,
    `In CloudTrail all of these are management events that read, in the Region of the call. Look for the identity and the time; of a role, the last part of the ARN is the session name.${
      agents.length > 0
        ? ` Requests end their user agent with ${sayList(agents)}, but for those of a browser CloudTrail may show the browser’s own.`
        : ''
    } What was asked to connect and to check permissions, before a scan, is not counted here.`,
  );
}

/** What CloudTrail calls it and, where that is another name, what the API does. */
const nameOf = (call: Calls): string => {
  const { source, names } = eventOf(call);
  const api = names[0] === call.operation ? '' : `, in the API ${call.operation}`;
  return `${names.join(' or ')} (${source.replace('.amazonaws.com', '')}${api})`;
};

/** Names of a few Regions, and the number of many. */
const regionsOf = (regions: readonly string[]) =>
  regions.length > 6 ? sayCount(regions.length, 'Region') : regions.join(', ') || '–';

/** Two times to the second; the day once where both are of the same. */
function timesOf({ first, last }: Calls): string {
  if (first === null || last === null) return 'unknown';
  const [from, to] = [first, last].map((at) => at.slice(0, 19).split('T'));
  if (from?.join() === to?.join()) return from?.join(' ') ?? '';
  return `${from?.join(' ')} to ${from?.[0] === to?.[0] ? to?.[1] : to?.join(' ')}`;
}

interface Calls extends Pick<CallCount, 'service' | 'operation' | 'route' | 'count'> {
  regions: string[];
  outcomes: Map<string, number>;
  /** Null where one of the calls does not tell. */
  first: string | null;
  last: string | null;
}

/** One line for each operation and route, whatever the Region. */
function grouped(calls: readonly CallCount[]): Calls[] {
  const lines = new Map<string, Calls>();
  for (const { service, operation, route, region, count, outcomes, ...times } of calls) {
    const [first, last] = [times.first ?? null, times.last ?? null];
    const key = [service, operation, route].join('\n');
    let line = lines.get(key);
    if (!line) {
      line = { service, operation, route, count: 0, regions: [], outcomes: new Map(), first, last };
      lines.set(key, line);
    }
    line.count += count;
    [line.first] = inOrder(line.first, first);
    [, line.last] = inOrder(line.last, last);
    if (region !== '' && !line.regions.includes(region)) line.regions.push(region);
    for (const [word, times] of Object.entries(outcomes))
      line.outcomes.set(word, (line.outcomes.get(word) ?? 0) + times);
  }
  return [...lines.values()];
}

/** Two times in order; neither where one is unknown. */
const inOrder = (a: string | null, b: string | null): [string | null, string | null] =>
  a === null || b === null ? [null, null] : a < b ? [a, b] : [b, a];
