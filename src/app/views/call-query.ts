import type { Route } from '../../model/evidence.ts';
import type { CallCount } from '../../model/snapshot.ts';
import { eventOf, outcomeTitle, type TrailEvent } from '../../report/cloudtrail.ts';

export const routeTitle: Readonly<Record<Route, string>> = {
  direct: 'Direct',
  relay: 'Relay',
  config: 'AWS Config',
  file: 'Collector',
};

export const callColumns = [
  { sort: 'event', title: 'Event' },
  { sort: 'region', title: 'Region' },
  { sort: 'route', title: 'Route' },
  { sort: 'count', title: 'Calls' },
  { sort: 'first', title: 'First' },
  { sort: 'last', title: 'Last' },
] as const;

/** What the log of calls is filtered and sorted by. Empty strings mean "any". */
export interface CallQuery {
  text: string;
  route: string;
  result: string;
  sort: (typeof callColumns)[number]['sort'];
  descending: boolean;
}

/** One line of the log, with what CloudTrail calls it. */
export interface CallLine extends CallCount {
  event: TrailEvent;
}

/** The query that a part of the address says; what it does not know counts for nothing. */
export function callQueryFrom(query: URLSearchParams): CallQuery {
  const sort = callColumns.find((column) => column.sort === query.get('sort'))?.sort ?? 'event';
  return {
    text: query.get('text') ?? '',
    route: query.get('route') ?? '',
    result: query.get('result') ?? '',
    sort,
    descending: query.get('order') === 'descending',
  };
}

/** A query as the address says it. */
export const callQueryTo = ({
  text,
  route,
  result,
  sort,
  descending,
}: CallQuery): Record<string, string> => ({
  ...{ text, route, result },
  sort: sort === 'event' ? '' : sort,
  order: descending ? 'descending' : '',
});

const resultTitle = (word: string): string => outcomeTitle.get(word) ?? word;

/** How the calls of a line ended, most frequent first. */
export const resultsOf = ({ outcomes }: CallCount): string =>
  Object.entries(outcomes)
    .sort(([, a], [, b]) => b - a)
    .map(([word, times]) => `${times.toLocaleString('en')} ${resultTitle(word)}`)
    .join(', ');

/** Routes and results that occur in these calls, to choose from. */
export const choicesOf = (calls: readonly CallCount[]) => ({
  routes: [...new Set(calls.map(({ route }) => route))].map(
    (route) => [route, routeTitle[route]] as const,
  ),
  results: [...new Set(calls.flatMap(({ outcomes }) => Object.keys(outcomes)))]
    .sort()
    .map((word) => [word, resultTitle(word)] as const),
});

/** The lines that fit, in order. */
export function callLines(calls: readonly CallCount[], query: CallQuery): CallLine[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const lines = calls
    .map((line): CallLine => ({ ...line, event: eventOf(line) }))
    .filter((line) => {
      const { event, service, operation, region, route, outcomes } = line;
      const own = [event.source, ...event.names, service, operation, region].join(' ');
      return (
        (query.route === '' || query.route === route) &&
        (query.result === '' || Object.hasOwn(outcomes, query.result)) &&
        words.every((word) => own.toLowerCase().includes(word))
      );
    });
  const sign = query.descending ? -1 : 1;
  const key = (line: CallLine): string | number =>
    query.sort === 'event'
      ? `${line.event.source} ${line.event.names[0]} ${line.region} ${line.route}`
      : (line[query.sort] ?? '');
  return lines.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}
