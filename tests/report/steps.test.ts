import { expect, test } from 'vitest';
import { placed } from '../../src/report/pdf/bidi.ts';
import { openDocument } from '../../src/report/pdf/document.ts';
import { loadFonts } from '../../src/report/pdf/fonts.ts';
import type { Paper } from '../../src/report/pdf/paper.ts';
import { stepLines } from '../../src/report/pdf/steps.ts';
import { loadFont } from './make-pdf.ts';

const steps = ['Statement `Open` allows s3:* to everyone.', 'פתוח allows s3:* to everyone.'];

test('the text of every step begins at the same distance from its number, whichever way it runs', async () => {
  const points = new Set([...steps.join('')].map((sign) => sign.codePointAt(0) as number));
  const fonts = await loadFonts(openDocument('', ''), points, loadFont);
  const lines = stepLines({ fonts } as Paper, steps, 8, 400);
  expect(lines.map(({ label }) => label?.text)).toEqual(['1. ', '2. ']);
  const begins = lines.map(({ bits, indent }) => {
    const [first] = placed(bits, fonts).toSorted((a, b) => a.x - b.x);
    return (indent ?? 0) + (first?.x ?? 0);
  });
  expect(begins).toEqual([12, 12]);
});
