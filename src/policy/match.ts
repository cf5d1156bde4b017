/** Whether an IAM pattern (`*` any run, `?` one character) matches a text in any case, as actions are compared. */
export const matches = (pattern: string, text: string): boolean =>
  matchesExactly(pattern.toLowerCase(), text.toLowerCase());

/** Whether a text holds a wildcard. */
export const isWild = (text: string): boolean => text.includes('*') || text.includes('?');

const star = 42;
const question = 63;

/**
 * The same with upper and lower case told apart, as resources are compared. Takes time in proportion to both
 * lengths multiplied, never more, so that a hostile pattern cannot stall a scan.
 */
export function matchesExactly(pattern: string, text: string): boolean {
  const { length } = pattern;
  let at = 0;
  let i = 0;
  let back = -1;
  let retry = 0;
  while (i < text.length) {
    const wanted = at < length ? pattern.charCodeAt(at) : -1;
    if (wanted === star) {
      back = at++;
      retry = i;
    } else if (wanted === question || wanted === text.charCodeAt(i)) {
      at++;
      i++;
    } else if (back >= 0) {
      at = back + 1;
      i = ++retry;
    } else return false;
  }
  while (at < length && pattern.charCodeAt(at) === star) at++;
  return at === length;
}
