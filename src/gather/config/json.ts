/** An object of a recorded item, of whose fields nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * A recorded value as it is meant. Answers to queries hold it as itself, but the ACL as JSON text; configuration items
 * hold JSON text, and the ACL as JSON text within JSON text. Throws for text that is no JSON.
 */
export function decode(value: unknown): unknown {
  let found = value;
  for (let layer = 0; typeof found === 'string' && layer < 3; layer++) found = JSON.parse(found);
  return found ?? null;
}

/** The value as an object; throws for anything else. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('without an object');
  return value as Fields;
}

/** A field that the object itself has. Null and left out are the same: answers to queries leave out what is null. */
export const field = (of: Fields, name: string): unknown =>
  Object.hasOwn(of, name) ? (of[name] ?? undefined) : undefined;

/** Whether the object has the field, be it null. */
export const has = (of: Fields, name: string): boolean => Object.hasOwn(of, name);

function typed<T>(of: Fields, name: string, is: (value: unknown) => value is T): T | undefined {
  const value = field(of, name);
  if (value === undefined) return undefined;
  if (!is(value)) throw new Error(`with a strange ${name}`);
  return value;
}

/** Characters that no name and no code of AWS's has. */
const control = /[\u0000-\u001f\u007f]/;

/** Whether a value is text of at most so many characters, on one line. */
export const isLine = (value: unknown, most = 1024): value is string =>
  typeof value === 'string' && value.length <= most && !control.test(value);

/** Text of at most so many characters, on one line. */
export const text = (of: Fields, name: string, most?: number): string | undefined =>
  typed(of, name, (value) => isLine(value, most));

/** Text of any kind, for example a policy. */
export const anyText = (of: Fields, name: string): string | undefined =>
  typed(
    of,
    name,
    (value): value is string => typeof value === 'string' && value.length <= 1_000_000,
  );

export const flag = (of: Fields, name: string): boolean | undefined =>
  typed(of, name, (value) => typeof value === 'boolean');

/** A number; -1 stands for none. */
export function count(of: Fields, name: string): number | undefined {
  const value = typed(of, name, (found) => typeof found === 'number');
  return value === -1 ? undefined : value;
}

export const list = (of: Fields, name: string): readonly unknown[] | undefined =>
  typed(of, name, (value) => Array.isArray(value));

export const texts = (of: Fields, name: string, most?: number): readonly string[] | undefined =>
  typed(
    of,
    name,
    (value): value is string[] => Array.isArray(value) && value.every((one) => isLine(one, most)),
  );

export const part = (of: Fields, name: string): Fields | undefined => {
  const value = field(of, name);
  return value === undefined ? undefined : fieldsOf(value);
};
