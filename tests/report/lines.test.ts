import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { placed } from '../../src/report/pdf/bidi.ts';
import { openDocument } from '../../src/report/pdf/document.ts';
import { type Fonts, loadFonts, replacement } from '../../src/report/pdf/fonts.ts';
import { breakLines, type Line } from '../../src/report/pdf/lines.ts';
import { clustersOf, visible } from '../../src/report/pdf/words.ts';
import { loadFont } from './make-pdf.ts';

const sample = 'Ŝłо Журнал أرشيف التقارير 請求書と監査、ログ';
let fonts: Fonts;
beforeAll(async () => {
  const points = new Set([...sample].map((sign) => sign.codePointAt(0) as number));
  fonts = await loadFonts(openDocument('', ''), points, loadFont);
});

const textOf = (lines: readonly Line[]) =>
  lines.flatMap(({ bits }) => bits.map(({ text }) => text)).join('');
const squeezed = (text: string) => text.replace(/ +/g, '');

/** A text with a replacement sign for every character that no loaded font has, word by word as lines are made. */
const shown = (text: string) =>
  visible(text)
    .split(' ')
    .flatMap(clustersOf)
    .map((sign) => (fonts.fontFor(sign.codePointAt(0) as number, 'mono') ? sign : replacement))
    .join('');

const texts = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ' ',
        '-',
        '/',
        'a'.repeat(80),
        ...sample.split(' '),
        '\u202E',
        '\0',
        '😀',
        '\n',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

describe('lines', () => {
  test('are never too wide and lose nothing, whatever the text', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('sans', 'mono', 'bold'), (text, style) => {
        const lines = breakLines([{ text, style }], 9, 120, fonts);
        for (const { width } of lines) expect(width).toBeLessThanOrEqual(120.001);
        expect(squeezed(textOf(lines))).toBe(squeezed(shown(text)));
      }),
      { numRuns: 1000 },
    );
  });

  test('break at spaces, and keep a full stop with the name before it', () => {
    const lines = breakLines(
      [{ text: 'The bucket ' }, { text: 'acme-logs', style: 'mono' }, { text: '.' }],
      9,
      62,
      fonts,
    );
    expect(lines.map((line) => textOf([line]).trim())).toEqual(['The bucket', 'acme-logs.']);
  });

  test('break a long name after its signs', () => {
    const lines = breakLines(
      [{ text: 'arn:aws:s3:::bucket-with-name', style: 'mono' }],
      9,
      70,
      fonts,
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(textOf([line])).toMatch(/[:-]$/);
  });

  test('break Japanese anywhere but before a sign that must not begin a line', () => {
    const lines = breakLines([{ text: '請求書と監査、ログ' }], 10, 60, fonts);
    expect(lines.map((line) => textOf([line]))).toEqual(['請求書と監', '査、ログ']);
  });

  test.each([
    ['log Журнал', true],
    ['log 請求書', false],
    ['log ארכיון', false],
  ])('set the name %s in one type', (name, inMono) => {
    const [line] = breakLines([{ text: name, style: 'mono' }], 9, 300, fonts);
    const mono = line?.bits.map(({ font }) => font.startsWith('noto-sans-mono-'));
    expect(new Set(mono)).toEqual(new Set([inMono]));
  });
});

describe('right-to-left text', () => {
  const order = (text: string) => {
    const [line] = breakLines([{ text }], 9, 2000, fonts);
    return placed(line?.bits ?? [], fonts);
  };
  /** What the eye meets from left to right, word by word. */
  const seen = (text: string) =>
    order(text)
      .toSorted((a, b) => a.x - b.x)
      .map(({ bit }) => bit.text)
      .filter((word) => word.trim() !== '');

  test('is turned round between Latin words, which keep their places', () => {
    expect(seen('Bucket أرشيف التقارير here')).toEqual(['Bucket', 'التقارير', 'أرشيف', 'here']);
  });

  test('keeps numbers within it as they are, and turns brackets', () => {
    expect(seen('أرشيف 2026 التقارير')).toEqual(['التقارير', '2026', 'أرشيف']);
    const words = seen('أرشيف (التقارير) أرشيف').join('');
    expect(squeezed(words)).toBe('أرشيف(التقارير)أرشيف');
  });

  test('ends at its last letter, so that a full stop stays at the end of the sentence', () => {
    expect(seen('The owner is أرشيف.').at(-1)).toBe('.');
  });

  test('is drawn in reading order, and nothing overlaps', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [line] = breakLines([{ text }], 9, 1e6, fonts);
        const placedBits = order(text).toSorted((a, b) => a.x - b.x);
        let end = 0;
        for (const { bit, x } of placedBits) {
          expect(x).toBeCloseTo(end, 3);
          end = x + bit.width;
        }
        const total = (line?.bits ?? []).reduce((sum, { width }) => sum + width, 0);
        expect(end).toBeGreaterThan(total * 0.9 - 1);
      }),
      { numRuns: 200 },
    );
    expect(order('أرشيف التقارير').map(({ bit }) => bit.text)).toEqual(['أرشيف', ' ', 'التقارير']);
  });
});
