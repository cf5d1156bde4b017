/** One version of an object, as a list names it. */
export interface Version {
  key: string;
  /** Null where the bucket keeps no versions. */
  version: string | null;
  latest: boolean;
}

/** What to list: what comes after a key, under a prefix, with what shares the next slash taken together. */
export interface ListAt {
  prefix: string;
  /** Empty: from the first. */
  after: string;
  /** The version after which to go on within `after`. */
  afterVersion: string;
  byFolder: boolean;
  most: number;
}

export interface Listed {
  versions: readonly Version[];
  /** Prefixes that end in a slash. */
  folders: readonly string[];
  /** Where the next page begins; null after the last. */
  next: { after: string; afterVersion: string } | null;
}

/** Lists one page. Null: it could not be read, and the caller knows why. */
export type List = (at: ListAt) => Promise<Listed | null>;

/** What was drawn. */
export interface Drawn {
  versions: readonly Version[];
  /** Different versions that lists named; `all` where they named every one. */
  listed: number;
  all: boolean;
  /** False where lists stopped answering. */
  whole: boolean;
}

const page = 1000;
/** So many pages are read in order: a bucket that ends within them is known as a whole. */
export const pagesInOrder = 4;
/** Drawn from one place at most, so that a sample comes from many. */
const fromOnePlace = 5;
const deepest = 8;

/** Requests that a draw takes at most. */
export const mostLists = (wanted: number): number => pagesInOrder + 12 + 2 * wanted;

/**
 * Draws so many versions of objects from all over a bucket. One that is small is listed as a whole, and drawn from
 * evenly. In a larger one each draw goes down through folders at random, and where a place has more than a page holds,
 * begins at a random point within the range of its keys. So every version can be drawn and none is preferred for
 * coming first; the draw is not exactly even, because nobody knows how many objects a folder holds.
 * `random` gives numbers from 0 to 1.
 */
export async function draw(list: List, wanted: number, random: () => number): Promise<Drawn> {
  const seen = new Map<string, Version>();
  /** Versions that lists named below each folder. */
  const held = new Map<string, number>();
  const note = (found: Listed): Listed => {
    for (const one of found.versions) {
      const name = nameOf(one);
      if (seen.has(name)) continue;
      seen.set(name, one);
      for (const folder of foldersOf(one.key)) held.set(folder, (held.get(folder) ?? 0) + 1);
    }
    return found;
  };
  let left = mostLists(wanted);
  let broken = false;
  const ask: List = async (at) => {
    if (left-- <= 0) return null;
    const found = await list(at);
    if (!found) broken = true;
    return found && note(found);
  };
  let after = '';
  let afterVersion = '';
  for (let at = 0; at < pagesInOrder; at++) {
    const found = await ask({ prefix: '', after, afterVersion, byFolder: false, most: page });
    if (!found) return { versions: [], listed: seen.size, all: false, whole: false };
    if (!found.next)
      return {
        versions: some([...seen.values()], wanted, random),
        listed: seen.size,
        all: true,
        whole: true,
      };
    ({ after, afterVersion } = found.next);
  }
  const places = placesOf(ask, held, random);
  const drawn = new Map<string, Version>();
  for (let idle = 0; idle < 20 && drawn.size < wanted && left > 0 && !broken;) {
    const found = await places.visit();
    const fresh = found.filter((one) => !drawn.has(nameOf(one)));
    const room = Math.min(fromOnePlace, wanted - drawn.size);
    for (const one of some(fresh, room, random)) drawn.set(nameOf(one), one);
    idle = fresh.length === 0 ? idle + 1 : 0;
  }
  return { versions: [...drawn.values()], listed: seen.size, all: false, whole: !broken };
}

const nameOf = ({ key, version }: Version): string => `${version ?? ''}\n${key}`;

/** So many of a list, each with the same chance. */
function some<T>(items: readonly T[], wanted: number, random: () => number): T[] {
  const rest = [...items];
  const found: T[] = [];
  while (found.length < wanted && rest.length > 0) {
    const at = Math.min(rest.length - 1, Math.floor(random() * rest.length));
    found.push(rest[at] as T);
    rest[at] = rest[rest.length - 1] as T;
    rest.pop();
  }
  return found;
}

