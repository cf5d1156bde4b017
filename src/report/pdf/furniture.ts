import type { ReportInput } from '../input/types.ts';
import { sayDay, sayTool } from '../say.ts';
import { artifact } from './document.ts';
import { colour, page, severityColour, size } from './look.ts';
import { linesFor, type Paper, writeLines } from './paper.ts';
import { reportTitle } from './cover.ts';

/** Running heads and page numbers of every page but the cover, which has only the number of pages. */
export async function writeFurniture(
  paper: Paper,
  input: ReportInput,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const { doc } = paper;
  const { head } = input;
  const points = size.tiny;
  const muted = (text: string) =>
    linesFor(paper, [{ text, colour: colour.muted }], { size: points, width: 360 }).slice(0, 1);
  const left = muted(`${reportTitle(input)}  ·  ${head.account || 'account unknown'}`);
  const right = muted(sayDay(head.endedAt));
  const sample = linesFor(
    paper,
    [{ text: 'SAMPLE', style: 'bold', colour: severityColour.critical.ground }],
    { size: points },
  );
  const made = muted(
    `${input.madeBy ? sayTool(input.madeBy) : 'Bucketproof'}, rules ${input.rules}`,
  );
  for (let at = 0; at < paper.pages; at++) {
    doc.switchToPage(at);
    artifact(doc, 'Pagination', () => {
      if (at > 0) {
        writeLines(paper, left, page.left, 34, points);
        writeLines(paper, right, page.left, 34, points, page.right);
        if (head.sample) writeLines(paper, sample, page.left, 34, points, page.right - 100);
        doc.moveTo(page.left, 49).lineTo(page.right, 49).lineWidth(0.5).stroke(colour.line);
        writeLines(paper, made, page.left, 800, points);
      }
      const number = muted(`Page ${at + 1} of ${paper.pages}`);
      writeLines(paper, number, page.left, 800, points, page.right);
    });
    if (at % 20 === 0) await between(at / paper.pages);
  }
}
