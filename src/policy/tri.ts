/** True, false, or null where that cannot be told. */
export type Tri = boolean | null;

/** True if one is, false if none is, and not to be told otherwise. */
export function some<T>(items: Iterable<T>, of: (item: T) => Tri): Tri {
  let sum: Tri = false;
  for (const item of items) {
    const one = of(item);
    if (one === true) return true;
    if (one === null) sum = null;
  }
  return sum;
}

export const not = (one: Tri): Tri => (one === null ? null : !one);

/** True if all are, false if one is not, and not to be told otherwise. */
export const every = <T>(items: Iterable<T>, of: (item: T) => Tri): Tri =>
  not(some(items, (item) => not(of(item))));
