/** Rows kept ready above and below what is seen. */
const spare = 12;
/** Windows begin at multiples of this, so that not each pixel of scrolling asks anew. */
const step = 6;

/** Which rows of a long list to draw: pixels scrolled and seen, with rows of one height. */
export function windowOf(
  scrolled: number,
  seen: number,
  rowHeight: number,
): { from: number; count: number } {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - spare);
  return {
    from: first - (first % step),
    count: Math.ceil(seen / rowHeight) + 2 * spare + step,
  };
}

/** Where a key leads in a list of `total` rows with `page` of them seen; null for keys that do not move. */
export function rowAfter(key: string, row: number, page: number, total: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + Math.max(1, page - 1),
    PageUp: row - Math.max(1, page - 1),
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined || total === 0 ? null : Math.min(total - 1, Math.max(0, to));
}
