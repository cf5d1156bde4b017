import { untrack } from 'svelte';
import { type Line, readyRows } from './ready-rows.ts';

/** One answer of whoever has the rows. */
export interface RowPage<T> {
  /** Rows in the whole list. */
  matching: number;
  from: number;
  rows: readonly T[];
}

interface Source<Q, T, P extends RowPage<T>> {
  query(): Q;
  /** Gives one stretch of rows, or null where that failed and the user was told. */
  ask(query: Q, from: number, count: number): Promise<P | null>;
  /** The stretch that is drawn. */
  window(): { from: number; count: number };
  /** Whether rows that are not drawn are fetched too, so that scrolling finds them here. */
  ahead(): boolean;
  onPage(page: P): void;
  /** Another list is wanted: it begins at its first row. */
  onAnother(): void;
}

/** How many rows are fetched at a time when nothing else is to do, and at most kept ready around the reader. */
const block = 1000;
const most = 20_000;
/** Milliseconds without a new question before rows are fetched ahead: whoever types is not held up. */
const rest = 250;

/**
 * Keeps the rows of one long list in the page as they are asked for, and the rest of it soon after. What is drawn
 * stays until another list's first answer is here. To be called while a component is made.
 */
export function longList<Q, T, P extends RowPage<T>>(source: Source<Q, T, P>) {
  interface List {
    key: string;
    rows: ReturnType<typeof readyRows<T>>;
    matching: number | null;
    asked: { from: number; to: number }[];
  }
  const fresh = (key: string): List => ({ key, rows: readyRows<T>(), matching: null, asked: [] });
  let current: List | null = null;
  let shown = $state.raw<List | null>(null);
  /** Raised where rows that may be drawn arrive. */
  let version = $state.raw(0);
  let answer: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Asking the engine is work outside the page, so it is an effect and not a derived value.
  $effect(() => {
    const query = source.query();
    const { from, count } = source.window();
    answer = untrack(() => want(query, from, count));
  });
  $effect(() => () => {
    clearTimeout(timer);
    current = null;
  });

  async function want(query: Q, from: number, count: number): Promise<void> {
    const key = JSON.stringify(query);
    if (current?.key !== key) {
      const isFirst = current === null;
      current = fresh(key);
      if (!isFirst) {
        source.onAnother();
        ({ from, count } = source.window());
      }
    }
    const list = current;
    const gap = list.rows.missing(from, Math.min(from + count, list.matching ?? Infinity));
    if (!gap) return;
    const to = gap.from + gap.count;
    if (list.asked.some((one) => one.from <= gap.from && to <= one.to)) return answer;
    clearTimeout(timer);
    await load(list, query, gap.from, gap.count);
    if (current !== list || !source.ahead()) return;
    clearTimeout(timer);
    timer = setTimeout(() => void loadAhead(list, query), rest);
  }

  async function load(list: List, query: Q, from: number, count: number): Promise<boolean> {
    const asked = { from, to: from + count };
    list.asked.push(asked);
    const page = await source.ask(query, from, count);
    list.asked.splice(list.asked.indexOf(asked), 1);
    if (current !== list || page === null) return false;
    list.rows.put(page.from, page.rows);
    list.matching = page.matching;
    const drawn = source.window();
    if (shown !== list || (from < drawn.from + drawn.count && asked.to > drawn.from)) version++;
    shown = list;
    source.onPage(page);
    return true;
  }

  /** Forwards from what is seen, then what lies before it. */
  async function loadAhead(list: List, query: Q): Promise<void> {
    const near = source.window().from;
    const end = Math.min(list.matching ?? 0, near + most / 2);
    for (const [start, stop] of [
      [near, end],
      [Math.max(0, near - most / 2), near],
    ] as const)
      for (let from = start; from < stop; from += block) {
        if (current !== list) return;
        const gap = list.rows.missing(from, Math.min(stop, from + block));
        if (gap && !(await load(list, query, gap.from, gap.count))) return;
      }
  }

  const lines = $derived.by((): readonly Line<T>[] => {
    void version;
    const { from, count } = source.window();
    return shown?.rows.lines(from, count) ?? [];
  });

  return {
    /** Rows of the window that are here. */
    get lines() {
      return lines;
    },
    /** Rows in the whole list; null before the first answer. */
    get matching(): number | null {
      void version;
      return shown?.matching ?? null;
    },
    /** Settles when the last stretch that was asked for is here. */
    get answer() {
      return answer;
    },
    /** The first rows of the list, as many of them as are here. */
    first: (count: number): readonly Line<T>[] => shown?.rows.lines(0, count) ?? [],
  };
}
