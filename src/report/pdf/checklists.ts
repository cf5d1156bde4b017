import type { Checklist, ReportInput, ResourceLine } from '../input.ts';
import { assessed } from '../input.ts';
import { sayCount, sayNumber } from '../say.ts';
import { noBucketSays } from '../summary.ts';
import { writeExposure } from './exposure.ts';
import { bookmark, type Bookmark, heading } from './headings.ts';
import { colour, size, textWidth } from './look.ts';
import { severityWord, verdictWord } from './marks.ts';
import { block, needRoom, type Paper, place } from './paper.ts';
import { prose } from './prose.ts';
import { type Cell, openTable } from './table.ts';

export const checklistPlace = (at: number) => `b${String(at).padStart(4, '0')}`;

const kinds = { account: 'Account', bucket: 'Bucket', accessPoint: 'Access point' } as const;

/** The account's own checklist, and the list of all buckets and access points with the pages of theirs. */
export async function writeResources(
  paper: Paper,
  input: ReportInput,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const { lines, linesLeftOut, checklists, checklistsLeftOut } = input;
  if (lines.length === 0) {
    block(paper, noBucketSays(input));
    return;
  }
  block(
    paper,
    `Every bucket and access point by name. "Assessed" is the share of questions that could be answered.${
      checklistsLeftOut > 0
        ? ` The ${sayNumber(checklists.length)} worst have a checklist of their own in the next chapter; the CSV of the same audit has the answers for the other ${sayNumber(checklistsLeftOut)}.`
        : ''
    }${linesLeftOut > 0 ? ` For want of room ${sayNumber(linesLeftOut)} are not listed here; the CSV has them.` : ''}`,
    { after: 8 },
  );
  const pages = new Map(checklists.map((list, at) => [keyOf(list), checklistPlace(at)]));
  const table = openTable(paper, [
    { title: 'Name', width: 168 },
    { title: 'Region', width: 82 },
    { title: 'Worst', width: 58 },
    { title: 'Fail', width: 37, align: 'right' },
    { title: 'Not assessed', width: 66, align: 'right' },
    { title: 'Assessed', width: 49, align: 'right' },
    { title: 'Page', width: textWidth - 460, align: 'right' },
  ]);
  for (const [at, line] of lines.entries()) {
    const destination = pages.get(keyOf(line));
    const { of, count } = assessed(line.counts);
    const page: Cell = destination ? { text: '', pageOf: destination } : { text: 'CSV' };
    table.row([
      { text: nameOf(line), names: true },
      { text: line.region || 'unknown' },
      line.worst ? { text: [severityWord(line.worst)], plate: line.worst } : { text: '–' },
      { text: sayNumber(line.counts.fail) },
      { text: sayNumber(line.counts.notAssessed) },
      { text: of === 0 ? '–' : `${Math.floor((100 * count) / of)} %` },
      page,
    ]);
    if (at % 20 === 0) await between(at / lines.length);
  }
  table.end();
}

/** One checklist after the other: the account's, then those of buckets and access points. */
export async function writeChecklists(
  paper: Paper,
  input: ReportInput,
  under: Bookmark,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const titles = new Map(input.checks.map(({ check }) => [check.id, check.title]));
  block(
    paper,
    'For each bucket who gets in and by which way; then every question with its answer: fails first, then what was not assessed, passes, and what does not apply.',
    { after: 4 },
  );
  if (input.account) writeChecklist(paper, input.account, titles, under, null);
  for (const [at, list] of input.checklists.entries()) {
    writeChecklist(paper, list, titles, under, checklistPlace(at));
    await between((at + 1) / input.checklists.length);
  }
}

function writeChecklist(
  paper: Paper,
  list: Checklist,
  titles: ReadonlyMap<string, string>,
  under: Bookmark,
  destination: string | null,
): void {
  needRoom(paper, 150);
  if (destination) place(paper, destination);
  bookmark(paper, under, list.type === 'account' ? `Account ${list.name}` : list.name);
  const kind = { text: `${kinds[list.type]} `, style: 'bold' as const };
  heading(paper, 2, [kind, { text: list.name, style: 'monoBold' }], { keep: 70, before: 12 });
  const { of, count } = assessed(list.counts);
  const region = list.type === 'account' ? '' : `${list.region || 'Region unknown'}. `;
  block(
    paper,
    [
      {
        text: `${region}${sayCount(list.counts.fail, 'fail')}; ${sayNumber(count)} of ${sayCount(of, 'question')} assessed; ${sayNumber(list.counts.notApplicable)} not applicable.`,
        colour: colour.muted,
      },
    ],
    { size: size.small, after: 4 },
  );
  if (list.exposure) writeExposure(paper, list.exposure);
  const table = openTable(
    paper,
    [
      { title: 'Verdict', width: 82 },
      { title: 'Check', width: 203 },
      { title: 'Because', width: textWidth - 285 },
    ],
    { points: 7.5, above: 2.4 },
  );
  for (const { check, verdict, because } of list.rows)
    table.row([
      { text: [verdictWord(verdict)], mark: verdict },
      { text: titles.get(check) ?? check, names: true },
      { text: prose(because) },
    ]);
  table.end();
}

const keyOf = ({ type, region, name }: ResourceLine) => `${type}/${region}/${name}`;

const nameOf = ({ type, name }: ResourceLine) => [
  { text: name, style: 'mono' as const },
  ...(type === 'accessPoint' ? [{ text: ' (access point)', colour: colour.muted }] : []),
];
