import { factTitle, gapTitle, skippedGroups } from '../../model/words.ts';
import type { ReportInput, UnreadGroup } from '../input/types.ts';
import { answeredSays } from '../summary.ts';
import { capital, sayCount, sayList, sayNumber } from '../say.ts';
import type { Span } from './lines.ts';
import { colour, textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { prose } from './prose.ts';
import { heading } from './headings.ts';
import { openTable } from './table.ts';

/** The chapter on what was not assessed: how far the scan came, and each reason with what would answer it. */
export function writeUnread(paper: Paper, input: ReportInput): void {
  const { head, unread, counts } = input;
  const { coverage } = head;
  heading(paper, 2, 'How far the scan came', { before: 0 });
  block(paper, scanWords(input));
  if (coverage.note !== '') block(paper, coverage.note);
  if (coverage.skippedRegions.length > 0) {
    const table = openTable(paper, [
      { title: 'Given up in', width: 180 },
      { title: 'Service', width: 110 },
      { title: 'Because', width: textWidth - 290 },
    ]);
    for (const { where, service, reason } of skippedGroups(coverage.skippedRegions, Infinity))
      table.row([{ text: where, names: true }, { text: service }, { text: reason }]);
    table.end();
  }

  heading(paper, 2, 'What was not read, and what would answer it');
  if (counts.notAssessed === 0) {
    block(paper, answeredSays(coverage));
    return;
  }
  const facts = unread.filter(({ fact, gap }) => fact && gap);
  const says = `${sayCount(counts.notAssessed, 'question was', 'questions were')} not assessed.`;
  const advice =
    facts.length > 0
      ? ' A question that lacks several facts is listed under each. To have an answer next time, allow the named IAM actions to the identity that reads, or mend what is named.'
      : '';
  block(paper, says + advice, { after: 8, keep: 60 });
  const conclusions = unread.filter((group) => !facts.includes(group));
  if (facts.length > 0) writeFacts(paper, facts);
  if (conclusions.length > 0) writeConclusions(paper, conclusions);
}

function writeFacts(paper: Paper, groups: readonly UnreadGroup[]): void {
  const table = openTable(paper, [
    { title: 'What', width: 92 },
    { title: 'Why', width: 100 },
    { title: 'IAM actions needed', width: 168 },
    { title: 'Open', width: textWidth - 360 },
  ]);
  for (const group of groups) {
    const { fact, gap, actions, details } = group;
    const code = details.length > 0 ? ` (${details.join(', ')})` : '';
    table.row([
      { text: fact ? capital(factTitle[fact]) : '', names: true },
      { text: gap ? `${capital(gapTitle[gap])}${code}.` : '' },
      { text: actions.length > 0 ? [{ text: actions.join(', '), style: 'mono' }] : 'none' },
      { text: openSpans(group) },
    ]);
  }
  table.end();
}

/** Questions that are open though every fact was read. Their reasons are sentences, which need room. */
function writeConclusions(paper: Paper, groups: readonly UnreadGroup[]): void {
  const table = openTable(paper, [
    { title: 'Open for another reason', width: 342 },
    { title: 'Open', width: textWidth - 342 },
  ]);
  for (const group of groups)
    table.row([{ text: prose(group.because), names: true }, { text: openSpans(group) }]);
  table.end();
}

function openSpans({ questions, resources, names }: UnreadGroup): Span[] {
  const rest = resources - names.length;
  const named = names.flatMap((name, at): Span[] => [
    { text: at === 0 ? ': ' : ', ' },
    { text: name, style: 'mono' },
  ]);
  return [
    { text: `${sayCount(questions, 'question')} about ${sayCount(resources, 'resource')}` },
    ...named,
    ...(rest > 0 ? [{ text: ` and ${sayNumber(rest)} more`, colour: colour.muted }] : []),
  ];
}

function scanWords({ head: { coverage }, lines, linesLeftOut }: ReportInput): string {
  const { bucketsListed, bucketsRead, regions, everyRegion, ended } = coverage;
  const buckets =
    bucketsListed === null
      ? `The list of buckets could not be read, so it is not known ${lines.length === 0 ? 'what buckets there are' : `whether there are more than the ${sayNumber(lines.length + linesLeftOut)} in this report`}.`
      : bucketsListed === 0 && lines.length === 0
        ? 'The account has no buckets.'
        : `${sayNumber(bucketsRead)} of ${sayCount(bucketsListed, 'listed bucket')} were read.`;
  const searched =
    regions.length === 0
      ? 'No Region was searched for access points.'
      : `Access points were searched for in ${sayList([...regions])}${everyRegion ? ', which is every Region the account has enabled' : '; whether the account has more Regions enabled is not known'}.`;
  const end = {
    complete: 'The scan came to its end.',
    cancelled: 'The scan was stopped before its end.',
    interrupted: 'The scan was interrupted before its end.',
    running: 'The scan had not ended when this was written.',
  }[ended];
  return `${buckets} ${searched} ${end}`;
}
