import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { packageOf, slices, slicesFor } from '../../src/report/pdf/slices.ts';

const require = createRequire(import.meta.url);
const pointsOf = (text: string) => [...text].map((sign) => sign.codePointAt(0) as number);
const regular = (text: string) => slicesFor('sans', pointsOf(text)).map(({ regular }) => regular);

test('every font file is in its package', () => {
  expect(slices.length).toBeGreaterThan(120);
  for (const { regular, bold } of slices)
    for (const file of bold ? [regular, bold] : [regular]) {
      expect(existsSync(require.resolve(`${packageOf(file)}/files/${file}`)), file).toBe(true);
    }
});

test('every range is a range', () => {
  for (const { ranges } of slices)
    for (const [from, to] of ranges) {
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBeLessThanOrEqual(0x10ffff);
    }
});

test('only the parts that have a character are asked for', () => {
  expect(regular('Hello')).toEqual(['noto-sans-latin-400-normal.woff']);
  const latin = 'noto-sans-latin-400-normal.woff';
  expect(regular('Журнал')).toEqual([latin, 'noto-sans-cyrillic-400-normal.woff']);
  expect(regular('أرشيف')).toEqual([latin, 'noto-sans-arabic-arabic-400-normal.woff']);
  expect(regular('ארכיון')).toEqual([latin, 'noto-sans-hebrew-hebrew-400-normal.woff']);
  expect(
    regular('日本')
      .slice(1)
      .every((file) => file.startsWith('noto-sans-jp-')),
  ).toBe(true);
  expect(regular('한')).toEqual([latin]);
  expect(slicesFor('mono', pointsOf('Журнал אר')).map(({ bold }) => bold)).toEqual([
    'noto-sans-mono-latin-600-normal.woff',
    'noto-sans-mono-cyrillic-600-normal.woff',
  ]);
});
