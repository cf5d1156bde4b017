import { placesOf } from './places.ts';

/** One version of an object, as a list names it. */
export interface Version {
  key: string;
  /** Null where the bucket keeps no versions. */
  version: string | null;
  latest: boolean;
}

/** A place in the list of versions. */
export interface Place {
  /** Comes after this key; empty: from the first. */
  after: string;
  /** The version after which to go on within `after`; empty: after all of them. */
  afterVersion: string;
}

/** What to list: so many versions that come after a place. */
export interface ListAt extends Place {
  most: number;
}

export interface Listed {
  versions: readonly Version[];
  /** Where the next page begins; null after the last. */
  next: Place | null;
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

/** Requests that a draw takes at most. */
export const mostLists = (wanted: number): number => pagesInOrder + 12 + 2 * wanted;

/**
 * Draws so many versions of objects from all over a bucket. One that is small is listed as a whole, and drawn from
 * evenly. In a larger one each draw begins at a random point between the keys that are known so far. So every version
 * can be drawn and none is preferred for coming first; the draw is not exactly even, because nobody knows how many
 * objects lie between two keys. `random` gives numbers from 0 to 1.
 */
export async function draw(list: List, wanted: number, random: () => number): Promise<Drawn> {
  const seen = new Map<string, Version>();
  let left = mostLists(wanted);
  let broken = false;
  const ask: List = async (at) => {
    if (left-- <= 0) return null;
    const found = await list(at);
    if (!found) broken = true;
    for (const one of found?.versions ?? []) seen.set(nameOf(one), one);
    return found;
  };
  let place: Place = { after: '', afterVersion: '' };
  for (let at = 0; at < pagesInOrder; at++) {
    const found = await ask({ ...place, most: page });
    if (!found) return { versions: [], listed: seen.size, all: false, whole: false };
    if (!found.next)
      return {
        versions: some([...seen.values()], wanted, random),
        listed: seen.size,
        all: true,
        whole: true,
      };
    place = found.next;
  }
  const visit = placesOf(ask, [...seen.values()], random);
  const visited = new Map<string, Version>();
  const drawn = new Map<string, Version>();
  while (drawn.size < wanted && left > 0 && !broken) {
    const found = await visit();
    if (!found) break;
    for (const one of found) visited.set(nameOf(one), one);
    const fresh = found.filter((one) => !drawn.has(nameOf(one)));
    const room = Math.min(fromOnePlace, wanted - drawn.size);
    for (const one of some(fresh, room, random)) drawn.set(nameOf(one), one);
  }
  // Few places may hold many objects.
  const rest = [...visited].filter(([name]) => !drawn.has(name)).map(([, one]) => one);
  const more = broken ? [] : some(rest, wanted - drawn.size, random);
  return { versions: [...drawn.values(), ...more], listed: seen.size, all: false, whole: !broken };
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
