import type { NotRecorded } from '../../model/facts.ts';
import { ImportError, makeAgain } from './error.ts';

/**
 * Reads one value of a file: gives it back with exactly the fields that the type has, or throws an `ImportError` that
 * names it by its path. Everything is copied field by field, so nothing of the file but what the type names gets in.
 */
export type Shape<T> = (value: unknown, path: string) => T;

export function refuse(path: string, expected: string): never {
  throw new ImportError(`${path} should be ${expected}. ${makeAgain}`);
}

/** Text of at most so many characters. */
export const text =
  (most = 1_000_000): Shape<string> =>
  (value, path) => {
    if (typeof value !== 'string') return refuse(path, 'text');
    if (value.length > most) return refuse(path, `text of at most ${most} characters`);
    return value;
  };

const control = /[\u0000-\u001f\u007f]/;

/** A name: text on one line that is not empty. S3-compatible stores allow more in names than AWS does. */
export const name =
  (most = 1024): Shape<string> =>
  (value, path) => {
    const found = text(most)(value, path);
    if (found === '' || control.test(found))
      return refuse(path, 'a name: text that is not empty and has no control characters');
    return found;
  };

/** A name, or empty. */
export const nameOrEmpty =
  (most = 1024): Shape<string> =>
  (value, path) =>
    value === '' ? '' : name(most)(value, path);

export const flag: Shape<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

/** A whole number from 0. */
export const count: Shape<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse(path, 'a whole number from 0');

/** A whole number within these bounds. */
export const whole =
  (least: number, most: number): Shape<number> =>
  (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? (value as number)
      : refuse(path, `a whole number from ${least} to ${most}`);

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** A time in UTC, as `2026-11-24T09:30:00.000Z`. Times are compared as text, so no other zone will do. */
export const time: Shape<string> = (value, path) =>
  typeof value === 'string' && isoTime.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : refuse(path, 'a time in UTC such as 2026-11-24T09:30:00Z');

export const oneOf =
  <const T extends string>(words: readonly T[]): Shape<T> =>
  (value, path) =>
    words.includes(value as T) ? (value as T) : refuse(path, `one of ${words.join(', ')}`);

export const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, path) =>
    value === null ? null : shape(value, path);

/** What AWS Config may not have told. */
export const notRecordedOr =
  <T>(shape: Shape<T>): Shape<T | NotRecorded> =>
  (value, path) =>
    value === 'notRecorded' ? value : shape(value, path);

export const listOf =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((item, at) => shape(item, `${path}[${at}]`))
      : refuse(path, 'a list');

/** A field that files of an earlier version do not have: left out where it is missing. */
export const withOptional =
  <T extends object, U extends object>(
    shape: Shape<T>,
    optional: { [K in keyof U]-?: Shape<U[K]> },
  ): Shape<T & Partial<U>> =>
  (value, path) => {
    const copy: Record<string, unknown> = Object.fromEntries(Object.entries(shape(value, path)));
    const found = object(value, path);
    for (const [key, part] of Object.entries(optional) as [string, Shape<unknown>][])
      if (Object.hasOwn(found, key)) copy[key] = part(found[key], join(path, key));
    return copy as T & Partial<U>;
  };

/** An object with these fields. Fields that this version does not know are left out. */
export const fields = <T extends object>(shapes: {
  [K in keyof T]-?: Shape<T[K]>;
}): Shape<T> => {
  const entries = Object.entries(shapes) as [string, Shape<unknown>][];
  return (value, path) => {
    const found = object(value, path);
    const copy: Record<string, unknown> = {};
    for (const [key, shape] of entries) {
      if (!Object.hasOwn(found, key))
        throw new ImportError(`${join(path, key)} is missing. ${makeAgain}`);
      copy[key] = shape(found[key], join(path, key));
    }
    return copy as T;
  };
};

export function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(path || 'The file', 'an object');
  return value as Record<string, unknown>;
}

export const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);
