import { type Collection, gaps, type Part, type PartGap } from '../../model/evidence.ts';
import { fields, flag, listOf, object, oneOf, refuse, type Shape, text } from './shape.ts';

/** Codes and IAM actions, which are short everywhere. */
export const code = text(200);
const partGap = { gap: oneOf(gaps), actions: listOf(code), detail: code };

export const collectionOf = <T>(item: Shape<T>): Shape<Collection<T>> =>
  fields<Collection<T>>({
    items: listOf(item),
    complete: flag,
    gaps: listOf(fields<PartGap>(partGap)),
  });

/** A part of a value that took a call of its own. */
export const partOf = <T>(value: Shape<T>): Shape<Part<T>> => {
  const read = fields<{ known: true; value: T }>({ known: yes, value });
  const unread = fields<{ known: false } & PartGap>({ known: no, ...partGap });
  return (one, path) => (object(one, path)['known'] === true ? read(one, path) : unread(one, path));
};

const yes: Shape<true> = (value, path) => (value === true ? value : refuse(path, 'true'));
const no: Shape<false> = (value, path) => (value === false ? value : refuse(path, 'false'));
