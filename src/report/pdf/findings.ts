import type { CheckReport, ReportInput } from '../input.ts';
import { sayCount } from '../say.ts';
import { failsFor } from '../summary.ts';
import { writeAffected } from './affected.ts';
import { artifact, type Struct } from './document.ts';
import { shortReference } from './frameworks.ts';
import { bookmark, type Bookmark } from './headings.ts';
import type { Span } from './lines.ts';
import { colour, leading, page, severityTitle, size, textWidth } from './look.ts';
import { drawPlate, severityWord } from './marks.ts';
import { block, linesFor, needRoom, type Paper, place, writeLines } from './paper.ts';
import { prose } from './prose.ts';
import { openTable } from './table.ts';

/** Where a finding's text begins, right of the names of its parts. */
const indent = 84;

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

function writeFinding(paper: Paper, report: CheckReport, destination: string, under: Bookmark) {
  const { check, groups, unlisted } = report;
  paper.y += 8;
  needRoom(paper, 150);
  place(paper, destination);
  bookmark(paper, under, `${severityTitle[check.severity]} fail: ${check.title}`);
  writeTitle(paper, report);

  const list = paper.doc.struct('L');
  paper.section.add(list);
  part(paper, list, 'Why it matters', prose(check.why));
  part(paper, list, 'What to do', prose(check.fix.text));
  if (check.fix.cli) writeCommand(paper, list, check.fix.cli);
  const frameworks = shortReference(check.frameworks);
  if (frameworks !== '') part(paper, list, 'Frameworks', frameworks, size.small);
  part(
    paper,
    list,
    'Source',
    [{ text: check.source, colour: colour.accent }],
    size.small,
    check.source,
  );
  part(paper, list, 'Check', [{ text: check.id, style: 'mono' }], size.small);

  list.end();
  paper.y += 2;
  writeAffected(paper, check.per, groups);
  if (unlisted > 0)
    block(
      paper,
      `${sayCount(unlisted, 'more resource fails', 'more resources fail')} this check. The CSV of the same audit lists all of them.`,
      { size: size.small },
    );
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

/** A part of a finding with its name at the left. `url` makes the text a link. */
function part(
  paper: Paper,
  list: Struct,
  title: string,
  text: string | readonly Span[],
  points: number = size.body,
  url?: string,
): void {
  const { doc } = paper;
  const x = page.left + indent;
  const lines = linesFor(paper, text, { size: points, width: page.right - x });
  const height = lines.length * points * leading;
  needRoom(paper, height);
  const name = linesFor(paper, [{ text: title, colour: colour.muted }], { size: size.small });
  const top = paper.y;
  const item = doc.struct('LI');
  list.add(item);
  const raised = top + (points - size.small) * leading * 0.5;
  item.add(doc.struct('Lbl', {}, () => writeLines(paper, name, page.left, raised, size.small)));
  const element = doc.struct('LBody');
  item.add(element);
  if (url === undefined) element.add(() => writeLines(paper, lines, x, top, points));
  else {
    const link = doc.struct('Link');
    element.add(link);
    link.add(() => writeLines(paper, lines, x, top, points));
    const width = Math.max(...lines.map((line) => line.width));
    const options = { structParent: link, Contents: new String(`AWS documentation: ${url}`) };
    doc.link(x, top, width, height, url, options as never);
    link.end();
  }
  item.end();
  paper.y += height + 3.5;
}

/** A command on a ground of its own, broken where it must be. */
function writeCommand(paper: Paper, list: Struct, command: string): void {
  const { doc } = paper;
  const x = page.left + indent;
  const points = size.small;
  const lines = linesFor(paper, [{ text: command, style: 'mono' }], {
    size: points,
    width: page.right - x - 12,
  });
  const height = lines.length * points * leading + 8;
  needRoom(paper, height);
  const top = paper.y;
  artifact(doc, 'Layout', () =>
    doc.roundedRect(x, top, page.right - x, height, 2.5).fill(colour.surface),
  );
  const item = doc.struct('LI');
  list.add(item);
  const body = doc.struct('LBody');
  item.add(body);
  body.add(doc.struct('Code', {}, () => writeLines(paper, lines, x + 6, top + 4, points)));
  item.end();
  paper.y += height + 5;
}
