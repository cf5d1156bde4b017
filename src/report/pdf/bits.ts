import { type Fonts, replacement, type Style } from './fonts.ts';
import { clustersOf, isRightToLeft } from './words.ts';

/** A piece of text in one font, size, colour and direction: what can be drawn at once. */
export interface Bit {
  text: string;
  font: string;
  size: number;
  colour: string;
  width: number;
  rightToLeft: boolean;
}

/** Letters of one width are wide for their size, so they are set a little smaller than the text around them. */
const monoScale = 0.92;

/** Splits a text without line breaks by the fonts that show it and by direction. Characters that no font has become replacement signs. */
export function bitsOf(
  text: string,
  style: Style,
  size: number,
  colour: string,
  fonts: Fonts,
): Bit[] {
  const bit = (part: string, font: string): Bit => {
    const at = font.startsWith('noto-sans-mono-') ? size * monoScale : size;
    const width = fonts.width(font, part) * at;
    return { text: part, font, size: at, colour, width, rightToLeft: isRightToLeft(part) };
  };
  if (text === '') return [];
  if (/^[ -~]*$/.test(text)) return [bit(text, fonts.fontFor(0x61, style) ?? '')];

  const bits: Bit[] = [];
  let run = '';
  let runFont: string | null = '';
  const flush = () => {
    if (run === '') return;
    if (runFont !== null) bits.push(bit(run, runFont));
    else
      for (const cluster of clustersOf(run)) {
        const sign = bit(replacement, fonts.fontFor(replacement.charCodeAt(0), 'sans') ?? '');
        bits.push({ ...sign, rightToLeft: isRightToLeft(cluster) });
      }
    run = '';
  };
  for (const cluster of clustersOf(text)) {
    const font = fonts.fontFor(cluster.codePointAt(0) as number, style);
    if (font !== runFont || isRightToLeft(cluster) !== isRightToLeft(run)) flush();
    runFont = font;
    run += cluster;
  }
  flush();
  return bits;
}

/** The same bit with another text, as when a word is cut. */
export const withText = (bit: Bit, text: string, fonts: Fonts): Bit => ({
  ...bit,
  text,
  width: fonts.width(bit.font, text) * bit.size,
});

/** Neighbours that look the same become one bit, which makes the file smaller. */
export function joined(bits: readonly Bit[]): Bit[] {
  const result: Bit[] = [];
  for (const bit of bits) {
    const last = result.at(-1);
    if (last && alike(last, bit))
      result[result.length - 1] = {
        ...last,
        text: last.text + bit.text,
        width: last.width + bit.width,
      };
    else result.push(bit);
  }
  return result;
}

const alike = (a: Bit, b: Bit) =>
  a.font === b.font &&
  a.colour === b.colour &&
  a.size === b.size &&
  !a.rightToLeft &&
  !b.rightToLeft;
