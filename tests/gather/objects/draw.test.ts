import { describe, expect, it } from 'vitest';
import {
  draw,
  type List,
  mostLists,
  pagesInOrder,
  type Version,
} from '../../../src/gather/objects/draw.ts';

/** Numbers from 0 to 1 that are the same each time. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** Lists keys as S3 does: by their bytes, in pages. */
function bucketOf(keys: readonly string[]) {
  const bytes = keys.map((key) => Buffer.from(key)).sort(Buffer.compare);
  const sorted = bytes.map(String);
  const asked = { count: 0 };
  const list: List = async ({ after, most }) => {
    asked.count++;
    const mark = Buffer.from(after);
    let from = 0;
    for (let end = sorted.length; from < end;) {
      const middle = (from + end) >> 1;
      if (Buffer.compare(bytes[middle] as Buffer, mark) > 0) end = middle;
      else from = middle + 1;
    }
    const rest = sorted.slice(from, from + Math.min(most, 1000));
    const isLast = from + rest.length === sorted.length;
    return {
      versions: rest.map((key): Version => ({ key, version: null, latest: true })),
      next: isLast ? null : { after: rest.at(-1) ?? '', afterVersion: '' },
    };
  };
  return { list, asked };
}

const flat = Array.from({ length: 20_000 }, (_, at) => `log-${String(at).padStart(6, '0')}`);
const lettered = (key: string) => key.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
const deep = Array.from(
  { length: 12_000 },
  (_, at) => `year=${2010 + (at % 15)}/month=${1 + (at % 12)}/part-${at}.csv`,
);

describe('a draw of objects', () => {
  it('takes all of a bucket that has fewer', async () => {
    const { list } = bucketOf(['a', 'b', 'c']);
    const { versions, ...rest } = await draw(list, 10, numbers(1));
    expect(versions.map(({ key }) => key).sort()).toEqual(['a', 'b', 'c']);
    expect(rest).toEqual({ listed: 3, all: true, whole: true });
  });

  it('knows a bucket as a whole that ends within the first pages, and draws evenly from it', async () => {
    const keys = flat.slice(0, 3500);
    const times = new Map<string, number>();
    const random = numbers(7);
    for (let round = 0; round < 100; round++) {
      const { versions, listed, all } = await draw(bucketOf(keys).list, 350, random);
      expect([versions.length, listed, all]).toEqual([350, 3500, true]);
      for (const { key } of versions) times.set(key, (times.get(key) ?? 0) + 1);
    }
    // A hundred rounds of one in ten: 10 each, give or take five times the square root of 9.
    const counts = keys.map((key) => times.get(key) ?? 0);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(25);
  });

  it('finds an empty bucket empty', async () => {
    expect(await draw(bucketOf([]).list, 10, numbers(1))).toEqual({
      versions: [],
      listed: 0,
      all: true,
      whole: true,
    });
  });

  it.each([
    ['one long list of keys', flat],
    ['folders within folders', deep],
    [
      'names without order',
      flat.map((_, at) => `${((at * 2_654_435_761) % 2 ** 32).toString(16)}-x`),
    ],
    [
      'one full folder beside many small ones',
      [
        ...flat.map((key) => `big/${key}`),
        ...Array.from({ length: 300 }, (_, at) => `small-${at}/one`),
      ],
    ],
    [
      'digits first, and letters later',
      [...flat.slice(0, 5000).map((key) => key.slice(4)), ...flat.slice(5000).map(lettered)],
    ],
    [
      'the same long begin in each of a few groups',
      ['alpha-export-', 'beta-export-', 'gamma-backup-2024-', 'zeta-'].flatMap((begin) =>
        flat.slice(0, 5000).map((key) => `${begin}${key}`),
      ),
    ],
    [
      'signs beyond ASCII',
      flat.map((key, at) => (at < 6000 ? `a${key}` : at < 13_000 ? `ü${key}` : `\u{1f600}${key}`)),
    ],
  ])('comes from all over a large bucket: %s', async (_name, keys) => {
    const sorted = [...keys]
      .map((key) => Buffer.from(key))
      .sort(Buffer.compare)
      .map(String);
    const rank = new Map(sorted.map((key, at) => [key, at / sorted.length]));
    const tenths = new Array<number>(10).fill(0);
    for (let seed = 1; seed <= 5; seed++) {
      const { list, asked } = bucketOf(sorted);
      const { versions, all, listed } = await draw(list, 100, numbers(seed));
      expect(versions.length).toBe(100);
      expect(new Set(versions.map(({ key }) => key)).size).toBe(100);
      expect(all).toBe(false);
      expect(listed).toBeGreaterThanOrEqual(100);
      expect(asked.count).toBeLessThanOrEqual(mostLists(100));
      for (const { key } of versions) {
        const at = Math.floor((rank.get(key) as number) * 10);
        tenths[at] = (tenths[at] as number) + 1;
      }
    }
    // Five hundred drawn: none of the tenths of the bucket is left out, nor takes most of it.
    expect(Math.min(...tenths)).toBeGreaterThan(0);
    expect(Math.max(...tenths)).toBeLessThan(250);
  });

  it('does not prefer the first keys', async () => {
    const first = new Set([...flat].sort().slice(0, pagesInOrder * 1000));
    let early = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { versions } = await draw(bucketOf(flat).list, 50, numbers(seed));
      early += versions.filter(({ key }) => first.has(key)).length;
    }
    // A fifth of the bucket are the first 4,000: of 500 drawn, 100, give or take.
    expect(early).toBeGreaterThan(30);
    expect(early).toBeLessThan(220);
  });

  it('draws the same where chance is the same', async () => {
    const once = await draw(bucketOf(deep).list, 20, numbers(3));
    expect(await draw(bucketOf(deep).list, 20, numbers(3))).toEqual(once);
    expect(await draw(bucketOf(deep).list, 20, numbers(4))).not.toEqual(once);
  });

  it('keeps what it drew when lists stop answering, and says so', async () => {
    const { list } = bucketOf(flat);
    let calls = 0;
    const found = await draw(async (at) => (++calls > 20 ? null : list(at)), 100, numbers(2));
    expect(found.whole).toBe(false);
    expect(found.all).toBe(false);
    expect((await draw(async () => null, 5, numbers(1))).versions).toEqual([]);
  });

  it('ends with keys that no sign sorts before', async () => {
    const keys = Array.from(
      { length: 5000 },
      (_, at) => `\u{10ffff}${'\u{10ffff}'.repeat(at % 7)}${at}`,
    );
    const { list, asked } = bucketOf(keys);
    await draw(list, 50, numbers(5));
    expect(asked.count).toBeLessThanOrEqual(mostLists(50));
  });
});
