import { placed } from './bidi.ts';
import type { Bit } from './bits.ts';
import type { Doc } from './document.ts';
import type { Fonts } from './fonts.ts';
import type { Line } from './lines.ts';

/** Draws one line with its left end and baseline at this point. */
export function writeLine(doc: Doc, fonts: Fonts, line: Line, x: number, baseline: number): void {
  const draw = ({ font, size, colour, text }: Bit, left: number) => {
    doc.font(font).fontSize(size).fillColor(colour);
    doc.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
  };
  if (line.label) draw(line.label, x - (line.indent ?? 0));
  for (const { bit, x: offset } of placed(line.bits, fonts)) draw(bit, x + offset);
}
