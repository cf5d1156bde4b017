import type { ReportInput } from '../input/types.ts';
import { visible } from './words.ts';

/** Signs that the report itself writes, beside ASCII. */
const own = '–·’\uFFFD';

/** Every character that the report will show, so that only fonts with these are loaded. */
export function charactersOf(input: ReportInput): Set<number> {
  const found = new Set<number>();
  const waiting: unknown[] = [input, own];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      if (/^[ -~]*$/.test(value)) continue;
      for (const sign of visible(value)) found.add(sign.codePointAt(0) as number);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) waiting.push(key, item);
  }
  return found;
}
