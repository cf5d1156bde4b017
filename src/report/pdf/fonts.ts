import type { Doc } from './document.ts';
import { type EmbeddedFont, tellMeaningsApart } from './glyphs.ts';
import { neededFonts } from './needed-fonts.ts';
import { filesOf, type Slice, slicesFor } from './slices.ts';

/** `mono` is for names, ARNs and commands. */
export type Style = 'sans' | 'bold' | 'mono' | 'monoBold';

/** Gives the bytes of a font file of @fontsource by its name, for example `noto-sans-latin-400-normal.woff`. */
export type LoadFont = (file: string) => Promise<ArrayBuffer>;

/** The fonts of one document. */
export interface Fonts {
  /** The font that shows this character in this style; null where none of them has it. */
  fontFor(codePoint: number, style: Style): string | null;
  /** Whether the type for names has this character. */
  hasMono(codePoint: number): boolean;
  /** How wide a text is at size 1. */
  width(font: string, text: string): number;
  /** Whether characters cannot be shown because a font that has them could not be loaded. */
  incomplete: boolean;
}

/** What stands for a character that no font has. */
export const replacement = '\uFFFD';

/** Said where `incomplete`. */
export const fontsMissing = `A font could not be loaded when this report was made, so some letters of names are shown as ${replacement}. Made again with a connection, it shows them; the CSV has them in any case.`;

/**
 * Loads the fonts that show these characters, and no others. Where one cannot be loaded, its characters become
 * replacement signs; without those of `neededFonts` the promise rejects as `load` did. Must be `.woff` files: pdfkit
 * writes `.woff2` without its outlines, as text that can be selected but not seen.
 */
export async function loadFonts(
  doc: Doc,
  codePoints: ReadonlySet<number>,
  load: LoadFont,
): Promise<Fonts> {
  const points = [...codePoints, replacement.charCodeAt(0)];
  const wanted = { sans: slicesFor('sans', points), mono: slicesFor('mono', points) };
  const loaded = new Map<string, ArrayBuffer | null>();
  await Promise.all(
    [...wanted.sans, ...wanted.mono].flatMap(filesOf).map(async (file) => {
      const loading = load(file);
      loaded.set(file, await (neededFonts.includes(file) ? loading : loading.catch(() => null)));
    }),
  );
  const isThere = (slice: Slice) => filesOf(slice).every((file) => loaded.get(file));
  const sans = wanted.sans.filter(isThere);
  const mono = wanted.mono.filter(isThere);
  const has = new Map<string, (codePoint: number) => boolean>();
  const files = [...sans, ...mono].flatMap((slice) =>
    filesOf(slice).map((file) => ({ file, shared: slice.shared })),
  );
  for (const { file, shared } of files) {
    doc.registerFont(file, loaded.get(file) as ArrayBuffer);
    // The types of pdfkit say nothing of its font objects.
    const { _font: embedded } = doc.font(file) as unknown as { _font: EmbeddedFont };
    if (shared) tellMeaningsApart(embedded);
    has.set(file, (codePoint) => embedded.font.hasGlyphForCodePoint(codePoint));
  }

  const search = (codePoint: number, style: Style): string | null => {
    const bold = style === 'bold' || style === 'monoBold';
    const names = style === 'mono' || style === 'monoBold';
    for (const slice of names ? [...mono, ...sans] : sans) {
      const file = fileOf(slice, bold);
      if (has.get(file)?.(codePoint)) return file;
    }
    return null;
  };
  const found = new Map<string, string | null>();
  const fontFor = (codePoint: number, style: Style) => {
    const key = `${style}${codePoint}`;
    let font = found.get(key);
    if (font === undefined) found.set(key, (font = search(codePoint, style)));
    return font;
  };
  const lost = wanted.sans.filter((slice) => !isThere(slice));
  const isLost = (point: number) =>
    lost.some(({ ranges }) => ranges.some(([from, to]) => point >= from && point <= to)) &&
    fontFor(point, 'sans') === null;
  const monoFiles = new Set(mono.map(({ regular }) => regular));
  const widths = new Map<string, Map<string, number>>();
  return {
    fontFor,
    incomplete: points.some(isLost),
    hasMono: (codePoint) => monoFiles.has(fontFor(codePoint, 'mono') ?? ''),
    width(font, text) {
      let known = widths.get(font);
      if (!known) widths.set(font, (known = new Map<string, number>()));
      let width = known.get(text);
      if (width === undefined) {
        width = doc.font(font).fontSize(1000).widthOfString(text) / 1000;
        known.set(text, width);
      }
      return width;
    },
  };
}

const fileOf = ({ regular, bold }: Slice, wantsBold: boolean) =>
  wantsBold ? (bold ?? regular) : regular;
