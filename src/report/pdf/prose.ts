import type { Span } from './lines.ts';

/** A sentence in which names that stand in backticks, as checks write them, are set as names. */
export function prose(text: string, ink?: string): Span[] {
  const look = ink === undefined ? {} : { colour: ink };
  return text
    .split(/(`[^`\s]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^`[^`\s]+`$/.test(part)
        ? { text: part.slice(1, -1), style: 'mono', ...look }
        : { text: part, ...look },
    );
}
