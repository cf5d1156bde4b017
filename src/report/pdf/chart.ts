import { severities, verdicts, type VerdictWord } from '../../model/check.ts';
import { verdictTitle } from '../../model/words.ts';
import type { ReportInput } from '../input/types.ts';
import { sayCount, sayList, sayNumber } from '../say.ts';
import type { Doc } from './document.ts';
import {
  colour,
  page,
  severityColour,
  severityTitle,
  size,
  textWidth,
  verdictColour,
} from './look.ts';
import { drawMark, markSize } from './marks.ts';
import { linesFor, type Paper, writeLines } from './paper.ts';

const gap = 28;
const half = (textWidth - gap) / 2;

/** Draws the charts of the summary: verdicts as one stacked bar, and fails by severity. Gives the height they take. */
export function drawCharts(paper: Paper, { counts, fails }: ReportInput): void {
  const { doc } = paper;
  const top = paper.y;
  const height = 112;
  const alt = (says: string) => ({
    alt: says,
    bbox: [page.left, top, page.right, top + height],
    placement: 'Block',
  });

  const total = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
  const said = verdicts.map((verdict) => `${verdictTitle[verdict]} ${sayNumber(counts[verdict])}`);
  paper.section.add(
    doc.struct('Figure', alt(`${sayCount(total, 'answer')} by verdict: ${sayList(said)}.`), () => {
      label(paper, 'Answers by verdict', page.left, top);
      drawStack(doc, counts, total, page.left, top + 19, half, 20);
      for (const [at, verdict] of verdicts.entries()) {
        const y = top + 48 + at * 15.5;
        drawMark(doc, verdict, page.left + markSize / 2, y + 6);
        row(
          paper,
          verdictTitle[verdict],
          sayNumber(counts[verdict]),
          page.left + 13,
          page.left + half,
          y,
        );
      }
    }),
  );

  const left = page.left + half + gap;
  const most = Math.max(1, ...severities.map((severity) => fails[severity]));
  const words = severities.map(
    (severity) => `${severityTitle[severity]} ${sayNumber(fails[severity])}`,
  );
  paper.section.add(
    doc.struct('Figure', alt(`Fails by severity: ${sayList(words)}.`), () => {
      label(paper, 'Fails by severity', left, top);
      for (const [at, severity] of severities.entries()) {
        const y = top + 19 + at * 18.2;
        row(paper, severityTitle[severity], sayNumber(fails[severity]), left, left + half, y);
        const room = half - 58 - 44;
        const width = (fails[severity] / most) * room;
        doc.rect(left + 58, y + 1, room, 10.5).fill(colour.surface);
        if (width === 0) continue;
        const { ink, ground } = severityColour[severity];
        doc
          .rect(left + 58, y + 1, Math.max(1.5, width), 10.5)
          .fill(severity === 'critical' ? ground : ink);
      }
    }),
  );
  paper.y = top + height + 6;
}

function label(paper: Paper, text: string, x: number, top: number): void {
  const lines = linesFor(paper, [{ text, style: 'bold' }], { size: size.small });
  writeLines(paper, lines, x, top, size.small);
}

function row(paper: Paper, word: string, count: string, left: number, right: number, y: number) {
  const word1 = linesFor(paper, word, { size: size.small });
  const count1 = linesFor(paper, [{ text: count, style: 'bold' }], { size: size.small });
  writeLines(paper, word1, left, y, size.small);
  writeLines(paper, count1, left, y, size.small, right);
}

/** Parts side by side. In grey too they differ: filled, hatched and light, each with its mark where there is room. */
function drawStack(
  doc: Doc,
  counts: Readonly<Record<VerdictWord, number>>,
  total: number,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  if (total === 0) {
    doc.rect(left, top, width, height).fill(colour.surface);
    return;
  }
  const shown = verdicts.filter((verdict) => counts[verdict] > 0);
  const least = 3;
  const room = width - least * shown.length;
  let x = left;
  for (const verdict of shown) {
    const part = least + (counts[verdict] / total) * room;
    const { ink, ground } = verdictColour[verdict];
    const w = Math.max(1, part - 1.2);
    doc.rect(x, top, w, height).fill(verdict === 'fail' ? ink : ground);
    if (verdict === 'notAssessed') hatch(doc, x, top, w, height, ink);
    doc
      .rect(x + 0.3, top + 0.3, Math.max(0.4, w - 0.6), height - 0.6)
      .lineWidth(0.6)
      .stroke(ink);
    if (w > 2 * markSize && verdict !== 'notAssessed')
      drawMark(doc, verdict, x + w / 2, top + height / 2);
    x += part;
  }
}

function hatch(doc: Doc, x: number, top: number, width: number, height: number, ink: string): void {
  doc.save().rect(x, top, width, height).clip().lineWidth(0.7);
  for (let at = x - height; at < x + width; at += 4)
    doc.moveTo(at, top + height).lineTo(at + height, top);
  doc.stroke(ink).restore();
}
