import { edges, parseRange } from './address.ts';
import { operatorOf } from './condition.ts';
import { isWild } from './match.ts';
import type { Condition } from './parse.ts';

/** A value that no policy names. */
export const fresh = 'f\u0001';
const fillers: readonly string[] = ['\u0001', ''];
/** Addresses of nobody in particular. */
const farAway: readonly string[] = ['198.41.0.4', '2600:1f00:0:0:0:0:0:1'];
const most = 24;
/** Lists that were cut short. */
const partial = new WeakSet<readonly string[]>();
export const isPartial = (values: readonly string[]): boolean => partial.has(values);

/**
 * Values that tell these conditions apart, all of one key: each value named, something that each pattern matches,
 * neighbours of numbers and of address ranges, and a value that none names.
 */
export function valuesFor(conditions: readonly Condition[]): readonly string[] {
  const found = new Set<string>();
  let free = true;
  let cut = false;
  for (const { operator, values } of conditions) {
    const base = operatorOf(operator)?.base ?? '';
    // Null asks whether the key is there; its `true` and `false` are no values of the key.
    if (base === 'null') continue;
    if (base === 'bool') {
      found.add('true').add('false');
      free = false;
      continue;
    }
    for (const value of values) {
      for (const one of near(base, value)) found.add(one);
      if (found.size >= most) {
        cut = true;
        break;
      }
    }
    if (base === 'ipaddress') for (const one of farAway) found.add(one);
    free &&= base !== 'ipaddress' && !base.startsWith('numeric') && !base.startsWith('date');
  }
  const list = free ? [fresh, ...found] : [...found];
  if (cut) partial.add(list);
  return list;
}

function near(base: string, value: string): readonly string[] {
  if (base === 'ipaddress') {
    const range = parseRange(value);
    return range ? edges(range) : [];
  }
  if (base.startsWith('numeric')) {
    const number = Number(value);
    return Number.isNaN(number) ? [] : [number - 1, number, number + 1].map(String);
  }
  if (base.startsWith('date')) {
    const time = /^\d{5,}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
    return Number.isNaN(time)
      ? []
      : [-1000, 0, 1000].flatMap((by) => {
          const date = new Date(time + by);
          return Number.isNaN(date.getTime()) ? [] : [date.toISOString()];
        });
  }
  return base === 'stringequalsignorecase' ? [value] : instancesOf(value);
}

/** A pattern with its policy variables taken for anything at all. */
export const opened = (pattern: string): string =>
  pattern.includes('${') ? pattern.replace(/\$\{[^}]*\}/g, '*') : pattern;

/** Texts that a pattern matches; for a text without wildcards, itself. A policy variable may be anything. */
export function instancesOf(pattern: string): readonly string[] {
  const text = opened(pattern);
  return isWild(text)
    ? fillers.map((filler) => text.replaceAll('?', '\u0001').replaceAll('*', filler))
    : [text];
}
