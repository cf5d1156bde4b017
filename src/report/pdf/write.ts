import { placed } from './bidi.ts';
import type { Doc } from './document.ts';
import type { Fonts } from './fonts.ts';
import type { Line } from './lines.ts';

/** Draws one line with its left end and baseline at this point. */
export function writeLine(doc: Doc, fonts: Fonts, line: Line, x: number, baseline: number): void {
  for (const { bit, x: offset } of placed(line.bits, fonts)) {
    doc.font(bit.font).fontSize(bit.size).fillColor(bit.colour);
    const stands = bit.standsFor;
    if (stands !== undefined) doc.markContent('Span', { actual: stands });
    doc.text(bit.text, x + offset, baseline, { lineBreak: false, baseline: 'alphabetic' });
    if (stands !== undefined) doc.endMarkedContent();
  }
}
