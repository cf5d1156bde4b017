import type { NotRecorded } from '../../model/facts.ts';

const notRecorded: NotRecorded = 'notRecorded';

/** True for what is shown in one line. */
export const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** The word for a value that is better said than quoted; null where the value itself is shown. */
export function wordOf(value: unknown): string | null {
  if (value === null || value === undefined) return 'not set';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === '') return 'empty';
  if (value === notRecorded) return 'not recorded by AWS Config';
  return typeof value === 'number' ? value.toLocaleString('en') : null;
}

/** A list of things that have the same few properties, none of them nested, as a table; null for anything else. */
export function tableOf(
  value: unknown,
): { columns: readonly string[]; rows: readonly (readonly unknown[])[] } | null {
  if (!Array.isArray(value) || value.length === 0 || value.some(isScalar)) return null;
  const items = value as readonly Readonly<Record<string, unknown>>[];
  const columns = Object.keys(items[0] ?? {});
  if (columns.length === 0 || columns.length > 4) return null;
  const isAlike = items.every(
    (item) =>
      !Array.isArray(item) &&
      Object.keys(item).length === columns.length &&
      columns.every((name) => Object.hasOwn(item, name) && isFlat(item[name])),
  );
  return isAlike ? { columns, rows: items.map((item) => columns.map((name) => item[name])) } : null;
}

const isFlat = (value: unknown) =>
  isScalar(value) || (Array.isArray(value) && value.every(isScalar));
