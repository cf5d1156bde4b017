import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Check } from '../../src/model/check.ts';
import { reportInput, reportLimits } from '../../src/report/input.ts';
import { Aborted, makePdf } from '../../src/report/pdf/report.ts';
import { neededFonts } from '../../src/report/pdf/needed-fonts.ts';
import { hostileAccount, madeUpAccount, smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';
import { inputFor, loadFont } from './make-pdf.ts';
import { type Read, readPdf } from './poppler.ts';

const large = (buckets: number) =>
  madeUpAccount(
    Array.from({ length: buckets }, (_, at) => ({
      name: `acme-data-${String(at).padStart(4, '0')}`,
      public: at % 100 === 0,
      blocked: at % 100 !== 0,
      versioned: at % 3 > 0,
      ...(at % 30 === 7 && { denied: ['tags', 'policyStatus'] as const }),
    })),
  );

/** Eight times as many checks, so that a checklist is as long as a real one. */
const manyChecks = Array.from({ length: 8 }, (_, copy): Check[] =>
  madeUpChecks.map((check) => (copy === 0 ? check : { ...check, id: `${check.id}-${copy}` })),
).flat();

describe('300 buckets', () => {
  const told: number[] = [];
  let read: Read;
  beforeAll(async () => {
    const input = inputFor(large(300), manyChecks);
    const parts = await makePdf(input, { loadFont, onProgress: (share) => told.push(share) });
    read = await readPdf(Buffer.concat(parts), { textOnly: true });
  });

  test('tell how far they are', () => {
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  test('are all in the report', () => {
    const { pages, complaints } = read;
    expect(complaints).toBe('');
    const text = pages.join('\n');
    for (let at = 0; at < 300; at++)
      expect(text).toContain(`Bucket acme-data-${String(at).padStart(4, '0')}`);
    expect(text).toContain(`Page ${pages.length} of ${pages.length}`);
  });

  test('have a summary of one page, which counts what found no room', () => {
    const { pages } = read;
    const at = pages.findIndex((page) => /24 November 2026\n+Summary\n/.test(page));
    for (const title of ['What is exposed', 'What else is wrong', 'What is good'])
      expect(pages[at]).toContain(title);
    expect(pages[at]).toMatch(/And \d+ more: see the chapter/);
    expect(pages[at + 1]).toMatch(/24 November 2026\n+Findings\n/);
  });
});

describe('giving up', () => {
  test('before it begins loads no checklists and rejects', async () => {
    const signal = AbortSignal.abort();
    await expect(makePdf(inputFor(smallAccount()), { loadFont, signal })).rejects.toThrow(Aborted);
  });

  test('in the middle rejects, and writes no more', async () => {
    const stop = new AbortController();
    const making = makePdf(inputFor(large(300), manyChecks), {
      loadFont,
      signal: stop.signal,
      onProgress: () => {
        if (stop.signal.aborted) throw new Error('told after it was given up');
        stop.abort();
      },
    });
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
  }, 60_000);
});

describe('fonts', () => {
  const asked = async (snapshot = smallAccount()) => {
    const files: string[] = [];
    await makePdf(inputFor(snapshot), {
      loadFont: (file) => {
        files.push(file);
        return loadFont(file);
      },
    });
    return files;
  };

  test('English needs four files, which the service worker keeps with the page', async () => {
    expect(await asked()).toEqual([
      'noto-sans-latin-400-normal.woff',
      'noto-sans-latin-600-normal.woff',
      'noto-sans-mono-latin-400-normal.woff',
      'noto-sans-mono-latin-600-normal.woff',
    ]);
    expect(neededFonts).toEqual(await asked());
  });

  test('other scripts load only the parts they use, each once', async () => {
    const files = await asked(hostileAccount());
    expect(new Set(files).size).toBe(files.length);
    expect(files).toContain('noto-sans-arabic-arabic-400-normal.woff');
    expect(files).toContain('noto-sans-hebrew-hebrew-400-normal.woff');
    expect(files).toContain('noto-sans-cyrillic-400-normal.woff');
    const japanese = files.filter((file) => file.startsWith('noto-sans-jp-'));
    expect(japanese.length).toBeGreaterThan(2);
    expect(japanese.length).toBeLessThan(15);
    expect(files.every((file) => file.endsWith('.woff'))).toBe(true);
  });

  test('a font of other letters that cannot be had leaves signs in their place, and the report says so', async () => {
    const onlyNeeded = (file: string) =>
      neededFonts.includes(file) ? loadFont(file) : Promise.reject(new Error('no network'));
    const read = async (snapshot = smallAccount()) => {
      const parts = await makePdf(inputFor(snapshot), { loadFont: onlyNeeded });
      const { pages, complaints } = await readPdf(Buffer.concat(parts), { textOnly: true });
      expect(complaints).toBe('');
      return pages.join('\n').replace(/\s+/g, ' ');
    };
    const text = await read(hostileAccount());
    expect(text.split('A font could not be loaded'), 'on the cover and at the end').toHaveLength(3);
    expect(text).toContain(`Bucket ${'\uFFFD'.repeat(6)}`);
    expect(text).not.toContain('請求書');
    expect(text).toContain('Bucket constructor');
    expect(await read()).not.toContain('A font could not be loaded');
  });

  test('a font of Latin letters that cannot be had ends the report with an error', async () => {
    const making = makePdf(inputFor(smallAccount()), {
      loadFont: () => Promise.reject(new Error('no such font')),
    });
    await expect(making).rejects.toThrow('no such font');
  });
});

test('what is left out is said, and points to the CSV', async () => {
  const snapshot = large(12);
  const input = reportInput(snapshot, audit(snapshot, madeUpChecks), madeUpChecks, {
    ...reportLimits,
    checklists: 5,
    lines: 8,
    names: 2,
  });
  const { pages } = await readPdf(Buffer.concat(await makePdf(input, { loadFont })), {
    textOnly: true,
  });
  const text = pages.join('\n').replace(/\s+/g, ' ');
  expect(text).toContain('The 5 worst have a checklist of their own');
  expect(text).toContain('the CSV of the same audit has the answers for the other 8');
  expect(text).toContain('5 are not listed here; the CSV has them');
  expect(text).toContain('2 more resources fail this check. The CSV of the same audit lists');
});

const nothingListed = { ...madeUpAccount([]).coverage, bucketsListed: null };
test.each([
  ['without buckets', madeUpAccount([]), 'The account has no buckets.'],
  [
    'whose buckets could not be listed',
    madeUpAccount([], { facts: [], calls: [], coverage: nothingListed }),
    'The list of buckets could not be read, so it is not known what buckets there are.',
  ],
])('an account %s makes a whole report', async (_, snapshot, says) => {
  const { pages, complaints } = await readPdf(
    Buffer.concat(await makePdf(inputFor(snapshot), { loadFont })),
  );
  expect(complaints).toBe('');
  expect(pages.join()).toContain('How to read this report');
  expect(pages.join().replace(/\s+/g, ' ')).toContain(`Who gets in ${says}`);
  // Chapters of a line or two share a page.
  const together = pages.find((page) => page.includes(says) && /^Who gets in$/m.test(page)) ?? '';
  for (const title of ['Buckets', 'Checklists', 'Account 111122223333'])
    expect(together).toMatch(new RegExp(`^${title}$`, 'm'));
  if (snapshot.coverage.bucketsListed === null)
    expect(pages.join()).not.toContain('Every question that applies was answered.');
});
