import type { Severity, VerdictWord } from '../../model/check.ts';
import { verdictTitle } from '../../model/words.ts';
import type { Doc } from './document.ts';
import { severityColour, severityTitle, verdictColour } from './look.ts';

/** Diameter of a verdict's mark in points. */
export const markSize = 7.5;

/**
 * Draws a verdict's mark around a centre. The four differ in shape, so that they can be told apart in grey: a cross on
 * a filled square, a tick in a ring, a dot in a broken ring, and a stroke.
 */
export function drawMark(doc: Doc, verdict: VerdictWord, x: number, y: number): void {
  const { ink } = verdictColour[verdict];
  const r = markSize / 2;
  doc.save().lineWidth(0.9).lineCap('round').lineJoin('round');
  if (verdict === 'fail') {
    doc.roundedRect(x - r, y - r, 2 * r, 2 * r, 1.4).fill(ink);
    const arm = r * 0.45;
    doc
      .moveTo(x - arm, y - arm)
      .lineTo(x + arm, y + arm)
      .moveTo(x + arm, y - arm)
      .lineTo(x - arm, y + arm)
      .lineWidth(1.1)
      .stroke('#ffffff');
  } else if (verdict === 'pass') {
    doc.circle(x, y, r - 0.45).stroke(ink);
    doc
      .moveTo(x - r * 0.45, y + r * 0.05)
      .lineTo(x - r * 0.1, y + r * 0.4)
      .lineTo(x + r * 0.48, y - r * 0.35)
      .stroke(ink);
  } else if (verdict === 'notAssessed') {
    doc
      .circle(x, y, r - 0.45)
      .dash(1.5, { space: 1.6 })
      .stroke(ink)
      .undash();
    doc.circle(x, y, 0.9).fill(ink);
  } else
    doc
      .moveTo(x - r * 0.7, y)
      .lineTo(x + r * 0.7, y)
      .stroke(ink);
  doc.restore();
}

export const verdictWord = (verdict: VerdictWord) => ({
  text: verdictTitle[verdict],
  style: 'bold' as const,
  colour: verdictColour[verdict].ink,
});

/** Ground and word of a severity, as a small plate. */
export function drawPlate(
  doc: Doc,
  severity: Severity,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const { ink, ground } = severityColour[severity];
  doc.save().roundedRect(x, y, width, height, 2.5).fill(ground);
  if (severity !== 'critical') doc.roundedRect(x, y, width, height, 2.5).lineWidth(0.5).stroke(ink);
  doc.restore();
}

export const severityWord = (severity: Severity) => ({
  text: severityTitle[severity],
  style: 'bold' as const,
  colour: severityColour[severity].ink,
});
