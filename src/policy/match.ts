/** Whether an IAM pattern (`*` any run, `?` one character) matches a text in any case, as actions are compared. */
export const matches = (pattern: string, text: string): boolean =>
  matchesExactly(pattern.toLowerCase(), text.toLowerCase());

/**
 * The same with upper and lower case told apart, as resources are compared. Takes time in proportion to both
 * lengths multiplied, never more, so that a hostile pattern cannot stall a scan.
 */
export function matchesExactly(pattern: string, text: string): boolean {
  let at = 0;
  let i = 0;
  let star = -1;
  let retry = 0;
  while (i < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      retry = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
