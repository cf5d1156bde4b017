import { type Bit, withText } from './bits.ts';
import type { Fonts } from './fonts.ts';
import { clustersOf, isRightToLeft } from './words.ts';

/** A bit with the place where it is drawn, in points from the start of its line. */
export interface Placed {
  bit: Bit;
  x: number;
}

/** Brackets that turn round within right-to-left text. */
const mirrored: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

/**
 * Places the bits of a line. Reports are in English, so a line runs from left to right; a stretch from one
 * right-to-left letter to the last one before the next Latin letter is turned round as a whole, with numbers in it kept
 * as they are. That is the Unicode Bidirectional Algorithm for the cases that names can make, without its embeddings,
 * whose characters are shown and not obeyed. https://www.unicode.org/reports/tr9/
 *
 * The result is in reading order, which readers that speak follow.
 */
export function placed(bits: readonly Bit[], fonts: Fonts): Placed[] {
  const result: Placed[] = [];
  let x = 0;
  const put = (bit: Bit) => {
    result.push({ bit, x });
    x += bit.width;
  };
  if (!bits.some(({ rightToLeft }) => rightToLeft)) {
    bits.forEach(put);
    return result;
  }
  const parts = bits.flatMap((bit) => byKind(bit, fonts));
  for (let at = 0; at < parts.length;) {
    const first = parts[at] as Bit;
    if (!first.rightToLeft) {
      put(first);
      at++;
      continue;
    }
    const end = endOfStretch(parts, at);
    const stretch = parts.slice(at, end);
    let right = x + stretch.reduce((sum, { width }) => sum + width, 0);
    x = right;
    for (const bit of stretch) {
      right -= bit.width;
      result.push({ bit: isNeutral(bit.text) ? turned(bit, fonts) : bit, x: right });
    }
    at = end;
  }
  return result;
}

/** Where the stretch that starts at a right-to-left bit ends: after its last right-to-left bit. */
function endOfStretch(parts: readonly Bit[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < parts.length; at++) {
    const { text, rightToLeft } = parts[at] as Bit;
    if (rightToLeft) end = at + 1;
    else if (/\p{L}/u.test(text)) break;
  }
  return end;
}

/** Splits what is not right-to-left into letters, numbers and the rest. */
const byKind = (bit: Bit, fonts: Fonts): Bit[] =>
  bit.rightToLeft
    ? [bit]
    : (bit.text.match(/\p{L}[\p{L}\p{M}\p{N}]*|\p{N}[\p{N}.,:/-]*|[^\p{L}\p{N}]+/gu) ?? []).map(
        (text) => withText(bit, text, fonts),
      );

const isNeutral = (text: string) => !/[\p{L}\p{N}]/u.test(text) && !isRightToLeft(text);

const turned = (bit: Bit, fonts: Fonts): Bit =>
  withText(
    bit,
    clustersOf(bit.text)
      .reverse()
      .map((sign) => mirrored[sign] ?? sign)
      .join(''),
    fonts,
  );
