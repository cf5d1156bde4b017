/** What pdfkit keeps inside an embedded font, as far as it is used here. */
export interface EmbeddedFont {
  font: {
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** Glyphs by their number in the font. */
    _glyphs: Record<number, Glyph>;
  };
  layoutRun(text: string, features?: unknown): unknown;
  layout(text: string, features?: unknown): { glyphs: readonly Glyph[]; positions: unknown };
  encode(text: string, features?: unknown): [string[], unknown];
  subset: { glyphs: number[]; includeGlyph(id: number): number };
  scale: number;
  widths: number[];
  /** The characters that each glyph stands for, by its number in the file. */
  unicode: (readonly number[])[];
}

interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: readonly number[];
}

/**
 * Gives a glyph that stands for several characters a number for each of them. Arabic fonts draw letters that differ
 * only in their dots from one shape and separate dots; pdfkit writes one meaning for each shape, so that copied text
 * would have the wrong letters.
 */
export function tellMeaningsApart(embedded: EmbeddedFont): void {
  const layoutRun = embedded.layoutRun.bind(embedded);
  embedded.layoutRun = (text, features) => {
    // A glyph that is found here keeps the meaning it had in an earlier word.
    embedded.font._glyphs = {};
    return layoutRun(text, features);
  };
  const numbers = new Map<string, number>();
  const numberFor = ({ id, advanceWidth, codePoints }: Glyph): number => {
    const meaning = `${id}:${codePoints.join()}`;
    const known = numbers.get(meaning);
    if (known !== undefined) return known;
    const first = embedded.subset.includeGlyph(id);
    const number =
      embedded.unicode[first] === undefined ? first : embedded.subset.glyphs.push(id) - 1;
    embedded.widths[number] = advanceWidth * embedded.scale;
    embedded.unicode[number] = codePoints;
    numbers.set(meaning, number);
    return number;
  };
  embedded.encode = (text, features) => {
    const { glyphs, positions } = embedded.layout(text, features);
    const codes = glyphs.map((glyph) => numberFor(glyph).toString(16).padStart(4, '0'));
    return [codes, positions];
  };
}
