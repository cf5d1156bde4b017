import type { CheckReport, ReportInput } from '../input.ts';
import { sayCount } from '../say.ts';
import { failsFor } from '../summary.ts';
import { writeAffected } from './affected.ts';
import { shortReference } from './frameworks.ts';
import { bookmark, type Bookmark } from './headings.ts';
import { colour, leading, page, severityTitle, size, textWidth } from './look.ts';
import { drawPlate, severityWord } from './marks.ts';
import { block, linesFor, needRoom, type Paper, place, writeLines } from './paper.ts';
import { heightOfParts, layPart, type Part, writeParts } from './parts.ts';
import { prose } from './prose.ts';
import { openTable } from './table.ts';

export const findingPlace = (at: number) => `f${String(at).padStart(4, '0')}`;

/** Checks with fails, as the chapter on findings lists them. */
export const failing = ({ checks }: ReportInput): readonly CheckReport[] =>
  checks.filter(({ counts }) => counts.fail > 0);

/** The chapter on findings: a list of all, then one block for each check that fails somewhere. */
export async function writeFindings(
  paper: Paper,
  input: ReportInput,
  under: Bookmark,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const found = failing(input);
  if (found.length === 0) {
    block(paper, 'No check has a fail. What could not be assessed is listed further on.');
    return;
  }
  block(
    paper,
    'One block for each check that fails somewhere, the gravest first. Words in capitals within a command stand for your own names; try a command on one bucket before you use it on many.',
    { after: 8 },
  );
  const table = openTable(paper, [
    { title: 'Severity', width: 62 },
    { title: 'Check', width: 268 },
    { title: 'Fails', width: 125 },
    { title: 'Page', width: textWidth - 62 - 268 - 125, align: 'right' },
  ]);
  for (const [at, report] of found.entries())
    table.row([
      { text: [severityWord(report.check.severity)], plate: report.check.severity },
      { text: report.check.title, names: true },
      {
        text: failsFor(report)
          .replace(/^fails for /, '')
          .replace(/^fails$/, 'the account'),
      },
      { text: '', pageOf: findingPlace(at) },
    ]);
  table.end();
  for (const [at, report] of found.entries()) {
    writeFinding(paper, report, findingPlace(at), under);
    await between((at + 1) / found.length);
  }
}

/** Room for a finding's title and extent, and for the first row of what it affects. */
const titleRoom = 45;
const affectedRoom = 60;

function writeFinding(paper: Paper, report: CheckReport, destination: string, under: Bookmark) {
  const { check, groups, unlisted } = report;
  const advice = adviceOf(check).map((part) => layPart(paper, part));
  const references = referencesOf(check).map((part) => layPart(paper, part));
  paper.y += 8;
  // What is wrong and what to do stay together, and so do the references and the first of what is affected.
  needRoom(paper, Math.min(titleRoom + heightOfParts(advice), (page.bottom - page.top) / 2));
  place(paper, destination);
  bookmark(paper, under, `${severityTitle[check.severity]} fail: ${check.title}`);
  writeTitle(paper, report);
  writeParts(paper, [...advice, ...references], {
    together: advice.length,
    after: affectedRoom,
  });
  paper.y += 2;
  writeAffected(paper, check.per, groups);
  if (unlisted > 0)
    block(
      paper,
      `${sayCount(unlisted, 'more resource fails', 'more resources fail')} this check. The CSV of the same audit lists all of them.`,
      { size: size.small },
    );
}

const points = size.small;

const adviceOf = ({ why, fix }: CheckReport['check']): Part[] => [
  { title: 'Why it matters', text: prose(why) },
  { title: 'What to do', text: prose(fix.text) },
  ...(fix.cli
    ? [{ title: '', text: [{ text: fix.cli, style: 'mono' as const }], points, isCommand: true }]
    : []),
];

function referencesOf({ frameworks, source, id }: CheckReport['check']): Part[] {
  const ids = shortReference(frameworks);
  return [
    ...(ids === '' ? [] : [{ title: 'Frameworks', text: ids, points }]),
    { title: 'Source', text: [{ text: source, colour: colour.accent }], points, url: source },
    { title: 'Check', text: [{ text: id, style: 'mono' }], points },
  ];
}

/** Severity, title and extent, as the heading of a finding. */
function writeTitle(paper: Paper, report: CheckReport): void {
  const { doc } = paper;
  const { severity, title } = report.check;
  // The space keeps it apart from the title for readers that speak.
  const word = linesFor(paper, [severityWord(severity), { text: ' ' }], { size: size.small });
  const plate = (word[0]?.width ?? 0) + 12;
  const left = page.left + plate + 8;
  const lines = linesFor(paper, [{ text: title, style: 'bold' }], {
    size: size.h2,
    width: page.right - left,
  });
  const top = paper.y;
  paper.section.add(
    doc.struct('H2', {}, () => {
      drawPlate(doc, severity, page.left, top + 1.2, plate, size.h2 * leading - 2.4);
      writeLines(
        paper,
        word,
        page.left + 6,
        top + (size.h2 - size.small) * leading * 0.5,
        size.small,
      );
      writeLines(paper, lines, left, top, size.h2);
    }),
  );
  paper.y += lines.length * size.h2 * leading + 1;
  block(paper, [{ text: `This check ${failsFor(report)}.`, colour: colour.muted }], { after: 5 });
}
