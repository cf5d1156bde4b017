/** A row with its place in the whole list, from 0. */
export interface Line<T> {
  at: number;
  row: T;
}

/** Rows of a long list that are here already, each at its place. */
export function readyRows<T>() {
  const rows: T[] = []; // sparse: places whose row was never asked for stay empty
  return {
    put(from: number, more: readonly T[]): void {
      for (const [offset, row] of more.entries()) rows[from + offset] = row;
    },
    /** Those of a stretch that are here. */
    lines(from: number, count: number): Line<T>[] {
      const found: Line<T>[] = [];
      for (let at = from; at < Math.min(from + count, rows.length); at++)
        if (at in rows) found.push({ at, row: rows[at] as T });
      return found;
    },
    /** The shortest stretch that holds every missing row between two places (the second not included), or null. */
    missing(from: number, to: number): { from: number; count: number } | null {
      let first = from;
      while (first < to && first in rows) first++;
      let end = to;
      while (end > first && end - 1 in rows) end--;
      return end > first ? { from: first, count: end - first } : null;
    },
  };
}
