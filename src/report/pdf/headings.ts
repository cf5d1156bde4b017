import { colour, page, size } from './look.ts';
import { artifact } from './document.ts';
import type { Span } from './lines.ts';
import { block, newPage, type Paper, place } from './paper.ts';

/** A bookmark under which others can stand. */
export type Bookmark = PDFKit.PDFOutline;

/** Room left above the title of a chapter that does not begin a page. */
const above = 26;

/**
 * Starts a chapter, with its bookmark. What follows belongs to it. It begins a page, unless it may flow on and half a
 * page is left.
 */
export function chapter(
  paper: Paper,
  root: Paper['section'],
  title: string,
  to: string,
  { flows = true }: { flows?: boolean } = {},
): Bookmark {
  if (flows && paper.y < (page.top + page.bottom) / 2) paper.y += above;
  else newPage(paper);
  const { doc } = paper;
  paper.section = doc.struct('Sect', { title });
  root.add(paper.section);
  place(paper, to);
  const mark = bookmark(paper, doc.outline, title);
  block(paper, [{ text: title, style: 'bold' }], { tag: 'H1', size: size.h1, after: 4 });
  const y = paper.y;
  artifact(doc, 'Layout', () =>
    doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(1.2).stroke(colour.text),
  );
  paper.y += 12;
  return mark;
}

/** A heading within a chapter. `keep` is the room that must follow it on the same page. */
export function heading(
  paper: Paper,
  level: 2 | 3,
  text: string | readonly Span[],
  { keep = 60, before = 8 }: { keep?: number; before?: number } = {},
): void {
  if (paper.y > page.top) paper.y += before;
  const spans = typeof text === 'string' ? [{ text, style: 'bold' as const }] : text;
  block(paper, spans, {
    tag: level === 2 ? 'H2' : 'H3',
    size: level === 2 ? size.h2 : size.h3,
    after: 3,
    keep,
  });
}

/** A bookmark that leads to the current place. */
export function bookmark(paper: Paper, under: Bookmark, title: string): Bookmark {
  const options = {
    fit: false,
    top: Math.max(0, paper.y - 12),
    // pdfkit counts from the right edge.
    left: page.width,
    zoom: 0,
  };
  return under.addItem(title, options as never);
}
