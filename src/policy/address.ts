/** A range of IP addresses: its first address as bytes (4 or 16 of them), and how many bits are fixed. */
export interface Range {
  bytes: readonly number[];
  bits: number;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32` or a single address; null where it is neither. */
export function parseRange(text: string): Range | null {
  const before = parsed.get(text);
  if (before !== undefined) return before;
  const found = parse(text);
  // Texts come from policies; whoever writes thousands of them shall not fill the memory.
  if (parsed.size > 2000) parsed.clear();
  parsed.set(text, found);
  return found;
}
const parsed = new Map<string, Range | null>();

function parse(text: string): Range | null {
  const [address = '', mask, ...more] = text.trim().split('/');
  if (more.length > 0) return null;
  const bytes = address.includes(':') ? parseV6(address) : parseV4(address);
  if (!bytes) return null;
  const most = bytes.length * 8;
  if (mask === undefined) return { bytes, bits: most };
  if (!/^\d{1,3}$/.test(mask) || Number(mask) > most) return null;
  return { bytes, bits: Number(mask) };
}

/** Whether a range holds another range, or an address, whole. */
export const contains = (outer: Range, inner: Range): boolean =>
  outer.bytes.length === inner.bytes.length &&
  outer.bits <= inner.bits &&
  sameBits(outer.bytes, inner.bytes, outer.bits);

/** Addresses that tell a range from its surroundings: its ends, and its neighbours on both sides. */
export function edges(range: Range): string[] {
  const first = range.bytes.map((byte, at) => byte & maskOf(range.bits, at));
  const last = range.bytes.map((byte, at) => byte | (255 & ~maskOf(range.bits, at)));
  return [first, last, step(first, -1), step(last, 1)].flatMap((bytes) =>
    bytes ? [write(bytes)] : [],
  );
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(
  (text) => parseRange(text) as Range,
);

/**
 * Whether S3 takes a range of `aws:SourceIp` for fixed: not broader than /8, for IPv6 /32, or private.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isNarrow(range: Range): boolean {
  if (range.bytes.length === 16) {
    if (contains(range, mapped)) return false;
    const within = contains(mapped, range);
    if (!within) return range.bits >= 32;
    return isNarrow({ bytes: range.bytes.slice(12), bits: range.bits - 96 });
  }
  return range.bits >= 8 || privateRanges.some((wide) => contains(wide, range));
}

/** IPv4 written as IPv6. */
const mapped = parseRange('::ffff:0:0/96') as Range;

/** So many ranges of those that S3 takes for fixed are needed for all of IPv4; IPv6 takes billions. */
const fewest = 256;

/** Whether ranges that are narrow one by one are every IPv4 address together. */
export function coversAll(texts: readonly string[]): boolean {
  if (texts.length < fewest) return false;
  const spans = texts
    .flatMap((text) => parseRange(text) ?? [])
    .filter(({ bytes }) => bytes.length === 4)
    .map(({ bytes, bits }) => {
      const size = 2 ** (32 - bits);
      const from = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      return { from: from - (from % size), size };
    })
    .sort((one, other) => one.from - other.from);
  let next = 0;
  for (const { from, size } of spans) {
    if (from > next) return false;
    next = Math.max(next, from + size);
  }
  return next === 2 ** 32;
}

const maskOf = (bits: number, at: number): number => {
  const left = Math.min(8, Math.max(0, bits - at * 8));
  return (255 << (8 - left)) & 255;
};

function sameBits(a: readonly number[], b: readonly number[], bits: number): boolean {
  for (let at = 0; at * 8 < bits; at++)
    if ((((a[at] as number) ^ (b[at] as number)) & maskOf(bits, at)) !== 0) return false;
  return true;
}

function step(bytes: readonly number[], by: 1 | -1): number[] | null {
  const next = [...bytes];
  for (let at = next.length - 1; at >= 0; at--) {
    const value = (next[at] as number) + by;
    next[at] = value & 255;
    if (value >= 0 && value <= 255) return next;
  }
  return null;
}

const write = (bytes: readonly number[]): string =>
  bytes.length === 4
    ? bytes.join('.')
    : Array.from({ length: 8 }, (_, i) =>
        (((bytes[i * 2] as number) << 8) | (bytes[i * 2 + 1] as number)).toString(16),
      ).join(':');

function parseV4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte < 256) ? bytes : null;
}

function parseV6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map(groups);
  if (!left || (halves.length === 2 && !right)) return null;
  const gap = 16 - left.length - (right?.length ?? 0);
  if (halves.length === 1 ? gap !== 0 : gap < 2) return null;
  return [...left, ...Array<number>(gap).fill(0), ...(right ?? [])];
}

function groups(text: string): number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    if (part.includes('.') && at === parts.length - 1) {
      const v4 = parseV4(part);
      if (!v4) return null;
      bytes.push(...v4);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const value = parseInt(part, 16);
      bytes.push(value >> 8, value & 255);
    } else return null;
  }
  return bytes.length <= 16 ? bytes : null;
}
