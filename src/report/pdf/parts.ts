import { artifact, type Struct } from './document.ts';
import type { Line, Span } from './lines.ts';
import { colour, leading, page, size } from './look.ts';
import { linesFor, needRoom, type Paper, writeLines } from './paper.ts';

/** Where the text of a part begins, right of the names of the parts. */
const x = page.left + 84;

/** One part of a finding. */
export interface Part {
  /** Stands at the left; empty for a command, which belongs to the part above it. */
  title: string;
  text: string | readonly Span[];
  points?: number;
  /** Makes the text a link. */
  url?: string;
  /** Sets the text on a ground of its own. */
  isCommand?: boolean;
}

/** A part whose lines are broken, so that its height is known before it is written. */
interface LaidPart extends Part {
  lines: readonly Line[];
  points: number;
  height: number;
}

/** Room within a command's ground. */
const inset = { x: 6, y: 4 };

export function layPart(paper: Paper, part: Part): LaidPart {
  const { text, points = size.body, isCommand = false } = part;
  const width = page.right - x - (isCommand ? 2 * inset.x : 0);
  const lines = linesFor(paper, text, { size: points, width });
  const height = lines.length * points * leading + (isCommand ? 2 * inset.y : 0);
  return { ...part, points, lines, height };
}

const below = ({ isCommand }: Part) => (isCommand ? 5 : 3.5);

export const heightOfParts = (parts: readonly LaidPart[]): number =>
  parts.reduce((sum, part) => sum + part.height + below(part), 0);

/**
 * Writes the parts as a list: the name of each at the left, and its text beside it. Those from `together` on stay on one
 * page with so much of what comes after them.
 */
export function writeParts(
  paper: Paper,
  parts: readonly LaidPart[],
  { together, after }: { together: number; after: number },
): void {
  const list = paper.doc.struct('L');
  paper.section.add(list);
  for (const [at, part] of parts.entries()) {
    needRoom(paper, at === together ? heightOfParts(parts.slice(at)) + after : part.height);
    const item = paper.doc.struct('LI');
    list.add(item);
    if (part.isCommand) writeCommand(paper, item, part);
    else writePart(paper, item, part);
    item.end();
    paper.y += part.height + below(part);
  }
  list.end();
}

function writePart(paper: Paper, item: Struct, { title, lines, points, url, height }: LaidPart) {
  const { doc } = paper;
  const top = paper.y;
  const name = linesFor(paper, [{ text: title, colour: colour.muted }], { size: size.small });
  const raised = top + (points - size.small) * leading * 0.5;
  item.add(doc.struct('Lbl', {}, () => writeLines(paper, name, page.left, raised, size.small)));
  const element = doc.struct('LBody');
  item.add(element);
  if (url === undefined) {
    element.add(() => writeLines(paper, lines, x, top, points));
    return;
  }
  const link = doc.struct('Link');
  element.add(link);
  link.add(() => writeLines(paper, lines, x, top, points));
  const width = Math.max(...lines.map((line) => line.width));
  const options = { structParent: link, Contents: new String(`AWS documentation: ${url}`) };
  doc.link(x, top, width, height, url, options as never);
  link.end();
}

/** A command on a ground of its own, broken where it must be. */
function writeCommand(paper: Paper, item: Struct, { lines, points, height }: LaidPart): void {
  const { doc } = paper;
  const top = paper.y;
  artifact(doc, 'Layout', () =>
    doc.roundedRect(x, top, page.right - x, height, 2.5).fill(colour.surface),
  );
  const body = doc.struct('LBody');
  item.add(body);
  const write = () => writeLines(paper, lines, x + inset.x, top + inset.y, points);
  body.add(doc.struct('Code', {}, write));
}
