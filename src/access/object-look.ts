import type { PartGap } from '../model/evidence.ts';
import type { ObjectLook, UnreadCount } from '../model/objects.ts';
import type { MissingFact } from '../model/derived.ts';
import { missing, type View } from './view.ts';

/** What is known of the objects themselves: what was seen of them, newest first, or why nothing was. */
export type Seen =
  | { is: 'looks'; looks: readonly ObjectLook[] }
  /** Nobody has asked to look. */
  | { is: 'unasked' }
  | { is: 'unread'; missing: readonly MissingFact[] };

export function seenOf(view: View): Seen {
  const evidence = view.see('objects');
  if (evidence.known)
    return { is: 'looks', looks: evidence.value.toSorted((a, b) => (a.at < b.at ? 1 : -1)) };
  return evidence.gap === 'skipped' && evidence.detail === ''
    ? { is: 'unasked' }
    : { is: 'unread', missing: [missing('objects', evidence)] };
}

/** A part of a look that was not made, as a finding names it. */
export const partMissing = ({ gap, actions, detail }: PartGap): readonly MissingFact[] => [
  { fact: 'objects', gap, actions, detail, tried: [] },
];

/** Whether every version that there is was looked at, and each answered. */
export const isWhole = ({ all, listed }: ObjectLook, { read }: { read: number }): boolean =>
  all && read === listed;

/** How much was looked at: "100 of at least 12,000 object versions were looked at in a sample". */
export function extentSays({ by, all, listed, looked }: ObjectLook): string {
  if (by === 'inventory')
    return all
      ? `The inventory report lists ${counted(listed)}`
      : `The parts of the inventory report that were opened list ${counted(listed)}`;
  if (looked === listed && all)
    return listed === 1
      ? 'The only object version was looked at'
      : `All ${counted(listed)} were looked at`;
  return `A sample of ${number(looked)} of ${all ? '' : 'at least '}${counted(listed)} was looked at`;
}

export const number = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
export const counted = (count: number): string =>
  `${number(count)} object ${count === 1 ? 'version' : 'versions'}`;

/**
 * The largest share of objects that could still be so though none of `looked` random ones was, with 95 % confidence,
 * in per cent: what is left after as many misses is one in twenty.
 */
export const couldStillBe = (looked: number): number => 100 * (1 - 0.05 ** (1 / looked));

/** What a sample without a hit excludes, and what it does not. */
export function excludesSays(looked: number): string {
  if (looked === 0) return 'That excludes nothing.';
  const share = couldStillBe(looked);
  const shown = share >= 10 ? Math.ceil(share) : Math.ceil(share * 10) / 10;
  return `As far as the sample is a random one, that excludes with 95 % confidence that more than ${shown} % of them are. It does not show that none is.`;
}

/** Reads that were refused or failed, by AWS's codes. */
export function unreadSays(unread: readonly UnreadCount[], what: string): string {
  if (unread.length === 0) return '';
  const all = unread.reduce((sum, { count }) => sum + count, 0);
  const codes = unread.map(({ detail, count }) => `${detail} ${number(count)}`).join(', ');
  return `Of ${number(all)} more the ${what} could not be read (${codes}).`;
}
