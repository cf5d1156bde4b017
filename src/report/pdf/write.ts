import { placed } from './bidi.ts';
import type { Doc } from './document.ts';
import type { Fonts } from './fonts.ts';
import type { Line } from './lines.ts';

/** Draws one line with its left end and baseline at this point. */
export function writeLine(doc: Doc, fonts: Fonts, line: Line, x: number, baseline: number): void {
  for (const { bit, x: offset } of placed(line.bits, fonts)) {
    doc.font(bit.font).fontSize(bit.size).fillColor(bit.colour);
    doc.text(bit.text, x + offset, baseline, { lineBreak: false, baseline: 'alphabetic' });
  }
}
