import arabic from '@fontsource/noto-sans-arabic/unicode.json';
import hebrew from '@fontsource/noto-sans-hebrew/unicode.json';
import japanese from '@fontsource/noto-sans-jp/unicode.json';
import mono from '@fontsource/noto-sans-mono/unicode.json';
import sans from '@fontsource/noto-sans/unicode.json';

/**
 * A font file that holds some of the characters. Noto Sans comes in parts by Unicode range, so that a report of plain
 * English loads 62 kB of fonts and not 6 MB.
 */
export interface Slice {
  regular: string;
  /** Null where headings use the regular weight too. */
  bold: string | null;
  /** True where one shape can stand for several characters. */
  shared: boolean;
  /** First and last code point of each range, both included. */
  ranges: readonly (readonly [number, number])[];
}

const slice = (family: string, part: string, ranges: string, bold = true): Slice => ({
  regular: `${family}-${part}-400-normal.woff`,
  bold: bold ? `${family}-${part}-600-normal.woff` : null,
  shared: part === 'arabic' || part === 'devanagari',
  ranges: ranges.split(',').map((range) => {
    const [from = 0, to = from] = range
      .replace('U+', '')
      .split('-')
      .map((hex) => parseInt(hex, 16));
    return [from, to] as const;
  }),
});

const monoParts = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const;
const sansParts = [...monoParts, 'devanagari'] as const;

/** Font files of the text's own type, in the order in which they are looked through for a character. */
const sansSlices: readonly Slice[] = [
  ...sansParts.map((part) => slice('noto-sans', part, sans[part])),
  slice('noto-sans-arabic', 'arabic', arabic.arabic),
  slice('noto-sans-hebrew', 'hebrew', hebrew.hebrew),
  // The parts of the Japanese font are numbered, and their names stand in brackets.
  ...Object.entries(japanese)
    .filter(([part]) => part.startsWith('['))
    .map(([part, ranges]) => slice('noto-sans-jp', part.slice(1, -1), ranges, false)),
];

/** Font files of the type for names and commands, whose letters are all of one width. */
const monoSlices: readonly Slice[] = monoParts.map((part) =>
  slice('noto-sans-mono', part, mono[part]),
);

/** Every font file a report can ask for. */
export const slices: readonly Slice[] = [...sansSlices, ...monoSlices];

/** The package of @fontsource that has a font file. */
export const packageOf = (file: string): string =>
  `@fontsource/${/^noto-sans(-arabic|-hebrew|-jp|-mono)?(?=-)/.exec(file)?.[0] ?? ''}`;

const families = { sans: sansSlices, mono: monoSlices } as const;

/**
 * The parts of one type that say they have any of these characters. Each character counts for the first part only; the
 * part with Latin letters and digits, which every report needs, is always among them.
 */
export function slicesFor(family: keyof typeof families, codePoints: Iterable<number>): Slice[] {
  const left = new Set([0x20, ...codePoints]);
  return families[family].filter(({ ranges }) => {
    let found = false;
    for (const [from, to] of ranges) {
      if (left.size === 0) break;
      for (const point of to - from > left.size ? [...left] : numbers(from, to))
        if (point >= from && point <= to && left.delete(point)) found = true;
    }
    return found;
  });
}

/** The font files of one part. */
export const filesOf = ({ regular, bold }: Slice): string[] => (bold ? [regular, bold] : [regular]);

function* numbers(from: number, to: number): Generator<number> {
  for (let at = from; at <= to; at++) yield at;
}
