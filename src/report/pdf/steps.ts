import { bitsOf } from './bits.ts';
import type { Line, Span } from './lines.ts';
import { colour, leading, size } from './look.ts';
import { linesFor, needRoom, type Paper, writeLines } from './paper.ts';
import { prose } from './prose.ts';

/** Room for the number of a step, in units of the size of its type. */
const numberRoom = 1.5;

/**
 * Sentences of a chain as a numbered list of at most this width; one alone stands without a number. A space ends each,
 * so that they do not run together for readers that speak.
 */
export function stepLines(
  paper: Paper,
  steps: readonly string[],
  points: number,
  width: number,
  ink?: string,
): Line[] {
  if (steps.length === 1)
    return linesFor(paper, prose(`${steps[0]} `, ink), { size: points, width });
  return steps.flatMap((step, at) => numbered(paper, at, prose(`${step} `, ink), points, width));
}

/** Lines of one step: its number, then the text with a hanging indent. */
function numbered(
  paper: Paper,
  at: number,
  text: readonly Span[],
  points: number,
  width: number,
): Line[] {
  const indent = points * numberRoom * (at < 9 ? 1 : 1.35);
  const lines = linesFor(paper, text, { size: points, width: width - indent });
  const [first, ...rest] = lines;
  if (!first) return [];
  const [label] = bitsOf(`${at + 1}. `, 'sans', points, colour.muted, paper.fonts);
  return [
    { ...first, indent, ...(label && { label }) },
    ...rest.map((line) => ({ ...line, indent })),
  ];
}

/** Writes a chain as a list below what is there. */
export function writeSteps(paper: Paper, steps: readonly string[], x: number, width: number): void {
  const { doc } = paper;
  const list = doc.struct('L');
  paper.section.add(list);
  const points = size.small;
  for (const [at, step] of steps.entries()) {
    const lines = numbered(paper, at, prose(step), points, width);
    needRoom(paper, Math.min(lines.length, 6) * points * leading);
    const top = paper.y;
    const item = doc.struct('LI');
    list.add(item);
    item.add(doc.struct('LBody', {}, () => writeLines(paper, lines, x, top, points)));
    item.end();
    paper.y += lines.length * points * leading + 1;
  }
  list.end();
}
