import type { Listed, List, Place, Version } from './draw.ts';

/** What lies between two keys, of which nothing is known yet. */
interface Gap {
  from: Place;
  /** The last key that may lie in it; null: it goes to the end. */
  to: string | null;
  /** How often it was divided before. */
  depth: number;
}

const page = 1000;
/** A gap that is empty at so many points is read from its begin. */
const mostPoints = 8;

/**
 * Goes to random places of a bucket, one at each call; null when nothing is left between the places, or a list did not
 * answer. Each place divides a gap between known keys in two, and gaps that were divided least come first, so that no
 * part of a bucket is passed over for what its keys begin with.
 */
export function placesOf(
  ask: List,
  known: readonly Version[],
  random: () => number,
): () => Promise<readonly Version[] | null> {
  const gaps: Gap[] = [{ from: { after: '', afterVersion: '' }, to: null, depth: 0 }];
  const signs = new Set<number>();
  const learn = (versions: readonly Version[]) => {
    for (const { key } of versions) for (const sign of codesOf(key)) signs.add(sign);
  };
  learn(known);

  /** What is listed after a place within a gap. */
  async function within(gap: Gap, at: Place, most: number): Promise<Listed | null> {
    const found = await ask({ ...at, most });
    if (!found) return null;
    learn(found.versions);
    const { to } = gap;
    const versions =
      to === null ? found.versions : found.versions.filter((one) => !isAfter(one.key, to));
    return { versions, next: versions.length < found.versions.length ? null : found.next };
  }
  const afterAll = (codes: readonly number[]): Place => ({
    after: textOf([...codes, lastSign]),
    afterVersion: '',
  });

  /** How far all keys of a gap are the same as its first, found by halving; null: a list did not answer. */
  async function sharedIn(gap: Gap, first: readonly number[]): Promise<number | null> {
    let low = 0;
    let high = withinBytes(first, longestMarker);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const beyond = await within(gap, afterAll(first.slice(0, middle)), 1);
      if (!beyond) return null;
      if (beyond.versions.length === 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** A random point among what begins as `shared`, not before `from` nor after `to` in the sign that follows. */
  function pointIn(shared: readonly number[], first: readonly number[], to: string | null): string {
    const end = to === null ? [] : codesOf(to);
    const low = first[shared.length] ?? 0;
    const isBound = shared.every((sign, at) => end[at] === sign);
    const high = isBound ? (end[shared.length] ?? lastSign) : lastSign;
    const usual = [...signs].filter((sign) => sign >= low && sign <= high);
    const pick = (of: readonly number[]) =>
      of[Math.min(of.length - 1, Math.floor(random() * of.length))] as number;
    // Signs that no key has shown yet have a chance too.
    const top = Math.min(high, Math.max(lastUsual, low));
    const sign =
      usual.length === 0 || random() < 0.2
        ? Math.min(top, low + Math.floor(random() * (top - low + 1)))
        : pick(usual);
    const every = [...signs];
    return textOf([...shared, sign, pick(every), pick(every), pick(every)]);
  }

  return async () => {
    for (;;) {
      const least = Math.min(...gaps.map(({ depth }) => depth));
      const choice = gaps.filter(({ depth }) => depth === least);
      const gap = choice[Math.min(choice.length - 1, Math.floor(random() * choice.length))];
      if (!gap) return null;
      const start = await within(gap, gap.from, 1);
      if (!start) return null;
      gaps.splice(gaps.indexOf(gap), 1);
      const [one] = start.versions;
      if (!one) continue;
      const first = codesOf(one.key);
      const shared = await sharedIn(gap, first);
      if (shared === null) return null;
      let { to } = gap;
      for (let turn = 0; ; turn++) {
        const point = pointIn(first.slice(0, shared), first, to);
        const isInside =
          turn < mostPoints && isAfter(point, one.key) && (to === null || isAfter(to, point));
        const at = isInside ? { after: point, afterVersion: '' } : gap.from;
        const found = await within({ ...gap, to }, at, page);
        if (!found) return null;
        if (found.versions.length === 0) {
          to = at.after;
          continue;
        }
        const depth = gap.depth + 1;
        if (isInside) gaps.push({ from: gap.from, to: point, depth });
        if (found.next) gaps.push({ from: found.next, to, depth });
        return found.versions;
      }
    }
  };
}

/** S3 sorts keys by their UTF-8 bytes, which is the order of code points, not of JavaScript's strings. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html */
function isAfter(one: string, other: string): boolean {
  const [a, b] = [codesOf(one), codesOf(other)];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] as number, b[at]];
    if (y === undefined || x > y) return true;
    if (x < y) return false;
  }
  return false;
}

/** How many of these signs take no more bytes than that. */
function withinBytes(codes: readonly number[], most: number): number {
  let bytes = 0;
  const over = codes.findIndex((code) => (bytes += encoder.encode(textOf([code])).length) > most);
  return over < 0 ? codes.length : over;
}

const encoder = new TextEncoder();
/** A key has at most 1,024 bytes, and what is asked for adds some signs. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const longestMarker = 1000;
const codesOf = (text: string): number[] => [...text].map((sign) => sign.codePointAt(0) as number);
const textOf = (codes: readonly number[]): string =>
  String.fromCodePoint(...codes.filter((code) => code < 0xd800 || code > 0xdfff));
const lastSign = 0x10ffff;
/** The last sign of ASCII that is shown. */
const lastUsual = 0x7e;
