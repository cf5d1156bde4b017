import { type Bit, bitsOf, joined, withText } from './bits.ts';
import type { Fonts, Style } from './fonts.ts';
import { colour } from './look.ts';
import { clustersOf, isWide, mayNotBegin, softBreaks, visible } from './words.ts';

/** A piece of text in one style. */
export interface Span {
  text: string;
  style?: Style;
  colour?: string;
}

export interface Line {
  /** In reading order. */
  bits: readonly Bit[];
  width: number;
  /** How far right of the others it begins, in points. */
  indent?: number;
  /** What stands in the room of the indent, such as the number of a step. */
  label?: Bit;
}

interface Word {
  bits: readonly Bit[];
  width: number;
  space: boolean;
  /** Whether a line may begin with it although no space is before it. */
  mayBegin: boolean;
}

/**
 * Breaks text into lines that are at most so wide: at spaces, between Japanese characters, and within a word only
 * where no line can hold it. Gives at least one line, which may be empty.
 */
export function breakLines(
  spans: readonly Span[],
  size: number,
  maxWidth: number,
  fonts: Fonts,
): Line[] {
  const lines: Line[] = [];
  let bits: Bit[] = [];
  let width = 0;
  const end = () => {
    // The space at a line's end takes no room, but stays: words must not run together for readers that speak.
    const last = bits.at(-1);
    if (last?.text === ' ') width -= last.width;
    lines.push({ bits: joined(bits), width });
    bits = [];
    width = 0;
  };
  const add = (word: Word) => {
    if (width + word.width > maxWidth && bits.length > 0) end();
    bits.push(...word.bits);
    width += word.width;
  };
  for (const word of glued(wordsOf(spans, size, fonts))) {
    if (word.space) {
      if (bits.length === 0) continue;
      bits.push(...word.bits);
      width += word.width;
    } else if (word.width <= maxWidth) add(word);
    else {
      // A long name starts on a line of its own unless there is room for a good part of it.
      if (width > maxWidth * 0.6) end();
      for (const part of partsOf(word, maxWidth, fonts)) add(part);
    }
  }
  if (bits.length > 0 || lines.length === 0) end();
  return lines;
}

/** Words and the spaces between them, one span after another. */
function* wordsOf(spans: readonly Span[], size: number, fonts: Fonts): Generator<Word> {
  for (const { text, style: wanted = 'sans', colour: ink = colour.text } of spans) {
    const style = inOneType(text, wanted, fonts);
    for (const [token] of visible(text).matchAll(/ +|[^ ]+/g)) {
      if (token.startsWith(' ')) yield word(bitsOf(' ', style, size, ink, fonts), true);
      else
        for (const [at, piece] of piecesOf(token).entries())
          yield word(bitsOf(piece, style, size, ink, fonts), false, at > 0);
    }
  }
}

/** A name with letters that the type for names has not is set in the text's own type as a whole. */
function inOneType(text: string, style: Style, fonts: Fonts): Style {
  if (style !== 'mono' && style !== 'monoBold') return style;
  if (/^[ -~]*$/.test(text)) return style;
  const signs = visible(text);
  if ([...signs].every((sign) => fonts.hasMono(sign.codePointAt(0) as number))) return style;
  return style === 'mono' ? 'sans' : 'bold';
}

/** A word as it is; where it has Japanese characters, each of them with the signs that must not begin a line. */
function piecesOf(token: string): string[] {
  if (!isWide(token)) return [token];
  const pieces: string[] = [];
  let wideBefore = true;
  for (const cluster of clustersOf(token)) {
    const wide = isWide(cluster);
    if (pieces.length > 0 && ((!wide && !wideBefore) || mayNotBegin(cluster)))
      pieces[pieces.length - 1] += cluster;
    else pieces.push(cluster);
    wideBefore = wide;
  }
  return pieces;
}

const word = (bits: readonly Bit[], space = false, mayBegin = false): Word => ({
  bits,
  width: bits.reduce((sum, { width }) => sum + width, 0),
  space,
  mayBegin,
});

/** Joins words that nothing separates, such as a name and the full stop after it. */
function* glued(words: Iterable<Word>): Generator<Word> {
  let held: Word | null = null;
  for (const next of words) {
    if (held && !held.space && !next.space && !next.mayBegin)
      held = word([...held.bits, ...next.bits], false, held.mayBegin);
    else {
      if (held) yield held;
      held = next;
    }
  }
  if (held) yield held;
}

/** A word that no line can hold, in parts: after a sign such as a hyphen, or anywhere. */
function* partsOf(long: Word, maxWidth: number, fonts: Fonts): Generator<Word> {
  for (const bit of long.bits) {
    for (const part of bit.text.split(softBreaks)) {
      const whole = withText(bit, part, fonts);
      if (whole.width <= maxWidth / 2) yield word([whole]);
      else for (const cluster of clustersOf(part)) yield word([withText(bit, cluster, fonts)]);
    }
  }
}
