import { ImportError } from './error.ts';
import type { ImportLimits } from './limits.ts';

/** Names that mean an object's own machinery in JavaScript. No file of ours has them as names of fields. */
const machinery = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Walks parsed JSON once and throws `ImportError` where it goes too deep, has a text that is too long, or names a
 * field after JavaScript's machinery. Not recursive, so that depth cannot exhaust the stack before it is measured.
 */
export function inspectTree(root: unknown, limits: ImportLimits): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') inspectText(value, limits);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limits.depth)
      throw new ImportError(
        `The file has more than ${limits.depth} objects and lists within each other, which no snapshot has.`,
      );
    if (Array.isArray(value))
      for (const item of value) waiting.push({ value: item, depth: depth + 1 });
    else
      for (const [key, item] of Object.entries(value)) {
        if (machinery.has(key))
          throw new ImportError(
            `The file has a field named "${key}", which no snapshot has. It was not opened.`,
          );
        inspectText(key, limits);
        waiting.push({ value: item, depth: depth + 1 });
      }
  }
}

function inspectText(text: string, limits: ImportLimits): void {
  if (text.length > limits.textLength)
    throw new ImportError(
      `The file has a text of ${text.length} characters; the longest allowed is ${limits.textLength}. It was not opened.`,
    );
}
