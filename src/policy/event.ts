/**
 * Whether events of one kind match: all, none, some of them (a field that differs from event to event decides), or
 * not to be told (the pattern asks by a rule that AWS does not document).
 */
export type Matches = 'yes' | 'no' | 'some' | 'unknown';

/** All must match. */
export const every = (parts: readonly Matches[]): Matches =>
  (['no', 'some', 'unknown'] as const).find((word) => parts.includes(word)) ?? 'yes';

/** One suffices. */
export const any = (parts: readonly Matches[]): Matches =>
  (['yes', 'unknown', 'some'] as const).find((word) => parts.includes(word)) ?? 'no';

export const opposite = (one: Matches): Matches =>
  one === 'yes' ? 'no' : one === 'no' ? 'yes' : one;

/**
 * What is known of events of one kind, by the names of their fields with dots between; null where the event has no
 * such field. A field that is not named may have any value.
 */
export type KnownFields = ReadonlyMap<string, Known>;
export type Known = string | number | boolean | null;

/** Whether the text has this form, in which `*` stands for any run. Upper and lower case are told apart. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] as string;
  if (parts.length === 1) return pattern === text;
  const last = parts.at(-1) as string;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}
