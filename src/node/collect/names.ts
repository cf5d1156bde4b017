import { readFileSync } from 'node:fs';
import { splitNames } from '../../report/names.ts';
import type { Wrong } from '../collect-options.ts';

/**
 * The names that an option lists, each once, in their order: separated by commas, or one a line in the file after `@`.
 * A sentence where there is none, or the file cannot be read.
 */
export function namesIn(option: string, given: readonly string[]): readonly string[] | Wrong {
  const names: string[] = [];
  for (const value of given) {
    if (!value.startsWith('@')) {
      names.push(...splitNames(value));
      continue;
    }
    const file = value.slice(1);
    try {
      names.push(...splitNames(readFileSync(file, 'utf8')));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'error';
      const why = code === 'ENOENT' ? 'There is no such file' : `It could not be read (${code})`;
      return { wrong: `${option} names the file "${file}". ${why}.` };
    }
  }
  if (names.length === 0) return { wrong: `${option} names nothing. Name at least one.` };
  return [...new Set(names)];
}