/** A place with more entries than a page holds: what all of its keys begin with, and the signs that follow. */
interface Range {
  shared: string;
  signs: readonly string[];
  /** Nothing comes after this. */
  end: string | null;
}

/** Goes to places of a bucket at random. What a place looks like is asked once. */
function placesOf(ask: List, held: ReadonlyMap<string, number>, random: () => number) {
  const pages = new Map<string, Listed>();
  const ranges = new Map<string, Range>();
  const at = (prefix: string, after: string): ListAt => ({
    ...{ prefix, after, afterVersion: '', byFolder: true, most: page },
  });

  /** Finds by halving how far the last key of a place is the same as its first. */
  async function rangeOf(prefix: string, first: Listed): Promise<Range> {
    const known = ranges.get(prefix);
    if (known) return known;
    const keys = [...first.versions.map(({ key }) => key), ...first.folders];
    const start = keys.reduce((least, key) => (key < least ? key : least), keys[0] ?? prefix);
    let low = prefix.length;
    let high = start.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const beyond = await ask({ ...at(prefix, `${start.slice(0, middle)}${last}`), most: 1 });
      if (!beyond) break;
      const isLast = beyond.versions.length + beyond.folders.length === 0;
      if (isLast) low = middle;
      else high = middle - 1;
    }
    const shared = start.slice(0, low);
    const signs = [...new Set(keys.flatMap((key) => [...key.slice(shared.length)]))].sort();
    const range: Range = { shared, signs, end: null };
    ranges.set(prefix, range);
    return range;
  }

  async function pageAt(prefix: string): Promise<Listed | null> {
    let first = pages.get(prefix) ?? null;
    if (!first) {
      first = await ask(at(prefix, ''));
      if (!first) return null;
      pages.set(prefix, first);
    }
    if (!first.next) return first;
    const range = await rangeOf(prefix, first);
    for (let turn = 0; turn < 8; turn++) {
      const point = pointIn(range, random);
      if (point === null) return first;
      const found = await ask(at(prefix, point));
      if (!found) return null;
      if (found.versions.length + found.folders.length > 0) return found;
      range.end = point;
    }
    return first;
  }

  return {
    /** The versions of one place. */
    async visit(): Promise<readonly Version[]> {
      let prefix = '';
      for (let depth = 0; depth < deepest; depth++) {
        const found = await pageAt(prefix);
        if (!found) return [];
        const { versions, folders } = found;
        const folder = folderIn(folders, versions.length, held, random);
        if (folder === null) return versions;
        prefix = folder;
      }
      const found = await ask({ ...at(prefix, ''), byFolder: false });
      return found?.versions ?? [];
    },
  };
}

/**
 * A folder at random, or null for what lies beside folders. Each counts as much as lists have named of it, and one of
 * which they have named nothing as its neighbours do in the middle.
 */
function folderIn(
  folders: readonly string[],
  beside: number,
  held: ReadonlyMap<string, number>,
  random: () => number,
): string | null {
  const known = folders.flatMap((folder) => held.get(folder) ?? []).sort((a, b) => a - b);
  const usual = known[Math.floor(known.length / 2)] ?? 1;
  let point = random() * folders.reduce((sum, one) => sum + (held.get(one) ?? usual), beside);
  for (const folder of folders) {
    point -= held.get(folder) ?? usual;
    if (point < 0) return folder;
  }
  return beside > 0 ? null : (folders.at(-1) ?? null);
}

/** Every folder that a key lies in, as far down as a draw goes. */
function foldersOf(key: string): string[] {
  const found: string[] = [];
  for (let at = key.indexOf('/'); at >= 0 && found.length < deepest; at = key.indexOf('/', at + 1))
    found.push(key.slice(0, at + 1));
  return found;
}

/** A random text within a range; null where none was found. */
function pointIn({ shared, signs, end }: Range, random: () => number): string | null {
  if (signs.length === 0) return null;
  const sign = () => signs[Math.min(signs.length - 1, Math.floor(random() * signs.length))];
  for (let turn = 0; turn < 200; turn++) {
    const point = `${shared}${Array.from({ length: pointLength }, sign).join('')}`;
    if (end === null || point < end) return point;
  }
  return null;
}

/** Sorts after every sign that keys usually have. */
const last = '\u{10ffff}';
const pointLength = 4;
