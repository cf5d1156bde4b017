import type { Struct } from './document.ts';
import type { Line } from './lines.ts';
import { colour, leading, page, size } from './look.ts';
import { block, linesFor, newPage, type Paper, writeLines } from './paper.ts';
import { artifact } from './document.ts';
import { writePageLink } from './table.ts';

export interface Entry {
  level: 1 | 2;
  title: string;
  destination: string;
}

/**
 * Reserves the pages of the contents, and writes them once every page is known. Their number follows from the entries
 * alone, so nothing moves afterwards.
 */
export function reserveContents(paper: Paper, root: Struct, entries: readonly Entry[]): void {
  newPage(paper);
  const { doc } = paper;
  const section = doc.struct('Sect', { title: 'Contents' });
  root.add(section);
  paper.section = section;
  block(paper, [{ text: 'Contents', style: 'bold' }], { tag: 'H1', size: size.h1, after: 14 });
  const list = doc.struct('TOC');
  section.add(list);
  for (const entry of entries) {
    const points = entry.level === 1 ? size.h3 : size.small + 0.5;
    const indent = entry.level === 1 ? 0 : 14;
    const before = entry.level === 1 ? 6 : 0.5;
    const lines = linesFor(
      paper,
      [{ text: entry.title, style: entry.level === 1 ? 'bold' : 'sans' }],
      { size: points, width: page.right - page.left - indent - 60 },
    );
    const height = lines.length * points * leading;
    if (paper.y + before + height > page.bottom) newPage(paper);
    else paper.y += before;
    const top = paper.y;
    const sheet = paper.pages - 1;
    const item = doc.struct('TOCI');
    list.add(item);
    paper.late.push(() => {
      doc.switchToPage(sheet);
      writeEntry(paper, item, entry, lines, { indent, top, points });
    });
    paper.y += height;
  }
}

function writeEntry(
  paper: Paper,
  item: Struct,
  { destination }: Entry,
  lines: readonly Line[],
  { indent, top, points }: { indent: number; top: number; points: number },
): void {
  const { doc } = paper;
  const x = page.left + indent;
  const entry = doc.struct('P', {}, () => writeLines(paper, lines, x, top, points));
  item.add(entry);
  const bottom = top + lines.length * points * leading;
  const last = lines.at(-1)?.width ?? 0;
  const y = bottom - points * 0.48;
  artifact(doc, 'Layout', () =>
    doc
      .moveTo(x + last + 6, y)
      .lineTo(page.right - 26, y)
      .lineWidth(0.6)
      .dash(0.6, { space: 3 })
      .stroke(colour.muted)
      .undash(),
  );
  // The number is the link for readers that speak; the whole line is one for the pointer.
  writePageLink(paper, item, destination, {
    left: x,
    right: page.right,
    top: bottom - points * leading,
    points,
  });
  item.end();
}
