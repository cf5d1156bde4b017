/** Where the user is: the hash, read as a path and a query. The hash never reaches a server. */
export interface Place {
  path: readonly string[];
  query: URLSearchParams;
}

/** Reads a hash such as `#/audit/1/bucket/my%20bucket?check=x`. A part that is not well encoded is taken as it is. */
export function readHash(hash: string): Place {
  const whole = hash.replace(/^#\/?/, '');
  const mark = whole.indexOf('?');
  const path = mark < 0 ? whole : whole.slice(0, mark);
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  return {
    path: path === '' ? [] : path.split('/').map(decode),
    query: new URLSearchParams(mark < 0 ? '' : whole.slice(mark + 1)),
  };
}

/** Writes a hash: parts are encoded, empty query values left out. */
export function hashOf(
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  const tail = wanted.size > 0 ? `?${wanted}` : '';
  return `#/${path.map(encode).join('/')}${tail}`;
}

/** Files may hold names with half a character, which `encodeURIComponent` refuses. */
const encode = (part: string) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));

/** The place that the address bar shows, and ways to change it. */
export class Router {
  place = $state.raw<Place>(readHash(location.hash));
  /** False until the user has gone somewhere: the first heading takes no focus. */
  moved = false;

  constructor() {
    window.addEventListener('hashchange', () => {
      this.moved = true;
      this.place = readHash(location.hash);
    });
  }

  /** Goes to another place; Back returns. */
  go(hash: string): void {
    location.hash = hash;
  }

  /** Changes the address without an entry in the history, as filters do while one types. */
  replace(hash: string): void {
    history.replaceState(null, '', hash);
    this.place = readHash(hash);
  }
}
