import type { Route } from '../../model/evidence.ts';
import type { ReportInput } from '../input/types.ts';
import { sayCount, sayNumber } from '../say.ts';
import { textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { openTable } from './table.ts';

const routeTitle: Readonly<Record<Route, string>> = {
  direct: 'direct',
  relay: 'relay',
  config: 'AWS Config',
  file: 'collector',
};

/** Words of the call log that a reader would not guess. */
const outcomeTitle: Readonly<Record<string, string>> = {
  ok: 'answered',
  absent: 'not configured',
  silent: 'no answer',
  elsewhere: 'sent to another Region',
  session: 'credentials refused',
};

/** The chapter on provenance: every kind of call that was made, how often, and how it ended. */
export async function writeCalls(
  paper: Paper,
  { head }: ReportInput,
  between: (share: number) => Promise<void>,
): Promise<void> {
  if (head.calls.length === 0) {
    block(paper, 'The snapshot holds no log of calls.');
    return;
  }
  const sum = head.calls.reduce((total, { count }) => total + count, 0);
  block(
    paper,
    `${sayCount(sum, 'call was', 'calls were')} made, all of them reads. "Not configured" means that the service said so, which is an answer.`,
    { after: 8 },
  );
  const table = openTable(paper, [
    { title: 'Service', width: 56 },
    { title: 'Operation', width: 148 },
    { title: 'Region', width: 78 },
    { title: 'Route', width: 55 },
    { title: 'Calls', width: 42, align: 'right' },
    { title: 'Outcomes', width: textWidth - 379 },
  ]);
  for (const [at, { service, operation, region, route, count, outcomes }] of head.calls.entries()) {
    table.row([
      { text: service },
      { text: operation, names: true },
      { text: region || '–' },
      { text: routeTitle[route] },
      { text: sayNumber(count) },
      {
        text: Object.entries(outcomes)
          .sort(([, a], [, b]) => b - a)
          .map(([word, times]) => `${sayNumber(times)} ${outcomeTitle[word] ?? word}`)
          .join(', '),
      },
    ]);
    if (at % 20 === 0) await between(at / head.calls.length);
  }
  table.end();
}
