import type { CallCount, Reading, Snapshot } from '../model/snapshot.ts';
import { readingsOf } from '../gather/readings.ts';
import { agentOf, eventOf, hasTrail, outcomeTitle } from './cloudtrail.ts';
import { cell, fileStart, write } from './csv-cells.ts';
import { sayTool } from './say.ts';

/** Ways of ending that have a column of their own. */
const endings = [...outcomeTitle.keys()].filter((word) => word !== 'silent');

/** The header row: which calls were made, by whom and when, and what CloudTrail calls them. */
export const callColumns = [
  'sample',
  'provider',
  'partition',
  'account',
  'service',
  'operation',
  'eventSource',
  'eventName',
  'eventNameBasis',
  'eventCategory',
  'region',
  'route',
  'calls',
  ...endings,
  'other',
  'first',
  'last',
  'identity',
  'readingStartedAt',
  'readingEndedAt',
  'userAgent',
  'toolVersion',
] as const;

/**
 * The log of calls as the text of a CSV file, one row for each operation, Region and route of each reading. The form
 * is that of the findings: UTF-8 with a byte order mark, CR LF, formulas made harmless.
 */
export const callsCsv = (snapshot: Snapshot): string => {
  const rows = readingsOf(snapshot).flatMap((reading) =>
    reading.calls.map((line) => rowOf(snapshot, reading, line)),
  );
  return fileStart(callColumns) + (rows.length > 0 ? write(rows) : '');
};

function rowOf(snapshot: Snapshot, reading: Reading, line: CallCount): string[] {
  const event = hasTrail(snapshot) ? eventOf(line) : null;
  const { tool, identity, startedAt, endedAt } = reading;
  const counted = endings.map((word) => line.outcomes[word] ?? 0);
  const cells = [
    snapshot.sample ? 'SAMPLE' : '',
    snapshot.provider,
    snapshot.partition,
    snapshot.account,
    line.service,
    line.operation,
    event?.source ?? '',
    event?.names.join('; ') ?? '',
    event?.basis ?? '',
    event ? 'Management' : '',
    line.region,
    line.route,
    String(line.count),
    ...counted.map(String),
    String(Math.max(0, line.count - counted.reduce((sum, count) => sum + count, 0))),
    line.first ?? '',
    line.last ?? '',
    identity ?? '',
    startedAt,
    endedAt,
    agentOf(tool),
    sayTool(tool),
  ];
  return cells.map(cell);
}
