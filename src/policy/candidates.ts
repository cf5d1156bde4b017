/** One way a request can be, as far as some keys go: the keys it carries, with their values. */
export type Candidate = ReadonlyMap<string, readonly string[]>;

/** Lists of candidates that were cut short, so that finding none among them proves nothing. */
const partial = new WeakSet<readonly Candidate[]>();
export function cutShort(list: readonly Candidate[]): readonly Candidate[] {
  partial.add(list);
  return list;
}
export const isCutShort = (list: readonly Candidate[]): boolean => partial.has(list);
