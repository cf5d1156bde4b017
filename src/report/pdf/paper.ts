import type { Doc, Struct } from './document.ts';
import type { Fonts } from './fonts.ts';
import { breakLines, type Line, type Span } from './lines.ts';
import { leading, page, size, textWidth } from './look.ts';
import { writeLine } from './write.ts';

/** The document while it is written: where the next line goes, and what has to wait until every page is known. */
export interface Paper {
  doc: Doc;
  fonts: Fonts;
  /** Distance of the next line from the top of the page. */
  y: number;
  /** Pages so far; the current page is the last. */
  pages: number;
  /** The structure element that takes what is written next. */
  section: Struct;
  /** Page of each destination, from 0. */
  places: Map<string, number>;
  /** Page numbers to be filled in once every page is known. */
  late: (() => void)[];
}

export function newPage(paper: Paper): void {
  paper.doc.addPage();
  paper.pages++;
  paper.y = page.top;
}

/** Turns to a new page unless there is so much room left. */
export function needRoom(paper: Paper, height: number): void {
  if (paper.y + height > page.bottom) newPage(paper);
}

/** Marks the current place as one that contents, bookmarks and links lead to. */
export function place(paper: Paper, destination: string): void {
  paper.places.set(destination, paper.pages - 1);
  paper.doc.addNamedDestination(destination, 'XYZ', 0, Math.max(0, paper.y - 12), null);
}

export interface BlockOptions {
  /** Kind of structure element; a paragraph unless said. */
  tag?: 'P' | 'H1' | 'H2' | 'H3' | 'Code' | 'Caption' | 'LBody';
  size?: number;
  x?: number;
  width?: number;
  /** Room left below. */
  after?: number;
  /** Room that must follow on the same page, so that a heading is not the last line of one. */
  keep?: number;
  parent?: Struct;
}

/** Lines of at most the width of the block. */
export const linesFor = (
  paper: Paper,
  text: string | readonly Span[],
  options: BlockOptions = {},
): Line[] =>
  breakLines(
    typeof text === 'string' ? [{ text }] : text,
    options.size ?? size.body,
    options.width ?? textWidth - ((options.x ?? page.left) - page.left),
    paper.fonts,
  );

/** Writes a paragraph or heading below what is there, on as many pages as it takes. */
export function block(
  paper: Paper,
  text: string | readonly Span[],
  options: BlockOptions = {},
): void {
  const { tag = 'P', x = page.left, after = 5, keep = 0, parent = paper.section } = options;
  const points = options.size ?? size.body;
  const lineHeight = points * leading;
  const lines = linesFor(paper, text, options);
  // Two lines at least stay together, at either end of a page.
  needRoom(paper, Math.min(lines.length, 2) * lineHeight + keep);
  const element = paper.doc.struct(tag);
  parent.add(element);
  for (let at = 0; at < lines.length;) {
    let fits = Math.max(1, Math.floor((page.bottom - paper.y) / lineHeight));
    if (lines.length - at - fits === 1 && fits > 2) fits--;
    const part = lines.slice(at, at + fits);
    const top = paper.y;
    element.add(() => writeLines(paper, part, x, top, points));
    paper.y += part.length * lineHeight;
    at += fits;
    if (at < lines.length) newPage(paper);
  }
  element.end();
  paper.y += after;
}

/** Draws lines one below the other, the first with its upper edge at `top`. */
export function writeLines(
  paper: Paper,
  lines: readonly Line[],
  x: number,
  top: number,
  points: number,
  right?: number,
): void {
  for (const [at, line] of lines.entries())
    writeLine(
      paper.doc,
      paper.fonts,
      line,
      right === undefined ? x + (line.indent ?? 0) : right - line.width,
      baselineOf(top + at * points * leading, points),
    );
}

/** Where the baseline of a line is whose upper edge is at `top`. */
const baselineOf = (top: number, points: number) => top + points * (0.74 + leading) * 0.5;
