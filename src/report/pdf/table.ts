import type { Severity, VerdictWord } from '../../model/check.ts';
import { artifact, type Struct } from './document.ts';
import type { Line, Span } from './lines.ts';
import { colour, leading, page, size } from './look.ts';
import { drawMark, drawPlate, markSize } from './marks.ts';
import { linesFor, needRoom, newPage, type Paper, writeLines } from './paper.ts';

export interface Column {
  title: string;
  /** In points; the widths of a table's columns fill the page together. */
  width: number;
  align?: 'right';
}

export interface Cell {
  text?: string | readonly Span[];
  /** Lays out what is more than a text, within this width and at this size. */
  lay?: (width: number, points: number) => readonly Line[];
  /** Draws the mark of a verdict before the text. */
  mark?: VerdictWord;
  /** Draws the plate of a severity behind the text. */
  plate?: Severity;
  /** True for the cell that names the row. */
  names?: boolean;
  /** Shows the page of this destination, and leads there. */
  pageOf?: string;
}

export interface Table {
  row(cells: readonly Cell[]): void;
  end(): void;
}

const padding = { x: 5, y: 3.2 };

/** Room for a verdict's mark before its word. */
const markRoom = markSize + 4;

/**
 * Opens a table below what is there. Rows are drawn as they come, a row stays on one page where a page can hold it, and
 * the header is repeated on every page; the structure tree has the header once. `above` is the room left above and below
 * the text of a row.
 */
export function openTable(
  paper: Paper,
  columns: readonly Column[],
  { points = size.small, above = padding.y }: { points?: number; above?: number } = {},
): Table {
  const { doc } = paper;
  const lineHeight = points * leading;
  const starts = columns.map((_, at) =>
    columns.slice(0, at).reduce((x, { width }) => x + width, page.left),
  );
  const table = doc.struct('Table');
  paper.section.add(table);
  let late = false;

  const head = columns.map(({ title, width }) =>
    linesFor(paper, [{ text: title, style: 'bold', colour: colour.muted }], {
      size: points,
      width: width - 2 * padding.x,
    }),
  );
  const headHeight = heightOf(head);

  function heightOf(cells: readonly (readonly Line[])[]): number {
    return Math.max(...cells.map((lines) => lines.length)) * lineHeight + 2 * above;
  }
  function drawHead(within: Struct | null): void {
    const top = paper.y;
    artifact(doc, 'Layout', () => {
      const width = page.right - page.left;
      doc.rect(page.left, top, width, headHeight).fill(colour.surface);
      rule(top + headHeight, 0.8, colour.muted);
    });
    const cell = (at: number) => writeCell(head[at] as Line[], at, top, 0);
    if (within)
      for (const at of columns.keys()) {
        const options = { scope: 'Column' } as object;
        within.add(doc.struct('TH', options, () => cell(at)));
      }
    else artifact(doc, 'Pagination', () => columns.forEach((_, at) => cell(at)));
    paper.y += headHeight;
  }
  function rule(y: number, width: number, ink: string): void {
    doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(width).stroke(ink);
  }
  function writeCell(lines: readonly Line[], at: number, top: number, indent: number): void {
    const x = (starts[at] as number) + padding.x + indent;
    const column = columns[at] as Column;
    const right = (starts[at] as number) + column.width - padding.x;
    writeLines(paper, lines, x, top + above, points, column.align === 'right' ? right : undefined);
  }

  /** Comes with the first row, so that a header is never the last thing on a page. */
  let begun = false;
  function begin(firstRow: number): void {
    begun = true;
    const pageful = page.bottom - page.top;
    needRoom(paper, Math.min(headHeight + firstRow, pageful / 2));
    const headRow = doc.struct('TR');
    table.add(headRow);
    drawHead(headRow);
    headRow.end();
  }

  /** Draws a cell, and leaves it open where its page number is not known yet. */
  function addCell(row: Struct, cell: Cell, lines: readonly Line[], at: number, top: number) {
    const element = doc.struct(
      cell.names ? 'TH' : 'TD',
      (cell.names ? { scope: 'Row' } : {}) as object,
    );
    row.add(element);
    const { pageOf } = cell;
    if (pageOf !== undefined) {
      late = true;
      const sheet = paper.pages - 1;
      paper.late.push(() => {
        doc.switchToPage(sheet);
        writePageLink(paper, element, pageOf, {
          left: starts[at] as number,
          right: (starts[at] as number) + (columns[at] as Column).width - padding.x,
          top: top + above,
          points,
        });
        element.end();
      });
      return;
    }
    element.add(() => {
      if (cell.plate) {
        const width = Math.max(...lines.map((line) => line.width)) + 7;
        const x = (starts[at] as number) + padding.x - 1;
        drawPlate(doc, cell.plate, x, top + above - 0.3, width, lineHeight + 0.6);
      }
      if (cell.mark) {
        const x = (starts[at] as number) + padding.x + markSize / 2;
        drawMark(doc, cell.mark, x, top + above + lineHeight / 2);
      }
      writeCell(lines, at, top, cell.mark ? markRoom : cell.plate ? 2.5 : 0);
    });
    element.end();
  }

  return {
    row(cells) {
      const laid = cells.map(({ text = '', lay, mark, plate }, at) => {
        const width =
          (columns[at] as Column).width - 2 * padding.x - (mark ? markRoom : plate ? 5 : 0);
        return lay ? lay(width, points) : linesFor(paper, text, { size: points, width });
      });
      const most = Math.max(1, ...laid.map((lines) => lines.length));
      const whole = heightOf(laid);
      if (!begun) begin(whole);
      const element = doc.struct('TR');
      table.add(element);
      const turn = () => {
        newPage(paper);
        drawHead(null);
      };
      const pageful = page.bottom - page.top - headHeight;
      if (
        paper.y + whole > page.bottom &&
        (whole <= pageful / 2 || paper.y + whole / 2 > page.bottom)
      )
        turn();
      for (let from = 0; from < most;) {
        const fits = Math.max(1, Math.floor((page.bottom - paper.y - 2 * above) / lineHeight));
        const top = paper.y;
        const parts = laid.map((lines) => lines.slice(from, from + fits));
        for (const [at, cell] of cells.entries())
          if (from === 0 || (parts[at] as Line[]).length > 0)
            addCell(element, from === 0 ? cell : {}, parts[at] as Line[], at, top);
        paper.y += heightOf(parts);
        const y = paper.y;
        artifact(doc, 'Layout', () => rule(y, 0.5, colour.line));
        from += fits;
        if (from < most) turn();
      }
      if (!late) element.end();
    },
    end() {
      if (!begun) begin(0);
      // A row whose page number is still to come stays open; the document's end closes it.
      if (!late) table.end();
      paper.y += 10;
    },
  };
}

/** Writes the number of a destination's page, right-aligned, as a link to it. */
export function writePageLink(
  paper: Paper,
  parent: Struct,
  destination: string,
  { left, right, top, points }: { left: number; right: number; top: number; points: number },
): void {
  const { doc } = paper;
  const number = String((paper.places.get(destination) ?? 0) + 1);
  const lines = linesFor(paper, [{ text: number, colour: colour.accent }], { size: points });
  const link = doc.struct('Link');
  parent.add(link);
  link.add(() => writeLines(paper, lines, left, top, points, right));
  const options = { structParent: link, Contents: new String(`Page ${number}`) };
  doc.goTo(left, top, right - left, points * leading, destination, options as never);
  link.end();
}
