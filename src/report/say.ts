import type { Tool } from '../model/snapshot.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** An ISO time as a reader says it: "24 November 2026, 09:30 UTC". What is no ISO time in UTC comes back as it is. */
export function sayTime(iso: string): string {
  const [, year, month, day, clock] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)[\d:.]*Z$/.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  return name ? `${Number(day)} ${name} ${year}, ${clock} UTC` : iso;
}

/** The day of an ISO time: "24 November 2026". */
/** A program by name, version and build. */
export const sayTool = ({ name, version, build }: Tool): string =>
  `${name} ${version}${build === undefined ? '' : ` (build ${build})`}`;

export const sayDay = (iso: string): string => sayTime(iso).replace(/, .*$/, '');

/** A whole number with its digits in groups: "12,345". */
export const sayNumber = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with its noun: "1 bucket", "3 buckets". */
export const sayCount = (count: number, one: string, many = `${one}s`): string =>
  `${sayNumber(count)} ${count === 1 ? one : many}`;

/** Words as a list in a sentence: "a, b and c". */
export const sayList = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
