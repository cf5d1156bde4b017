import type { ReportInput } from '../input/types.ts';
import { sayNumber } from '../say.ts';
import { type Answer, type Point, summarise } from '../summary.ts';
import { drawCharts } from './chart.ts';
import { heading } from './headings.ts';
import type { Line, Span } from './lines.ts';
import { colour, leading, page, size, textWidth } from './look.ts';
import { drawPlate, severityWord } from './marks.ts';
import { block, linesFor, type Paper, writeLines } from './paper.ts';
import { prose } from './prose.ts';

/** Where points stand, right of the plates of severity. */
const plateRoom = 50;
const points = size.small + 0.35;
/** Points of one answer at most, however much room there is. */
const mostPoints = 9;
/** Lines of one point at most. */
const mostLines = 3;

interface Laid {
  title: string;
  answer: Answer;
  /** The chapter that has the rest. */
  chapter: string;
  lines: readonly (readonly Line[])[];
}

/** The summary: one page, whatever the account. What finds no room is counted. */
export function writeOverview(paper: Paper, input: ReportInput): void {
  const { lead, coverage, exposed, wrong, unseen, good } = summarise(input);
  block(paper, [{ text: lead }], { size: 11.5, after: 4 });
  block(paper, [{ text: coverage, colour: colour.muted }], { after: 12 });
  drawCharts(paper, input);
  const lay = (title: string, answer: Answer, chapter: string): Laid => {
    const lines = answer.points.slice(0, mostPoints).map((point) => linesOf(paper, point));
    return { title, answer, chapter, lines };
  };
  const answers = [
    lay('What is exposed', exposed, 'Findings'),
    lay('What else is wrong', wrong, 'Findings'),
    lay('What could not be seen', unseen, 'Not assessed'),
    lay('What is good', good, 'Checklists'),
  ];
  const needs = answers.map((answer) => heightOf(answer));
  for (const [at, answer] of answers.entries()) {
    // Shared out anew each time, since an answer may have left some of its room.
    const [room = 0] = shareOut(page.bottom - paper.y, needs.slice(at));
    writeAnswer(paper, answer, room);
  }
}

/** Shares room out so that whoever needs little gets it whole, and the rest is split evenly among the others. */
export function shareOut(room: number, needs: readonly number[]): number[] {
  const shares = needs.map(() => 0);
  let left = room;
  const order = [...needs.keys()].sort((a, b) => (needs[a] ?? 0) - (needs[b] ?? 0));
  for (const [done, at] of order.entries()) {
    const share = Math.min(needs[at] ?? 0, left / (order.length - done));
    shares[at] = share;
    left -= share;
  }
  return shares;
}

const headRoom = 6 + size.h2 * leading + 3 + size.body * leading + 3;
const heightOfPoint = (lines: readonly Line[]) => lines.length * points * leading + 2.5;
const moreRoom = points * leading + 2;

const heightOf = ({ lines, answer }: Laid) =>
  // The sentence may take a second line.
  headRoom +
  size.body * leading +
  lines.reduce((sum, one) => sum + heightOfPoint(one), 0) +
  (answer.points.length > lines.length ? moreRoom : 0);

function writeAnswer(paper: Paper, { title, answer, chapter, lines }: Laid, room: number): void {
  const end = paper.y + room;
  heading(paper, 2, title, { keep: 0, before: 6 });
  block(paper, answer.says, { after: 3 });
  if (answer.points.length === 0) return;
  const list = paper.doc.struct('L');
  paper.section.add(list);
  let shown = 0;
  for (const [at, point] of answer.points.entries()) {
    const laid = lines[at];
    if (!laid) break;
    const left = answer.points.length - at - 1;
    if (paper.y + heightOfPoint(laid) + (left > 0 ? moreRoom : 0) > end && at > 0) break;
    const top = paper.y;
    const item = paper.doc.struct('LI');
    list.add(item);
    item.add(
      paper.doc.struct('LBody', {}, () => {
        drawPoint(paper, point, top);
        writeLines(paper, laid, page.left + indentOf(point), top, points);
      }),
    );
    item.end();
    paper.y += heightOfPoint(laid);
    shown++;
  }
  list.end();
  const rest = answer.points.length - shown;
  if (rest > 0)
    block(paper, `And ${sayNumber(rest)} more: see the chapter "${chapter}".`, {
      size: points,
      x: page.left + 10,
      after: 2,
    });
}

const indentOf = ({ severity }: Point) => (severity ? plateRoom : 10);

/** The lines of a point; what is longer than it may be ends with a sign that says so. */
function linesOf(paper: Paper, point: Point): Line[] {
  const width = textWidth - indentOf(point);
  const lines = linesFor(paper, spansOf(point), { size: points, width });
  if (lines.length <= mostLines) return lines;
  const shorter = `${point.says.slice(0, 200)} ...`;
  return linesFor(paper, spansOf({ ...point, says: shorter }), { size: points, width }).slice(
    0,
    mostLines,
  );
}

const spansOf = ({ name, says }: Point): Span[] =>
  name === undefined ? prose(says) : [{ text: name, style: 'mono' }, ...prose(`: ${says}`)];

/** A severity's plate, or a small stroke where there is none. */
function drawPoint(paper: Paper, { severity }: Point, top: number): void {
  const { doc } = paper;
  const height = points * leading;
  if (!severity) {
    doc.rect(page.left, top + height / 2 - 0.4, 4, 0.8).fill(colour.muted);
    return;
  }
  const word = linesFor(paper, [severityWord(severity)], { size: size.tiny });
  drawPlate(doc, severity, page.left, top + 0.8, plateRoom - 8, height - 1.6);
  const width = word[0]?.width ?? 0;
  const below = (height - size.tiny * leading) / 2;
  writeLines(paper, word, page.left + (plateRoom - 8 - width) / 2, top + below, size.tiny);
}
