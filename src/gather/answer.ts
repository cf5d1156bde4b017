/**
 * What an answer must have, or this throws, and the fact stays unread. Left out and empty are the same: no
 * name, text or list that AWS must send may be empty. `what` completes the sentence "an answer without …".
 */
export function need<T>(value: T | null | undefined, what: string): T {
  const empty = value === undefined || value === null || value === '';
  if (empty || (Array.isArray(value) && value.length === 0)) throw new Error(`without ${what}`);
  return value;
}

/** A list that may be empty but must be there, so that a foreign answer does not pass for an empty one. */
export function needList<T>(list: readonly T[] | undefined, what: string): readonly T[] {
  if (!list) throw new Error(`without ${what}`);
  return list;
}

/** One of the words that checks tell apart. Throws for any other, because a new word may mean anything. */
export function oneOf<const W extends string>(
  words: readonly W[],
  value: string | undefined,
  what: string,
): W {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error(`with an unknown ${what}`);
  return found;
}

/** Whether a status says "Enabled" rather than "Disabled"; throws when it says neither. */
export const isEnabled = (status: string | undefined, what: string): boolean =>
  oneOf(['Enabled', 'Disabled'], status, what) === 'Enabled';

/** A whole number from 0, or null where it is left out. The SDK reads text that is no number as NaN. */
export function count(value: number | undefined, what: string): number | null {
  if (value === undefined) return null;
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`with a strange ${what}`);
  return value;
}

/** A Region's name. It becomes part of host names, so nothing but name characters may be in it. */
export function regionName(value: string): string {
  if (!/^[\w.-]{1,100}$/.test(value)) throw new Error('with a strange Region');
  return value === 'EU' ? 'eu-west-1' : value; // Ireland's name of the past, which old buckets kept
}
